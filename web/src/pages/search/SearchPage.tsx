import { type SearchAnswer, type SearchKind, searchKinds } from '@liuhen/contract';
import { Button, Card, DatePicker, Grid, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useEffect } from 'react';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { PickOne } from '../../parts/FilterFields.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { useTerms } from '../../shell/language.ts';
import { SearchField, useAsked } from '../../shell/SearchBox.tsx';
import { useMay } from '../../shell/session.ts';
import { Found } from './Found.tsx';
import { allKinds, filterKeys, isGood, type Key } from './search-typed.ts';
import { useFound } from './useFound.ts';

type Filters = Partial<Record<Key, string>>;
type Change = (next: Partial<Record<Key, string | undefined>>) => void;
type Group = SearchAnswer['groups'][number];

const day = (value: string | undefined) => (value ? dayjs(value) : null);

function Narrow({ filters, change }: { filters: Filters; change: Change }) {
  const { t } = useTerms();
  const units = useAsk('listUnits', {}, { staleTime: 60_000 });
  return (
    <div className="row">
      <PickOne
        label={t('search.unit')}
        value={filters.unitId}
        options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        change={(unitId) => change({ unitId })}
      />
      <DatePicker.RangePicker
        style={{ flex: '1 1 240px', maxWidth: 360 }}
        allowEmpty={[true, true]}
        value={[day(filters.from), day(filters.to)]}
        aria-label={t('search.period')}
        placeholder={[t('search.from'), t('search.to')]}
        onChange={(range) =>
          change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
        }
      />
    </div>
  );
}

/** The kinds that the person may see, with how many were found of each where that is known. */
function Kinds({ groups, filters, change }: { groups: readonly Group[]; filters: Filters; change: Change }) {
  const { t } = useTerms();
  const may = useMay();
  const shown = allKinds.filter((kind) => searchKinds[kind].some(may));
  const labelOf = (kind: SearchKind) => {
    const group = groups.find((one) => one.kind === kind);
    if (group === undefined) return t(`search.kind.${kind}`);
    const count = group.more ? t('search.countMany', { n: group.count }) : group.count;
    return `${t(`search.kind.${kind}`)} ${count}`;
  };
  return (
    <Segmented
      className="search-kinds"
      aria-label={t('search.kinds')}
      value={filters.kind ?? ''}
      options={[
        { value: '', label: t('search.allKinds') },
        ...shown.map((kind) => ({ value: kind, label: labelOf(kind) })),
      ]}
      onChange={(kind) => change({ kind: kind === '' ? undefined : kind })}
    />
  );
}

function Teaching() {
  const { t } = useTerms();
  return (
    <Card>
      <h2 className="teach-title">{t('search.teachTitle')}</h2>
      <ul className="teach">
        {(['words', 'numbers', 'phrase', 'order'] as const).map((one) => (
          <li key={one}>{t(`search.teach.${one}`)}</li>
        ))}
      </ul>
    </Card>
  );
}

function None({ text, filters, change }: { text: string; filters: Filters; change: Change }) {
  const { t } = useTerms();
  const isNarrowed = [filters.unitId, filters.from, filters.to].some(Boolean);
  const clear = () => change({ unitId: undefined, from: undefined, to: undefined });
  return (
    <Card>
      <Blank
        title={t('search.noneTitle', { text })}
        line={isNarrowed ? t('search.noneFiltered') : t('search.noneLine')}
        action={isNarrowed && <Button onClick={clear}>{t('shell.word.clear')}</Button>}
      />
    </Card>
  );
}

/** The first of each kind, those kinds only of which something was found. */
function OfAllKinds({ groups, change }: { groups: readonly Group[]; change: Change }) {
  const { t } = useTerms();
  return (
    <div className="stack">
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ kind, rows, count, more }) => (
          <Card
            key={kind}
            size="small"
            title={`${t(`search.kind.${kind}`)} ${more ? t('search.countMany', { n: count }) : count}`}
            extra={
              count > rows.length && (
                <Button type="link" onClick={() => change({ kind })}>
                  {t('search.seeAll', { kind: t(`search.kind.${kind}`) })}
                </Button>
              )
            }
          >
            <Found rows={rows} />
          </Card>
        ))}
    </div>
  );
}

function OfOneKind({ asking }: { asking: { text: string; kind: SearchKind } & Filters }) {
  const { t } = useTerms();
  const asked = useFound(asking);
  return (
    <Card size="small">
      <Answered asked={asked}>
        {(rows) => (rows.length === 0 ? <Blank title={t('search.noneOfKind')} /> : <Found rows={rows} />)}
      </Answered>
      {asked.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {t('shell.word.next')}
        </Button>
      )}
    </Card>
  );
}

function Results({ text, filters, change }: { text: string; filters: Filters; change: Change }) {
  const { t } = useTerms();
  const { kind, ...narrowed } = filters;
  // Asked for the counts beside the kinds too; of one kind it is there already, from where the reader came.
  const all = useAsk('search', { text, ...narrowed });
  return (
    <Answered asked={all}>
      {({ state, groups }) => {
        if (state === 'tooShort')
          return (
            <Card>
              <Blank title={t('search.tooShortTitle')} line={t('search.tooShortLine')} />
            </Card>
          );
        if (state === 'nothing') return <Teaching />;
        const isNone = groups.every(({ rows }) => rows.length === 0);
        return (
          <>
            <Kinds groups={groups} filters={filters} change={change} />
            {isNone && <None text={text} filters={filters} change={change} />}
            {!isNone && kind === undefined && <OfAllKinds groups={groups} change={change} />}
            {!isNone && kind !== undefined && (
              <OfOneKind asking={{ text, ...narrowed, kind: kind as SearchKind }} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** What is found for what was typed into the one box, by kind, newest first. */
export default function SearchPage() {
  const { t } = useTerms();
  const text = useAsked();
  const isWide = Grid.useBreakpoint().md !== false;
  const { filters, change } = useFilters(filterKeys, isGood);
  const title = text === '' ? t('shell.page.search') : t('search.resultsFor', { text });
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
  }, [title, t]);
  return (
    <div className="page">
      <PageHead title={title}>
        {text !== '' && <ExportButton list="found" filter={{ text, ...filters }} />}
      </PageHead>
      {!isWide && (
        <div className="no-print" style={{ marginBottom: 12 }}>
          <SearchField autoFocus={text === ''} />
        </div>
      )}
      {text === '' ? (
        <Teaching />
      ) : (
        <>
          <Card size="small" className="no-print" style={{ marginBottom: 12 }}>
            <Narrow filters={filters} change={change} />
          </Card>
          <Results text={text} filters={filters} change={change} />
        </>
      )}
    </div>
  );
}
