import { type Output, sayInstant } from '@liuhen/contract';
import { followKeys, type InclusionReceipt, parseVerifierKey, shortFingerprint } from '@liuhen/proof';
import { Card, Tag, Typography } from 'antd';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

type OnRecord = Output<'logKeys'>['keys'][number];

const isNamed = (before: string, receipt: InclusionReceipt, verifierKey: string): boolean => {
  try {
    return followKeys(before, [receipt]).includes(verifierKey);
  } catch {
    return false;
  }
};

/** Whether the key before named this one, as this browser finds by its receipt, which can be taken along. */
function Named({ one: { verifierKey, receipt }, before }: { one: OnRecord; before: OnRecord }) {
  const { t } = useTerms();
  if (receipt === null || !isNamed(before.verifierKey, receipt as InclusionReceipt, verifierKey))
    return <span>{t('custody.keys.notNamed')}</span>;
  const content = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 1))}`;
  return (
    <span>
      ✓ {t('custody.keys.named', { fingerprint: shortFingerprint(before.verifierKey) })}{' '}
      <a className="no-print" href={content} download={`succession-${receipt.index + 1}.json`}>
        {t('custody.keys.receipt')}
      </a>
    </span>
  );
}

/** A key, the one that came after it, and the one before; null for the one in use, and for the first. */
function KeyLine({ one, later, before }: Record<'later' | 'before', OnRecord | null> & { one: OnRecord }) {
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
      {before !== null && <Named one={one} before={before} />}
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
              <KeyLine
                key={one.verifierKey}
                one={one}
                later={keys[i - 1] ?? null}
                before={keys[i + 1] ?? null}
              />
            ))}
          </div>
        )}
      </Answered>
    </Card>
  );
}
