import { type CaseTimeline as Shown, sayFromTo, type TimelineRow, volumeShapes } from '@liuhen/contract';
import { Button, Card, Checkbox, Select, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { pathOf, pathOfEntry } from './links.ts';

const tones = { good: 'green', open: 'blue', bad: 'red', quiet: 'default' } as const;

function Row({ row }: { row: TimelineRow }) {
  const { t, pick, nameOf } = useTerms();
  return (
    <li className={`time-row time-${row.lane}`}>
      <span className="time-at quiet">{sayFromTo(row.at, row.until)}</span>
      <div className="time-what">
        <span className="row">
          <Tag>{nameOf('volumes.kind', row.kind)}</Tag>
          <Link to={pathOf(row.link)}>
            <strong>{pick(row.title)}</strong>
          </Link>
          {row.state && <Tag color={tones[row.state.tone]}>{pick(row.state.said)}</Tag>}
        </span>
        {row.line && <div>{pick(row.line)}</div>}
        <div className="quiet">
          {row.who.length > 0 && `${row.who.join(t('shell.word.comma'))} · `}
          {nameOf('volumes.stage', row.stage)}
          {row.citation && (
            <>
              {' · '}
              <ArticleLink citation={row.citation} />
            </>
          )}
          {row.entry && (
            <>
              {' · '}
              <Link to={pathOfEntry(row.entry)}>
                {row.entry.logIndex === null
                  ? t('volumes.pending')
                  : t('volumes.sealed', { n: row.entry.logIndex + 1 })}
              </Link>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

const isKind = (given: string) => volumeShapes.timelineKind.safeParse(given).success;

interface Chosen {
  kinds: string[];
  stage: string;
}

function Filters({
  counts,
  chosen,
  choose,
}: {
  counts: Shown['counts'];
  chosen: Chosen;
  choose: (to: Chosen) => void;
}) {
  const { t, nameOf } = useTerms();
  const there = volumeShapes.timelineKinds.filter(
    (kind) => counts[kind] !== undefined || chosen.kinds.includes(kind),
  );
  return (
    <div className="row no-print">
      <Select
        aria-label={t('volumes.stageLabel')}
        style={{ minWidth: 140 }}
        value={chosen.stage}
        onChange={(stage) => choose({ ...chosen, stage })}
        options={[
          { value: '', label: t('volumes.allStages') },
          ...volumeShapes.recordStages.map((value) => ({ value, label: nameOf('volumes.stage', value) })),
        ]}
      />
      <Checkbox.Group
        value={chosen.kinds}
        onChange={(kinds) => choose({ ...chosen, kinds })}
        options={there.map((value) => ({
          value,
          label: `${nameOf('volumes.kind', value)} ${counts[value] ?? 0}`,
        }))}
      />
    </div>
  );
}

/** A case of which nothing is known yet, or a filter that nothing fits. */
function NoLine({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const { t } = useTerms();
  if (!filtered) return <Blank title={t('volumes.none')} line={t('volumes.noneLine')} />;
  const action = <Button onClick={clear}>{t('shell.word.clear')}</Button>;
  return <Blank title={t('volumes.noneFound')} line={t('volumes.noneFoundLine')} action={action} />;
}

/** What happened in a case in the order of time, film on one side and paper on the other; the filter lies in the address. */
export function CaseTimeline({ caseId }: { caseId: string }) {
  const { t, nameOf } = useTerms();
  const [address, setAddress] = useSearchParams();
  const chosen = {
    kinds: (address.get('kinds') ?? '').split(',').filter(isKind),
    stage: address.get('stage') ?? '',
  };
  const stage = volumeShapes.recordStage.safeParse(chosen.stage).data;
  const kinds = chosen.kinds.join(',');
  const filter = { id: caseId, ...(stage && { stage }), ...(kinds !== '' && { kinds }) };
  const head = useAsk('caseTimeline', { ...filter, limit: 1 });
  const asked = usePages('caseTimeline', filter);
  const choose = (to: Chosen) =>
    setAddress(
      (before) => {
        for (const [name, value] of [
          ['kinds', to.kinds.join(',')],
          ['stage', to.stage],
        ] as const)
          if (value === '') before.delete(name);
          else before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Card
      size="small"
      title={t('volumes.timeline')}
      extra={<ExportButton small list="timeline" filter={filter} />}
    >
      <Filters counts={head.data?.counts ?? {}} chosen={{ ...chosen, stage: stage ?? '' }} choose={choose} />
      {(head.data?.cut.length ?? 0) > 0 && (
        <p>
          {t('volumes.cut', {
            kinds: (head.data?.cut ?? [])
              .map((kind) => nameOf('volumes.kind', kind))
              .join(t('shell.word.comma')),
          })}
        </p>
      )}
      <Answered asked={asked} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <NoLine
              filtered={kinds !== '' || stage !== undefined}
              clear={() => choose({ kinds: [], stage: '' })}
            />
          ) : (
            <>
              <div className="time-heads quiet" aria-hidden="true">
                <span>{t('volumes.paper')}</span>
                <span>{t('volumes.film')}</span>
              </div>
              <div className="time-window">
                <ol className="time-axis">
                  {rows.map((row) => (
                    <Row key={row.key} row={row} />
                  ))}
                </ol>
              </div>
              {asked.hasNextPage && (
                <Button
                  block
                  className="no-print"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('volumes.more')}
                </Button>
              )}
            </>
          )
        }
      </Answered>
    </Card>
  );
}
