import { actStepShapes, type EnforcementCase } from '@liuhen/contract';
import { Card, Form, Input, Radio } from 'antd';
import { useParams } from 'react-router';
import { call, useAsk } from '../../api.ts';
import { DraftedForm } from '../../parts/DraftedForm.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { CaseFacts } from './CaseFacts.tsx';
import { readCase, type TypedCase, typeCase } from './case-typed.ts';
import { PeopleFields } from './PeopleFields.tsx';

function CaseFields({ acts }: { acts: number }) {
  const { t, nameOf } = useTerms();
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <>
      <Form.Item name="cause" label={t('cases.cause')} rules={required(t('cases.cause'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="party" label={t('cases.party')}>
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
      <Form.Item name="openedAt" label={t('cases.openedAt')} rules={required(t('cases.openedAt'))}>
        <WallClock />
      </Form.Item>
      <Form.Item name="closedAt" label={t('cases.closedAt')}>
        <WallClock />
      </Form.Item>
    </>
  );
}

function NewCase() {
  const own = useWho()?.account.officerId;
  return (
    <DraftedForm<TypedCase>
      kind="case"
      of="new"
      start={{ procedure: 'ordinary', officerIds: own ? [own] : [] }}
      send={async (typed) => `/cases/${(await call('openCase', readCase(typed))).id}`}
    >
      <CaseFields acts={0} />
    </DraftedForm>
  );
}

function ChangedCase({ known }: { known: EnforcementCase }) {
  const { id } = known;
  const send = async (typed: TypedCase, revision: number) =>
    `/cases/${(await call('changeCase', { ...readCase(typed), id, revision })).id}`;
  return (
    <DraftedForm<TypedCase>
      {...{ kind: 'case', of: id, start: typeCase(known), revision: known.revision, send }}
      latest={<CaseFacts known={known} />}
    >
      <CaseFields acts={known.actCount} />
    </DraftedForm>
  );
}

function AskedCase({ id }: { id: string }) {
  const asked = useAsk('getCase', { id });
  return <Answered asked={asked}>{(known) => <ChangedCase key={id} known={known} />}</Answered>;
}

/** Opens a case, or changes one. */
export default function CaseFormPage() {
  const { t } = useTerms();
  const { id } = useParams();
  return (
    <div className="page">
      <PageHead title={t(id ? 'cases.editCase' : 'cases.newCase')} />
      <Card>{id ? <AskedCase id={id} /> : <NewCase />}</Card>
    </div>
  );
}
