import type { Act, EnforcementCase } from '@liuhen/contract';
import { Card } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { call, useAsk } from '../../api.ts';
import { DraftedForm } from '../../parts/DraftedForm.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { ActFacts } from './ActFacts.tsx';
import { ActFields } from './ActFields.tsx';
import { beginAct, readAct, type TypedAct, typeAct } from './act-typed.ts';
import { ownPeople } from './own-people.ts';

/** As it was when the page was opened: what is typed is not to be mixed with what came since. */
const asOpened = { staleTime: Number.POSITIVE_INFINITY };

function NewAct({ served }: { served: EnforcementCase | null }) {
  const who = useWho();
  const officers = useAsk('listOfficers', {}, asOpened);
  return (
    <Answered asked={officers}>
      {(known) => (
        <DraftedForm<TypedAct>
          kind="act"
          of={served ? `new.${served.id}` : 'new'}
          start={beginAct(ownPeople(known, who?.account.officerId), served)}
          send={async (typed) => `/acts/${(await call('createAct', readAct(typed))).id}`}
        >
          <ActFields />
        </DraftedForm>
      )}
    </Answered>
  );
}

function NewActOfCase({ caseId }: { caseId: string }) {
  const asked = useAsk('getCase', { id: caseId }, asOpened);
  return <Answered asked={asked}>{(served) => <NewAct served={served} />}</Answered>;
}

function ChangedAct({ id }: { id: string }) {
  const asked = useAsk('getAct', { id }, asOpened);
  const send = async (typed: TypedAct, revision: number) =>
    `/acts/${(await call('changeAct', { ...readAct(typed), id, revision })).id}`;
  return (
    <Answered asked={asked}>
      {(act: Act) => (
        <DraftedForm<TypedAct>
          kind="act"
          of={id}
          start={typeAct(act)}
          revision={act.revision}
          send={send}
          latest={<ActFacts act={act} />}
        >
          <ActFields />
        </DraftedForm>
      )}
    </Answered>
  );
}

/** Registers an act, one of a case where the address names it, or changes one. */
export default function ActFormPage() {
  const { t } = useTerms();
  const { id } = useParams();
  const [search] = useSearchParams();
  const caseId = search.get('case');
  return (
    <div className="page">
      <PageHead title={t(id ? 'acts.editAct' : 'acts.newAct')} />
      <Card>
        {id ? (
          <ChangedAct key={id} id={id} />
        ) : caseId ? (
          <NewActOfCase key={caseId} caseId={caseId} />
        ) : (
          <NewAct served={null} />
        )}
      </Card>
    </div>
  );
}
