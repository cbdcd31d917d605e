import { type GoodsItem, goodsShapes, type Input, toWallClock } from '@liuhen/contract';
import { Button, Card, Checkbox, Input as Field, Form, InputNumber } from 'antd';
import { useChange } from '../../api.ts';
import { isReversed } from '../../parts/clock-typed.ts';
import { draftOf } from '../../parts/draft.ts';
import { useCase } from '../../parts/PickCase.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { ActField, ChoiceField, OfficersField, TextField, TimeField, type Wanted } from './fields.tsx';
import { partyIdOf, partyToBegin } from './of-the-case.ts';
import { ApprovalField, PartyField } from './picks.tsx';
import { toSent, useSendId } from './typed.ts';

export const renewedByGoods = [
  'caseGoods',
  'listGoods',
  'getCase',
  'getAct',
  'listDuties',
  'workbench',
] as const;

type Content = Omit<Input<'enterGoods'>, 'id' | 'caseId'>;
const blank: Content = {
  ...{ actId: '', measure: 'seal', urgent: false, party: '', place: '', takenAt: '', approvedBy: null },
  ...{ approvedAt: null, officerIds: [], keeperKind: 'organ', keeper: '', keepingPlace: '', signedBy: null },
  ...{ refusedReason: null, witness: null, items: [], partyId: null, approvalId: null },
};
const blankItem: GoodsItem = {
  ...{ name: '', specification: null, quantity: 1, unit: '', condition: null, place: null, photoId: null },
};

/** One line of the list. */
function Line({ at, drop }: { at: number; drop: (() => void) | null }) {
  const { t } = useTerms();
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  const text = (key: 'specification' | 'condition', max: number) => (
    <Form.Item name={[at, key]} label={t(`goods.${key}`)}>
      <Field maxLength={max} />
    </Form.Item>
  );
  const dropButton = (
    <Button size="small" onClick={drop ?? undefined}>
      {t('goods.dropItem')}
    </Button>
  );
  return (
    <Card size="small" title={at + 1} style={{ marginBottom: 8 }} extra={drop && dropButton}>
      <Form.Item name={[at, 'name']} label={t('goods.name')} rules={required(t('goods.name'))}>
        <Field maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'quantity']} label={t('goods.quantity')} rules={required(t('goods.quantity'))}>
        <InputNumber min={0.001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[at, 'unit']} label={t('goods.unit')} rules={required(t('goods.unit'))}>
        <Field maxLength={20} />
      </Form.Item>
      {text('specification', 200)}
      {text('condition', 200)}
    </Card>
  );
}

function Lines() {
  const { t } = useTerms();
  return (
    <Form.Item label={t('goods.items')} required>
      <Form.List name="items">
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name }) => (
              <Line key={key} at={name} drop={lines.length > 1 ? () => remove(name) : null} />
            ))}
            <Button onClick={() => add({ quantity: 1 })}>{t('goods.addItem')}</Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** What the law asks of a list beside its fields: the approval before, and the signature or why there is none. */
function useWantedOfList(): Record<'approvedBy' | 'approvedAt' | 'signedBy', Wanted> {
  const { nameOf } = useTerms();
  const approval = (field: string): Wanted => ({
    of: ['urgent', 'measure'],
    missing: (read) =>
      read('urgent') || read(field) ? null : nameOf('goods.approvalWanted', read('measure') ?? 'seal'),
  });
  const approvedAt: Wanted = {
    of: ['urgent', 'measure', 'takenAt'],
    missing: (read) =>
      !read('urgent') && isReversed(read('approvedAt'), read('takenAt'))
        ? nameOf('goods.approvedBefore', read('measure') ?? 'seal')
        : approval('approvedAt').missing(read),
  };
  const signature: Wanted = {
    of: ['measure', 'refusedReason', 'witness'],
    missing: (read) =>
      read('signedBy') || (read('refusedReason') && read('witness'))
        ? null
        : nameOf('goods.signatureWanted', read('measure') ?? 'seal'),
  };
  return { approvedBy: approval('approvedBy'), approvedAt, signedBy: signature };
}

/** Who approved, who took part, who keeps, who signed. */
function People({ caseId }: { caseId: string }) {
  const wanted = useWantedOfList();
  const { t, nameOf } = useTerms();
  const measure = Form.useWatch<Content['measure'] | undefined>('measure') ?? 'seal';
  return (
    <>
      <ApprovalField {...{ caseId, measure, act: 'taken' }} />
      <TextField name="approvedBy" label={t('goods.approvedBy')} wanted={wanted.approvedBy} />
      <TimeField name="approvedAt" label={t('goods.approvedAt')} wanted={wanted.approvedAt} />
      <OfficersField name="officerIds" label={t('goods.officers')} required />
      <ChoiceField
        {...{ name: 'keeperKind', label: t('goods.keeperKindLabel'), required: true }}
        options={goodsShapes.goodsKeeper.options.map((value) => ({
          value,
          label: nameOf('goods.keeperKind', value),
        }))}
      />
      <TextField name="keeper" label={t('goods.keeper')} required />
      <TextField name="keepingPlace" label={t('goods.keepingPlace')} required />
      <TextField name="signedBy" label={t('goods.signedBy')} wanted={wanted.signedBy} />
      <TextField name="refusedReason" label={t('goods.refusedReason')} />
      <TextField name="witness" label={t('goods.witness')} />
    </>
  );
}

/** Enters what was registered, sealed or detained, as its list was signed. */
export function GoodsForm({ caseId, close }: { caseId: string; close: () => void }) {
  const { t, nameOf } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('enterGoods', renewedByGoods);
  const { data: known } = useCase(caseId);
  const submit = (typed: Partial<Content>) => {
    const partyId = known === undefined ? null : partyIdOf(known, typed.party);
    const content = { ...toSent(blank, typed, ['takenAt', 'approvedAt']), partyId };
    const items = (typed.items ?? []).map((item) => toSent(blankItem, item, []));
    return change.mutateAsync({ ...content, items, caseId, id: idOf([content, items]) });
  };
  if (known === undefined) return null;
  const start = {
    ...{ urgent: false, keeperKind: 'organ' as const, items: [{ quantity: 1 } as GoodsItem] },
    ...{ party: partyToBegin(known), officerIds: known.officers.map(({ id }) => id) },
    takenAt: toWallClock(readInstant()),
  };
  return (
    <RegisterForm<Partial<Content>>
      title={t('goods.enter')}
      initial={start}
      submit={submit}
      close={close}
      draft={draftOf(who?.account.id, 'goods', caseId)}
    >
      <ChoiceField
        {...{ name: 'measure', label: t('goods.measureLabel'), required: true }}
        options={goodsShapes.goodsMeasure.options.map((value) => ({
          value,
          label: nameOf('goods.measure', value),
        }))}
      />
      <ActField
        {...{ name: 'actId', label: t('goods.act'), extra: t('goods.actLine'), required: true, caseId }}
      />
      <Form.Item name="urgent" valuePropName="checked" extra={t('goods.urgentLine')}>
        <Checkbox>{t('goods.urgent')}</Checkbox>
      </Form.Item>
      <TimeField name="takenAt" label={t('goods.takenAt')} required />
      <PartyField {...{ name: 'party', label: t('goods.party'), caseId }} />
      <TextField name="place" label={t('goods.place')} required />
      <Lines />
      <People caseId={caseId} />
    </RegisterForm>
  );
}
