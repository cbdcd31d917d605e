import { byteRoutes } from '@liuhen/contract';
import { Typography } from 'antd';
import { useTerms } from '../../shell/language.ts';

const kinds = ['.pdf', '.csv', '.json'] as const;

/** The three files of a published version; without a number of the one in force. */
export function MatterFiles({ organ, version }: { organ: string; version?: number | null }) {
  const { t } = useTerms();
  return (
    <span className="row no-print">
      <span className="quiet">{t('matters.files')}</span>
      {kinds.map((kind) => (
        <a
          key={kind}
          href={`${byteRoutes.publicMatters(organ, kind)}${version ? `?version=${version}` : ''}`}
          download
        >
          {kind.slice(1).toUpperCase()}
        </a>
      ))}
    </span>
  );
}

/** Where everybody reads the list, to be copied. */
export function PublicAddress({ path }: { path: string }) {
  const { t } = useTerms();
  const whole = `${location.origin}${path}`;
  return (
    <div className="no-print">
      <span className="quiet">
        {t('matters.publicTitle')}
        {t('shell.word.colon')}
      </span>
      <Typography.Text copyable={{ text: whole, tooltips: [t('matters.copy'), t('matters.copied')] }}>
        <a href={path} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
          {whole}
        </a>
      </Typography.Text>
      <div className="quiet">{t('matters.publicLine')}</div>
    </div>
  );
}
