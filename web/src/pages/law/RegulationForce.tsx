import type { Regulation } from '@liuhen/contract';
import { Tag } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** Whether a regulation is in force, and since when. */
export function ForceTag({ force: { state, date } }: { force: Regulation['force'] }) {
  const { t, nameOf } = useTerms();
  const said = nameOf('regulations.force', state);
  return (
    <Tag color={state === 'inForce' ? 'green' : 'orange'}>
      {date === null ? said : t('regulations.since', { state: said, date })}
    </Tag>
  );
}
