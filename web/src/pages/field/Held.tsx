import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { keepHeld, useInHand } from '../../field/in-hand.ts';
import { tapFile } from '../../field/tap-file.ts';
import { useTerms } from '../../shell/language.ts';
import { useKeeping } from './useKeeping.ts';

/** Photos and sound that found no room on the phone: this page still has them, and asks before it is left. */
export function Held() {
  const { t } = useTerms();
  const held = useInHand();
  const { keep, busy } = useKeeping();
  const n = held.length;
  useEffect(() => {
    if (n === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [n]);
  if (n === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t('field.make.held', { n })}
      description={
        <Button danger loading={busy} onClick={() => void keep(() => keepHeld((made) => tapFile(made)))}>
          {t('field.make.keepHeld')}
        </Button>
      }
    />
  );
}
