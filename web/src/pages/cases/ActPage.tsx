import { type Act, sayInstant } from '@liuhen/contract';
import { Button, Card, Descriptions } from 'antd';
import { Link, useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { nameDuty } from '../../parts/duty-words.ts';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { ActFromField } from '../field/ActFromField.tsx';
import { ActDuties } from './ActDuties.tsx';
import { pressing } from './act-duties.ts';
import { Film } from './Film.tsx';
import { Steps } from './Steps.tsx';

function Facts({ act }: { act: Act }) {
  const { t, nameOf } = useTerms();
  const rows = [
    { key: 'type', label: t('acts.type'), children: nameOf('names.actType', act.type) },
    { key: 'cause', label: t('acts.cause'), children: act.cause },
    { key: 'party', label: t('acts.party'), children: act.party ?? '—' },
    { key: 'place', label: t('acts.place'), children: act.place ?? '—' },
    { key: 'unit', label: t('acts.unit'), children: act.unit },
    {
      key: 'officers',
      label: t('acts.officers'),
      children: act.officers.map(({ name }) => name).join(t('shell.word.comma')),
    },
    { key: 'start', label: t('acts.startedAt'), children: sayInstant(act.startedAt) },
    {
      key: 'end',
      label: t('acts.endedAt'),
      children: act.endedAt === null ? t('acts.ongoing') : sayInstant(act.endedAt),
    },
    {
      key: 'filmed',
      label: t('acts.filmed'),
      children: t(act.filmed ? 'acts.filmedYes' : 'acts.filmedNo'),
    },
    {
      key: 'circumstances',
      label: t('acts.circumstances'),
      children:
        act.circumstances.map((one) => nameOf('names.circumstance', one)).join(t('shell.word.comma')) ||
        t('acts.noCircumstances'),
    },
    {
      key: 'case',
      label: t('acts.case'),
      children:
        act.case === null ? (
          t('acts.noCase')
        ) : (
          <Link to={`/cases/${act.case.id}`}>
            {[act.case.number, act.case.ownNumber, act.case.cause].filter(Boolean).join(' · ')}
          </Link>
        ),
    },
    {
      key: 'procedure',
      label: t('acts.procedure'),
      children: act.procedure === null ? t('acts.noProcedure') : nameOf('names.procedure', act.procedure),
    },
  ];
  return <Descriptions size="small" column={{ xs: 1, md: 2 }} items={rows} />;
}

function Shown({ act }: { act: Act }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  return (
    <>
      <PageHead title={`${act.number} · ${nameOf('names.actType', act.type)}`}>
        {pressing(act.duties).map((duty) => (
          <span key={duty.id} className="row">
            {nameDuty(duty, saying)}
            <DeadlineTag facts={duty} duty={duty} tier />
          </span>
        ))}
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        {act.abilities.change && (
          <Link to={`/acts/${act.id}/edit`} className="no-print">
            <Button>{t('acts.editAct')}</Button>
          </Link>
        )}
      </PageHead>
      <div className="columns">
        <div className="stack">
          <Card size="small" title={t('acts.section.who')}>
            <Facts act={act} />
          </Card>
          <Steps act={act} />
          <Film act={act} />
          <ActFromField act={act} />
        </div>
        <div className="stack">
          <ActDuties act={act} />
          <Card size="small" title={t('acts.section.life')}>
            <LifeLine events={act.life} />
          </Card>
        </div>
      </div>
    </>
  );
}

const isMoving = (act: Act | undefined): boolean =>
  act?.life.some(({ logIndex }) => logIndex === null) === true;

/** One act: what it was, its film, what is owed for it. */
export default function ActPage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'getAct',
    { id },
    { refetchInterval: ({ state }) => (isMoving(state.data) && state.dataUpdateCount < 30 ? 1500 : false) },
  );
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(act) => <Shown act={act} />}
      </Answered>
    </div>
  );
}
