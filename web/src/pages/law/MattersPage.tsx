import type { Input, MatterListSummary, MatterLists } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { sayCitation } from '../../parts/duty-words.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { Answered, Blank, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { MatterFaults } from './MatterFaults.tsx';
import { MatterFiles, PublicAddress } from './MatterFiles.tsx';
import { MatterSteps, StandingTag } from './MatterStanding.tsx';
import { MatterTable } from './MatterTable.tsx';
import { sayForce } from './matter-words.ts';

const underWay = (list: MatterListSummary) =>
  list.standing === 'draft' || list.standing === 'review' || list.standing === 'approval';

/** Ways to begin a version; the best one first. Nothing for who may not, or while another is worked on. */
function Drafting({ lists, mayDraft }: Pick<MatterLists, 'lists' | 'mayDraft'>) {
  const { t } = useTerms();
  const navigate = useNavigate();
  const draft = useChange('draftMatterList', ['listMatterLists']);
  if (!mayDraft || lists.some(underWay)) return null;
  const begin = (from: Input<'draftMatterList'>['from']) =>
    draft.mutate({ from }, { onSuccess: ({ id }) => void navigate(`/matters/${id}/edit`) });
  const hasCurrent = lists.some(({ standing }) => standing === 'inForce');
  const ways = ['law', ...(hasCurrent ? (['current'] as const) : []), 'nothing'] as const;
  return (
    <div className="stack no-print">
      {draft.error !== null && <FaultLine fault={draft.error} />}
      <div className="row">
        {ways.map((from, at) => (
          <Button
            key={from}
            type={at === 0 ? 'primary' : 'default'}
            disabled={draft.isPending}
            onClick={() => begin(from)}
          >
            {t(`matters.draft.${from}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function InForce({ list }: { list: MatterListSummary }) {
  const words = useTerms();
  const { t } = words;
  const who = useWho();
  const asked = useAsk('getMatterList', { id: list.id });
  return (
    <Card title={t('matters.inForce')} extra={<Link to={`/matters/${list.id}`}>{t('matters.open')}</Link>}>
      <div className="stack">
        <div>
          <strong>{list.title}</strong>
          <div className="quiet">
            {t('matters.version', { n: list.version ?? 0 })} · {sayForce(list, words)} ·{' '}
            {t('matters.count', { n: list.matters })}
          </div>
        </div>
        {list.published && who ? (
          <MatterFiles organ={who.organ.code} />
        ) : (
          <span className="quiet">{t('matters.unpublished')}</span>
        )}
        <Answered asked={asked}>
          {({ rows, faults }) => (
            <>
              {faults.length > 0 && <MatterFaults faults={faults} inForce />}
              <MatterTable rows={rows} linked />
            </>
          )}
        </Answered>
      </div>
    </Card>
  );
}

function UnderWay({ list }: { list: MatterListSummary }) {
  const { t } = useTerms();
  const mayWrite = list.standing === 'draft';
  return (
    <Card className="no-print" title={t('matters.underWay')}>
      <div className="stack">
        <div className="row">
          <strong>{list.title}</strong>
          <span className="quiet">{t('matters.count', { n: list.matters })}</span>
        </div>
        <MatterSteps list={list} />
        <Link to={`/matters/${list.id}`}>
          <Button type="primary">{t(mayWrite ? 'matters.goOn' : 'matters.open')}</Button>
        </Link>
      </div>
    </Card>
  );
}

function History({ lists }: { lists: readonly MatterListSummary[] }) {
  const words = useTerms();
  const { t } = words;
  return (
    <Card className="no-print" title={t('matters.history')}>
      <div className="card-list">
        {lists.map((list) => (
          <FactCard
            key={list.id}
            title={
              <Link to={`/matters/${list.id}`}>
                {list.version === null ? t('matters.nextVersion') : t('matters.version', { n: list.version })}
              </Link>
            }
            tags={<StandingTag standing={list.standing} />}
            facts={[
              { key: 'title', label: t('matters.title'), said: list.title },
              { key: 'count', label: '', said: t('matters.count', { n: list.matters }) },
              { key: 'force', label: '', said: sayForce(list, words) },
            ]}
          />
        ))}
      </div>
    </Card>
  );
}

function Overview({ answer }: { answer: MatterLists }) {
  const { t, language } = useTerms();
  const { lists, demanded, publicPath } = answer;
  const current = lists.find(({ standing }) => standing === 'inForce');
  const open = lists.filter((list) => underWay(list) || list.standing === 'upcoming');
  const citation = demanded && sayCitation(demanded.citation, language);
  return (
    <>
      {demanded && citation && (
        <p className="quiet" style={{ margin: 0 }}>
          {t(demanded.publish ? 'matters.demandedPublic' : 'matters.demanded', { citation })}
        </p>
      )}
      {lists.length === 0 ? (
        <Card>
          <Blank title={t('matters.none')} line={t('matters.noneLine')} action={<Drafting {...answer} />} />
        </Card>
      ) : (
        <Drafting {...answer} />
      )}
      {publicPath && <PublicAddress path={publicPath} />}
      {open.map((list) => (
        <UnderWay key={list.id} list={list} />
      ))}
      {current && <InForce list={current} />}
      {lists.length > 0 && <History lists={lists} />}
    </>
  );
}

/** The organ's list of matters to be filmed: what is in force, what is worked on, and all versions. */
export default function MattersPage() {
  const { t } = useTerms();
  const asked = useAsk('listMatterLists', {});
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.matters')}>
        <ExportButton list="matters" />
        <Button className="no-print" onClick={() => print()}>
          {t('matters.print')}
        </Button>
      </PageHead>
      <Answered asked={asked}>{(answer) => <Overview answer={answer} />}</Answered>
    </div>
  );
}
