import type { MatterRow, ShownMatter } from '@liuhen/contract';
import { Tag } from 'antd';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { differencesOf, type MatterDifference } from './matter-diff.ts';
import { sayCell } from './matter-words.ts';

type Shown = MatterRow | ShownMatter;

const colours = { added: 'green', removed: 'red', altered: 'orange' } as const;

function Altered({ former, latter, columns }: MatterDifference<Shown>) {
  const words = useTerms();
  const { t } = words;
  if (former === null || latter === null) return null;
  const changes = [
    ...(former.matter === latter.matter
      ? []
      : [{ key: 'matter' as const, before: former.matter, after: latter.matter }]),
    ...columns.map((key) => ({
      key,
      before: sayCell(former, key, words),
      after: sayCell(latter, key, words),
    })),
  ];
  return (
    <>
      {changes.map(({ key, before, after }) => (
        <div key={key}>
          <span className="quiet">{t(`matters.column.${key}`)} </span>
          <del>{before || t('shell.word.none')}</del> → <ins>{after || t('shell.word.none')}</ins>
        </div>
      ))}
    </>
  );
}

/** What one version of a list has otherwise than another, matter by matter. */
export function MatterDifferences({
  former,
  latter,
}: {
  former: readonly Shown[];
  latter: readonly Shown[];
}) {
  const words = useTerms();
  const { t, nameOf } = words;
  const found = differencesOf(former, latter);
  if (found.length === 0) return <div className="quiet">{t('matters.noDifferences')}</div>;
  return (
    <ul className="steps">
      {found.map((one) => {
        const row = one.latter ?? one.former;
        return (
          <li key={`${one.kind} ${row?.matter} ${row ? sayCell(row, 'subject', words) : ''}`}>
            <Tag color={colours[one.kind]}>{nameOf('matters', one.kind)}</Tag>
            <strong>{row?.matter}</strong>
            {one.kind !== 'altered' && row && <span className="quiet"> {sayCell(row, 'duty', words)}</span>}
            <Altered {...one} />
          </li>
        );
      })}
    </ul>
  );
}

/** The differences to a version that is fetched for it. */
export function DifferencesTo({ formerId, latter }: { formerId: string; latter: readonly Shown[] }) {
  const asked = useAsk('getMatterList', { id: formerId });
  return (
    <Answered asked={asked} rows={3}>
      {(former) => <MatterDifferences former={former.rows} latter={latter} />}
    </Answered>
  );
}
