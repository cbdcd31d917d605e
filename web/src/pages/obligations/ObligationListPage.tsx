import type { Duty } from '@liuhen/contract';
import { Button, Card, Drawer, Grid } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { DueTime } from '../../parts/DueTime.tsx';
import { DutyDetail } from '../../parts/DutyDetail.tsx';
import { placeOf } from '../../parts/duty-place.ts';
import { nameDuty } from '../../parts/duty-words.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useNow } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { groupDuties } from './groups.ts';
import { filterKeys, isFilter, ObligationFilters } from './ObligationFilters.tsx';

interface Choice {
  chosen: Duty | null;
  /** `from`: the button that has the focus again once the panel is left. */
  choose: (duty: Duty | null, from?: HTMLElement) => void;
}

function Row({ duty, chosen, choose }: { duty: Duty } & Choice) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  return (
    <div className={`card-row duty-row ${chosen?.id === duty.id ? 'is-chosen' : ''}`}>
      <span className="stack duty-row-words">
        <strong>{nameDuty(duty, saying)}</strong>
        <Link to={placeOf(duty)}>
          <FileName name={duty.subject.title} />
        </Link>
        <span className="quiet">
          {nameOf('duties.tier', duty.tier)} · <ArticleLink citation={duty.citation} />
          {duty.whose !== 'organ' && ` · ${t(`duties.page.whose.${duty.whose}`)}`}
        </span>
        <DueTime duty={duty} />
      </span>
      <DeadlineTag facts={duty} />
      <Button size="small" className="no-print" onClick={({ currentTarget }) => choose(duty, currentTarget)}>
        {t('duties.page.see')}
      </Button>
    </div>
  );
}

function Groups({ duties, ...choice }: { duties: readonly Duty[] } & Choice) {
  const { t } = useTerms();
  const may = useMay();
  const now = useNow();
  if (duties.length === 0)
    return (
      <Blank
        title={t('duties.page.emptyTitle')}
        line={t(may('recording.readOwn') ? 'duties.page.emptyLine' : 'duties.page.emptyNotYours')}
      />
    );
  return groupDuties(duties, now).map((group) => (
    <section key={group.name} aria-label={t(`duties.page.${group.name}`)}>
      <h3 className={`duty-group duty-group-${group.name}`}>{t(`duties.page.${group.name}`)}</h3>
      <div className="card-list">
        {group.duties.map((duty) => (
          <Row key={duty.id} duty={duty} {...choice} />
        ))}
      </div>
    </section>
  ));
}

/** All that is owed, by when it is due; the counting of the chosen one beside it. */
export default function ObligationListPage() {
  const { t } = useTerms();
  const isWide = Grid.useBreakpoint().lg !== false;
  const { filters, change, clear } = useFilters(filterKeys, isFilter);
  const asked = usePages('listDuties', filters as object);
  const [picked, pick] = useState<Duty | null>(null);
  const panel = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement>(undefined);
  const choose: Choice['choose'] = (duty, from) => {
    pick(duty);
    cameFrom.current = from;
    panel.current?.focus();
  };
  const chosen =
    asked.data?.find((duty) => duty.id === picked?.id) ?? (isWide ? (asked.data?.[0] ?? null) : null);
  return (
    <div className="page">
      <PageHead title={t('shell.page.obligations')}>
        <ExportButton list="duties" filter={filters} />
        <Button className="no-print" onClick={() => window.print()}>
          {t('shell.word.print')}
        </Button>
      </PageHead>
      <ObligationFilters filters={filters} change={change} clear={clear} />
      <div className="duty-columns">
        <Card className="duty-list">
          <Answered asked={asked}>
            {(duties) => <Groups duties={duties} chosen={chosen} choose={choose} />}
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
        {isWide && chosen !== null && (
          <Card className="duty-side no-print">
            <section
              ref={panel}
              aria-label={t('duties.tag.more')}
              tabIndex={-1}
              onKeyDown={({ key }) => key === 'Escape' && cameFrom.current?.focus()}
            >
              <DutyDetail duty={chosen} />
            </section>
          </Card>
        )}
      </div>
      {!isWide && (
        <Drawer
          open={picked !== null}
          rootClassName="no-print"
          placement="bottom"
          size="large"
          onClose={() => choose(null)}
        >
          {chosen !== null && <DutyDetail duty={chosen} />}
        </Drawer>
      )}
    </div>
  );
}
