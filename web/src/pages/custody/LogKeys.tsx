import { type Output, sayInstant } from '@liuhen/contract';
import { parseVerifierKey, shortFingerprint } from '@liuhen/proof';
import { Card, Tag, Typography } from 'antd';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

type OnRecord = Output<'logKeys'>['keys'][number];

/** A key, and the one that came after it; null for the one in use. */
function KeyLine({ one, later }: { one: OnRecord; later: OnRecord | null }) {
  const { t, nameOf } = useTerms();
  const state = later === null ? 'current' : later.replacing?.revokes ? 'revoked' : 'replaced';
  const colour = { current: 'success', replaced: 'default', revoked: 'error' } as const;
  const { verifierKey, since, replacing } = one;
  return (
    <div className="stack" style={{ gap: 2 }}>
      <span>
        <Tag color={colour[state]}>{t(`custody.keys.${state}`)}</Tag>
        {nameOf('custody.keys.algorithm', parseVerifierKey(verifierKey).algorithm)}{' '}
        <span className="quiet">{t('custody.keys.since', { at: sayInstant(since) })}</span>
      </span>
      <span>
        {t('custody.keys.fingerprint')}{' '}
        <Typography.Text className="digest" copyable={{ text: verifierKey }}>
          {shortFingerprint(verifierKey)}
        </Typography.Text>
      </span>
      {replacing !== null && (
        <span className="quiet">{t('custody.keys.because', { reason: replacing.reason })}</span>
      )}
    </div>
  );
}

/** The keys that have signed the log, for whoever compares fingerprints. */
export function LogKeys() {
  const { t } = useTerms();
  const asked = useAsk('logKeys', {});
  return (
    <Card size="small" title={t('custody.keys.title')}>
      <Answered asked={asked}>
        {({ keys }) => (
          <div className="stack" style={{ gap: 12 }}>
            <span className="quiet">{t('custody.keys.line')}</span>
            {keys.map((one, i) => (
              <KeyLine key={one.verifierKey} one={one} later={keys[i - 1] ?? null} />
            ))}
          </div>
        )}
      </Answered>
    </Card>
  );
}
