import type { MatterList } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { Link, useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { MatterActions } from './MatterActions.tsx';
import { DifferencesTo } from './MatterDifferences.tsx';
import { MatterFaults } from './MatterFaults.tsx';
import { MatterFiles } from './MatterFiles.tsx';
import { MatterSteps, StandingTag } from './MatterStanding.tsx';
import { MatterTable } from './MatterTable.tsx';
import { sayForce } from './matter-words.ts';

function Version({ list }: { list: MatterList }) {
  const words = useTerms();
  const { t } = words;
  const who = useWho();
  const { standing, published, formerId, faults } = list;
  const isOver = standing === 'superseded' || standing === 'withdrawn';
  const isOpen = published && (standing === 'inForce' || standing === 'superseded');
  const facts = [
    list.version === null ? t('matters.nextVersion') : t('matters.version', { n: list.version }),
    sayForce(list, words),
    t('matters.count', { n: list.matters }),
    published ? t('matters.publish') : t('matters.unpublished'),
  ];
  return (
    <>
      <PageHead title={list.title}>
        <StandingTag standing={standing} />
        <ExportButton list="matterRows" filter={{ id: list.id }} />
        <Button className="no-print" onClick={() => print()}>
          {t('matters.print')}
        </Button>
      </PageHead>
      <div className="quiet">{facts.filter((fact) => fact !== '').join(' · ')}</div>
      <Card>
        <div className="stack">
          <MatterSteps list={list} />
          <MatterActions list={list} />
          {isOpen && who && <MatterFiles organ={who.organ.code} version={list.version} />}
        </div>
      </Card>
      {!isOver && <MatterFaults faults={faults} inForce={standing === 'inForce'} />}
      {formerId && (
        <Card className="no-print" title={t('matters.differences')}>
          <DifferencesTo formerId={formerId} latter={list.rows} />
        </Card>
      )}
      <MatterTable rows={list.rows} linked />
    </>
  );
}

/** One version of the list: where it stands, what the reader may do, its matters and what changed. */
export default function MatterPage() {
  const { id = '' } = useParams();
  const { t } = useTerms();
  const asked = useAsk('getMatterList', { id });
  return (
    <div className="page stack">
      <Link className="no-print" to="/matters">
        {t('shell.page.matters')}
      </Link>
      <Answered asked={asked} rows={10}>
        {(list) => <Version key={list.id} list={list} />}
      </Answered>
    </div>
  );
}
