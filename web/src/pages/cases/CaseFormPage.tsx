import { actStepShapes, type Cause, cases, type EnforcementCase } from '@liuhen/contract';
import { Card, Checkbox, Form, Input, Radio } from 'antd';
import { useParams } from 'react-router';
import { call, useAsk } from '../../api.ts';
import { DraftedForm } from '../../parts/DraftedForm.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { readClock } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { CaseFacts } from './CaseFacts.tsx';
import { readCase, type TypedCase, typeCase } from './case-typed.ts';
import { CauseField, OriginFields } from './OriginFields.tsx';
import { ownPeople } from './own-people.ts';
import { PeopleFields } from './PeopleFields.tsx';
import { timeFault } from './typed-times.ts';

interface Fields {
  acts: number;
  causes: readonly Cause[];
  /** The cause in words of a case that has none of the list. */
  words?: string | undefined;
  /** The cause of the list that it has. */
  kept?: string | null;
}

function CaseFields({ acts, causes, words, kept }: Fields) {
  const { t, nameOf, pick } = useTerms();
  const notAhead = {
    validator: async (_: unknown, typed?: string) => {
      const said = timeFault(typed, readClock());
      if (said) throw new Error(pick(said));
    },
  };
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <>
      <OriginFields />
      <CauseField causes={causes} words={words} kept={kept} />
      <Form.Item name="party" label={t('cases.party')} extra={t('cases.partyLine')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="ownNumber" label={t('cases.ownNumber')} extra={t('cases.ownNumberLine')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="procedure"
        label={t('cases.procedure')}
        extra={acts > 0 && t('cases.procedureLine', { n: acts })}
      >
        <Radio.Group
          options={actStepShapes.procedures.map((one) => ({
            value: one,
            label: nameOf('names.procedure', one),
          }))}
        />
      </Form.Item>
      <PeopleFields unit={t('cases.unit')} officers={t('cases.officers')} />
      <Form.Item
        name="openedAt"
        label={t('cases.openedAt')}
        rules={[...required(t('cases.openedAt')), notAhead]}
      >
        <WallClock />
      </Form.Item>
      <Form.Item name="weights" label={t('cases.weights')} extra={t('cases.weightsLine')}>
        <Checkbox.Group
          className="column"
          options={cases.caseWeights.map((one) => ({ value: one, label: nameOf('names.caseWeight', one) }))}
        />
      </Form.Item>
    </>
  );
}

function NewCase({ causes }: { causes: readonly Cause[] }) {
  const own = useWho()?.account.officerId;
  const officers = useAsk('listOfficers', {}, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Answered asked={officers}>
      {(known) => (
        <DraftedForm<TypedCase>
          kind="case"
          of="new"
          start={{ procedure: 'ordinary', ...ownPeople(known, own) }}
          send={async (typed) => `/cases/${(await call('openCase', readCase(typed, causes))).id}`}
        >
          <CaseFields acts={0} causes={causes} />
        </DraftedForm>
      )}
    </Answered>
  );
}

function ChangedCase({ known, causes }: { known: EnforcementCase; causes: readonly Cause[] }) {
  const { id } = known;
  const send = async (typed: TypedCase, revision: number) =>
    `/cases/${(await call('changeCase', { ...readCase(typed, causes), id, revision })).id}`;
  return (
    <DraftedForm<TypedCase>
      {...{ kind: 'case', of: id, start: typeCase(known), revision: known.revision, send }}
      latest={<CaseFacts known={known} />}
    >
      <CaseFields
        acts={known.actCount}
        causes={causes}
        words={known.causeId === null ? known.cause : undefined}
        kept={known.causeId}
      />
    </DraftedForm>
  );
}

function AskedCase({ id, causes }: { id: string; causes: readonly Cause[] }) {
  const asked = useAsk('getCase', { id });
  return (
    <Answered asked={asked}>{(known) => <ChangedCase key={id} known={known} causes={causes} />}</Answered>
  );
}

/** Opens a case, or changes one. */
export default function CaseFormPage() {
  const { t } = useTerms();
  const { id } = useParams();
  const asked = useAsk('listCauses', {});
  return (
    <div className="page">
      <PageHead title={t(id ? 'cases.editCase' : 'cases.newCase')} />
      <Card>
        <Answered asked={asked}>
          {({ causes }) => (id ? <AskedCase id={id} causes={causes} /> : <NewCase causes={causes} />)}
        </Answered>
      </Card>
    </div>
  );
}
