import { type Output, sayInstant } from '@liuhen/contract';
import { parseCosignerKey, utf8 } from '@liuhen/proof';
import { Alert, Card, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

type Asked = Output<'witnesses'>;
type Witness = Asked['witnesses'][number];
type Refusal = Asked['refusals'][number];

/** A clock that is further off than this is said. */
const farSeconds = 60;

const colour = { well: 'success', waiting: 'default', silent: 'error', refused: 'error' } as const;

function nameIn(verifierKey: string): string {
  try {
    return parseCosignerKey(verifierKey).name;
  } catch {
    return verifierKey;
  }
}

function Troubles({ witness, refusals }: { witness: Witness; refusals: readonly Refusal[] }) {
  const { t } = useTerms();
  const { state, lastError, failures, clockSeconds, waitingSince, verifierKey } = witness;
  const refusal = refusals.find((one) => one.witness === verifierKey);
  return (
    <>
      {state === 'refused' && refusal && (
        <Alert
          type="error"
          showIcon
          title={t(`custody.witnesses.refused.${refusal.kind}`, {
            ...{ size: refusal.size, theirs: refusal.witnessSize },
          })}
        />
      )}
      {state === 'silent' && (
        <Alert
          type="error"
          showIcon
          title={t('custody.witnesses.silent', { at: sayInstant(waitingSince) })}
        />
      )}
      {lastError !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('custody.witnesses.failing', { n: failures, reason: lastError })}
        />
      )}
      {clockSeconds !== null && Math.abs(clockSeconds) > farSeconds && (
        <Alert
          type="warning"
          showIcon
          title={t(clockSeconds > 0 ? 'custody.witnesses.ahead' : 'custody.witnesses.behind', {
            n: Math.abs(clockSeconds),
          })}
        />
      )}
    </>
  );
}

function WitnessLine({ witness, refusals }: { witness: Witness; refusals: readonly Refusal[] }) {
  const { t } = useTerms();
  const { name, state, lastSize, lastAt, comesByItself, verifierKey } = witness;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span>
        <strong>{name}</strong> <Tag color={colour[state]}>{t(`custody.witnesses.state.${state}`)}</Tag>
        {lastSize !== null && (
          <span className="quiet">
            {t('custody.witnesses.last', { n: lastSize, at: sayInstant(lastAt, true) })}
          </span>
        )}
      </span>
      {comesByItself && <span className="quiet">{t('custody.witnesses.itself')}</span>}
      <Typography.Text copyable className="digest">
        {verifierKey}
      </Typography.Text>
      <Troubles witness={witness} refusals={refusals} />
    </div>
  );
}

const saved = (note: string): string =>
  `data:text/plain;charset=utf-8;base64,${btoa(String.fromCharCode(...utf8(note)))}`;

function RefusalLine({ refusal }: { refusal: Refusal }) {
  const { t } = useTerms();
  const { witness, kind, size, witnessSize, note, witnessNote, at, id } = refusal;
  const name = `refused-${size}-${id.slice(-8)}`;
  return (
    <div className="card-row" style={{ padding: 8, flexWrap: 'wrap' }}>
      <span className="stack" style={{ gap: 2, minWidth: 220 }}>
        <span>
          {sayInstant(at, true)} {t(`custody.witnesses.kind.${kind}`)}
        </span>
        <span className="quiet">
          {t('custody.witnesses.sizes', { name: nameIn(witness), size, theirs: witnessSize })}
        </span>
      </span>
      <span>
        <a download={`${name}-ours.txt`} href={saved(note)}>
          {t('custody.witnesses.ours')}
        </a>
        {witnessNote !== null && (
          <>
            {' · '}
            <a download={`${name}-cosigned.txt`} href={saved(witnessNote)}>
              {t('custody.witnesses.theirs')}
            </a>
          </>
        )}
      </span>
    </div>
  );
}

function State({ asked: { needed, held, witnesses, refusals } }: { asked: Asked }) {
  const { t } = useTerms();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <span className="quiet">
        {needed === null
          ? t('custody.witnesses.noneSet')
          : t('custody.witnesses.line', { n: needed, m: witnesses.length })}
      </span>
      {held !== null && <span>{t('custody.witnesses.held', { size: held.size, n: held.counted })}</span>}
      {witnesses.map((witness) => (
        <WitnessLine key={witness.verifierKey} witness={witness} refusals={refusals} />
      ))}
      {refusals.length > 0 && <strong>{t('custody.witnesses.evidence')}</strong>}
      {refusals.length > 0 && (
        <div className="card-list">
          {refusals.map((refusal) => (
            <RefusalLine key={refusal.id} refusal={refusal} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Who outside the house cosigns its log, and what they refused. */
export function Witnesses() {
  const { t } = useTerms();
  const asked = useAsk('witnesses', {}, { refetchInterval: 30_000 });
  return (
    <Card size="small" title={t('custody.witnesses.title')}>
      <Answered asked={asked}>{(answer) => <State asked={answer} />}</Answered>
    </Card>
  );
}

/** Above other work, for those who may read the log: a witness that refuses or is silent. Nothing otherwise. */
export function WitnessAlarm() {
  const { t } = useTerms();
  const asked = useAsk('witnesses', {}, { refetchInterval: 60_000 });
  const alarming =
    asked.data?.witnesses.filter(({ state }) => state === 'refused' || state === 'silent') ?? [];
  if (alarming.length === 0) return null;
  const refused = alarming.some(({ state }) => state === 'refused');
  const names = alarming.map(({ name }) => name).join('、');
  return (
    <Alert
      type="error"
      showIcon
      title={t(refused ? 'custody.witnesses.alarmRefused' : 'custody.witnesses.alarmSilent', { names })}
      action={<Link to="/log">{t('custody.witnesses.toLog')}</Link>}
    />
  );
}
