import { type Output, sayInstant } from '@liuhen/contract';
import { parseNote, toBase64, utf8 } from '@liuhen/proof';
import { Alert, Card, Tag } from 'antd';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

type Asked = Output<'timeStamps'>;

function AuthorityLine({ authority }: { authority: Asked['authorities'][number] }) {
  const { t } = useTerms();
  const { name, failures, lastError, lastAt, nextAt } = authority;
  const state = lastError !== null ? 'failing' : lastAt === null ? 'waiting' : 'well';
  const colour = { failing: 'error', waiting: 'default', well: 'success' } as const;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span>
        <strong>{name}</strong> <Tag color={colour[state]}>{t(`custody.stamps.state.${state}`)}</Tag>
        {lastAt !== null && (
          <span className="quiet">{t('custody.stamps.last', { at: sayInstant(lastAt) })}</span>
        )}
      </span>
      {lastError !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('custody.stamps.failing', { n: failures, reason: lastError, at: sayInstant(nextAt) })}
        />
      )}
    </div>
  );
}

/** What was stamped and the stamp, as files for a program that nobody here wrote. */
function Files({ stamp }: { stamp: Asked['stamps'][number] }) {
  const { t } = useTerms();
  const { size, authority, note, token } = stamp;
  const name = `checkpoint-${size}`;
  return (
    <span>
      <a
        download={`${name}.txt`}
        href={`data:application/octet-stream;base64,${toBase64(utf8(parseNote(note).text))}`}
      >
        {t('custody.stamps.text')}
      </a>
      {' · '}
      <a download={`${name}-${authority}.tsr`} href={`data:application/timestamp-reply;base64,${token}`}>
        {t('custody.stamps.token')}
      </a>
    </span>
  );
}

function StampLine({ stamp }: { stamp: Asked['stamps'][number] }) {
  const { t } = useTerms();
  const { size, authority, at, accuracyMillis, signer } = stamp;
  return (
    <div className="card-row" style={{ padding: 8, flexWrap: 'wrap' }}>
      <span className="stack" style={{ gap: 2, minWidth: 220 }}>
        <span>{t('custody.stamps.said', { n: size, at: sayInstant(at, true) })}</span>
        <span className="quiet">
          {authority} · {signer}
          {accuracyMillis !== null && ` · ±${accuracyMillis / 1000} s`}
        </span>
      </span>
      <Files stamp={stamp} />
    </div>
  );
}

function State({ asked: { everyMinutes, authorities, stamps } }: { asked: Asked }) {
  const { t } = useTerms();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <span className="quiet">
        {everyMinutes === null
          ? t('custody.stamps.noneSet')
          : t('custody.stamps.line', { n: everyMinutes, command: 'openssl ts -verify' })}
      </span>
      {authorities.map((authority) => (
        <AuthorityLine key={authority.name} authority={authority} />
      ))}
      {stamps.length > 0 && (
        <div className="card-list">
          {stamps.map((stamp) => (
            <StampLine key={`${stamp.size} ${stamp.authority}`} stamp={stamp} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Times that somebody outside the house has stamped on checkpoints. */
export function TimeStamps() {
  const { t } = useTerms();
  const asked = useAsk('timeStamps', {}, { refetchInterval: 60_000 });
  return (
    <Card size="small" title={t('custody.stamps.title')}>
      <Answered asked={asked}>{(answer) => <State asked={answer} />}</Answered>
    </Card>
  );
}
