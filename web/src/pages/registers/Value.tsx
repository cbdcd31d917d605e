import { type RegisterFinding, type RegisterRow, registerOf } from '@liuhen/contract';
import { Tag, Tooltip } from 'antd';
import { Link } from 'react-router';
import { sayCitation } from '../../parts/duty-words.ts';
import { useTerms } from '../../shell/language.ts';
import { sayValue } from './register-typed.ts';

/** What a field of an entry says. */
export function Value({ row, field }: { row: RegisterRow; field: string }) {
  const saying = useTerms();
  const type = registerOf(row.kind).fields[field]?.type ?? 'line';
  const value = row.content[field];
  if (type === 'recording' && typeof value === 'string')
    return <Link to={`/recordings/${value}`}>{saying.t('books.page.file')}</Link>;
  return <span className="entry-text">{sayValue(type, value, row.names, saying)}</span>;
}

const colours = { breach: 'red', warning: 'orange', note: 'default' } as const;

/** What is to be known of an entry, each with the articles that ask for its register. */
export function Findings({ findings }: { findings: readonly RegisterFinding[] }) {
  const { t, language, nameOf } = useTerms();
  return findings.map(({ code, weight, days, citations }) => {
    const said = nameOf('books.finding', code).replace('{days}', String(days ?? ''));
    const cited = citations.map((citation) => sayCitation(citation, language)).join(t('shell.word.comma'));
    return (
      <Tooltip key={code} title={cited}>
        <Tag color={colours[weight]} className="long-tag">
          {said}
        </Tag>
      </Tooltip>
    );
  });
}
