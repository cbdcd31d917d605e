import { type DocumentRowShown, goodsShapes, sayInstant, toWallClock } from '@liuhen/contract';
import { AutoComplete, Form, Select } from 'antd';
import { useAsk } from '../../api.ts';
import { useCase } from '../../parts/PickCase.tsx';
import { useTerms } from '../../shell/language.ts';
import { documentNamed, givenApprovals, nameDocument, partyNames, servable } from './of-the-case.ts';

/** The documents of a case, as often as they are asked for on a page. */
export const useDocumentsOf = (caseId: string): readonly DocumentRowShown[] =>
  useAsk('listDocuments', { caseId }, { staleTime: 30_000 }).data?.rows ?? [];

interface Of {
  name: string;
  label: string;
  caseId: string;
}

const match = (typed: string, option?: { value?: unknown }) => String(option?.value ?? '').includes(typed);

/** A party of the case, or in words who is none of the house. */
export function PartyField({ name, label, caseId }: Of) {
  const { t } = useTerms();
  const { data } = useCase(caseId);
  const options = (data === undefined ? [] : partyNames(data)).map((value) => ({ value }));
  const rules = [{ required: true, message: t('shell.word.required', { field: label }) }];
  return (
    <Form.Item name={name} label={label} rules={rules} extra={options.length > 0 && t('evidence.pickOrType')}>
      <AutoComplete options={options} maxLength={100} showSearch={{ filterOption: match }} />
    </Form.Item>
  );
}

/** A document of the case that is final, or in words one that is not in the house. */
export function ServedDocumentField({
  name,
  label,
  caseId,
  chosen,
}: Of & { chosen: (row: DocumentRowShown) => void }) {
  const { t } = useTerms();
  const rows = useDocumentsOf(caseId);
  const options = servable(rows).map((row) => ({ value: nameDocument(row) }));
  const rules = [{ required: true, message: t('shell.word.required', { field: label }) }];
  const take = (value: string) => {
    const row = documentNamed(rows, value);
    if (row !== null) chosen(row);
  };
  return (
    <Form.Item name={name} label={label} rules={rules} extra={options.length > 0 && t('evidence.pickOrType')}>
      <AutoComplete
        options={options}
        maxLength={100}
        showSearch={{ filterOption: match }}
        onSelect={(value: string) => take(value)}
      />
    </Form.Item>
  );
}

/** A document of the case that is itself evidence. */
export function DocumentField({ name, label, caseId }: Of) {
  const options = useDocumentsOf(caseId)
    .filter(({ state }) => state !== 'void')
    .map((row) => ({ value: row.id, label: nameDocument(row) }));
  return (
    <Form.Item name={name} label={label}>
      <Select allowClear options={options} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  );
}

interface OfApproval {
  caseId: string;
  measure: Parameters<typeof goodsShapes.mattersFor>[0];
  act: Parameters<typeof goodsShapes.mattersFor>[1];
}

/** An approval of the case that was given; it fills in who approved and when, which stay to be typed without one. */
export function ApprovalField({ caseId, measure, act }: OfApproval) {
  const { t, nameOf } = useTerms();
  const form = Form.useFormInstance();
  const course = useAsk('getCaseCourse', { id: caseId }, { staleTime: 30_000 });
  const given = givenApprovals(course.data?.approvals ?? [], goodsShapes.mattersFor(measure, act));
  if (given.length === 0) return null;
  const options = given.map(({ id, matter, title, by, at }) => ({
    value: id,
    label: [nameOf('names.approvalMatter', matter), title, by, sayInstant(at)].join(' · '),
  }));
  const take = (id: string | undefined) => {
    const one = given.find((each) => each.id === id);
    if (one !== undefined) form.setFieldsValue({ approvedBy: one.by, approvedAt: toWallClock(one.at) });
  };
  return (
    <Form.Item name="approvalId" label={t('goods.approval')} extra={t('goods.approvalLine')}>
      <Select allowClear options={options} onChange={take} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  );
}
