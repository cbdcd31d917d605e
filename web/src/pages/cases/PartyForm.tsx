import {
  type CaseParty,
  ContractError,
  type EnforcementCase,
  type FoundParty,
  numberKinds,
  type PartyRole,
  partyShapes,
} from '@liuhen/contract';
import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call, queries } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { begun, type TypedParty as Typed } from './party-typed.ts';

const orNull = (text: string | null | undefined) => text?.trim() || null;

/** What of a party may stand in a draft: never a number. */
const withoutNumbers = ({ party, ...typed }: Typed): Partial<Typed> => {
  const { number, phone, ...rest } = party ?? {};
  return { ...typed, party: rest as Typed['party'] };
};

function RoleFields({ known }: { known: EnforcementCase }) {
  const { t, nameOf } = useTerms();
  const role = Form.useWatch<PartyRole>('role');
  const chosen = [{ required: true, message: t('shell.word.choose', { field: t('parties.represents') }) }];
  const whom = known.parties.filter((one) => one.role === 'party' || one.role === 'thirdParty');
  return (
    <>
      <Form.Item name="role" label={t('parties.role')}>
        <Select
          options={partyShapes.partyRoles.map((one) => ({
            value: one,
            label: nameOf('names.partyRole', one),
          }))}
        />
      </Form.Item>
      {role !== undefined && partyShapes.representing.includes(role) && whom.length > 0 && (
        <Form.Item name="represents" label={t('parties.represents')} rules={chosen}>
          <Select options={whom.map(({ id, party }) => ({ value: id, label: party.name }))} />
        </Form.Item>
      )}
    </>
  );
}

/** Says beside a number what is wrong with it before it is sent, all of it together with what else is missing. */
function useNumberRule(field: 'number' | 'phone' | 'numberKind', keeping: boolean) {
  const form = Form.useFormInstance<Typed>();
  const { pick } = useTerms();
  return {
    validator: async () => {
      const { kind, numberKind = null, number, phone } = form.getFieldValue('party') as Typed['party'];
      const given = {
        number: number ? number : keeping ? undefined : null,
        phone: phone ? phone : undefined,
      };
      const faults = partyShapes.partyFaults({ kind, numberKind: numberKind ?? null, ...given });
      const found = faults.find(({ path }) => path === field);
      if (found) throw new Error(pick(found.said));
    },
  };
}

function PartyFields({ line }: { line: CaseParty | null }) {
  const { t, nameOf } = useTerms();
  const keeping = line !== null;
  const required = [
    { required: true, message: t('shell.word.required', { field: t('parties.name') }), whitespace: true },
  ];
  const rules = {
    kind: [useNumberRule('numberKind', keeping)],
    number: [useNumberRule('number', keeping)],
    phone: [useNumberRule('phone', keeping)],
  };
  const kept = (shown: string | null | undefined) =>
    shown ? { placeholder: `${shown} ${t('parties.kept')}` } : {};
  return (
    <>
      <Form.Item name={['party', 'kind']} label={t('parties.kind')}>
        <Radio.Group
          options={partyShapes.partyKinds.map((one) => ({
            value: one,
            label: nameOf('names.partyKind', one),
          }))}
        />
      </Form.Item>
      <Form.Item name={['party', 'name']} label={t('parties.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={['party', 'numberKind']} label={t('parties.numberKind')} rules={rules.kind}>
        <Select
          allowClear
          options={numberKinds.map((one) => ({ value: one, label: nameOf('names.numberKind', one) }))}
        />
      </Form.Item>
      <Form.Item
        name={['party', 'number']}
        label={t('parties.number')}
        rules={rules.number}
        extra={t('parties.secretsLine')}
      >
        <Input maxLength={60} autoComplete="off" {...kept(line?.party.number)} />
      </Form.Item>
      <Form.Item name={['party', 'phone']} label={t('parties.phone')} rules={rules.phone}>
        <Input maxLength={60} autoComplete="off" inputMode="tel" {...kept(line?.party.phone)} />
      </Form.Item>
      <Form.Item name={['party', 'address']} label={t('parties.address')}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

/** Finds who is known by number, telephone or name; what was chosen is taken instead of a new one. */
function FindKnown({ choose }: { choose: (party: FoundParty) => void }) {
  const { t } = useTerms();
  const [found, setFound] = useState<readonly FoundParty[]>([]);
  const find = async (text: string) =>
    setFound(text.trim() === '' ? [] : await call('findParties', { text: text.trim() }));
  return (
    <Form.Item label={t('parties.known')} extra={t('parties.knownLine')}>
      <Input.Search aria-label={t('parties.known')} onSearch={(text) => void find(text)} maxLength={60} />
      {found.map((one) => (
        <Button key={one.id} type="link" onClick={() => choose(one)}>
          {[one.name, one.number, one.address].filter(Boolean).join(' · ')}
        </Button>
      ))}
    </Form.Item>
  );
}

interface Props {
  known: EnforcementCase;
  /** The line that is changed; null for somebody who comes in. */
  line: CaseParty | null;
  close: () => void;
}

/** Brings somebody into a case, or changes what is known of them. */
export function PartyForm({ known, line, close }: Props) {
  const { t } = useTerms();
  const [id] = useState(newId);
  const [taken, setTaken] = useState<{ id: string; name: string } | null>(null);
  const [offered, setOffered] = useState<{ id: string; name: string } | null>(null);
  const add = async ({ role = 'party', represents, party }: Typed) => {
    const fresh = {
      ...{ kind: party.kind, name: party.name ?? '', numberKind: party.numberKind ?? null },
      ...{ number: orNull(party.number), phone: orNull(party.phone), address: orNull(party.address) },
    };
    const who = taken ? { partyId: taken.id, party: null } : { partyId: null, party: fresh };
    await call('addCaseParty', { id, caseId: known.id, role, represents: represents ?? null, ...who });
  };
  const change = async ({ party }: Typed) => {
    if (line === null) return;
    const typed = (text: string | undefined) => (text?.trim() ? { text: text.trim() } : null);
    const [number, phone] = [typed(party.number), typed(party.phone)];
    const numberKind = party.numberKind ?? null;
    await call('changeParty', {
      ...{ id: line.party.id, revision: line.party.revision, kind: party.kind, name: party.name ?? '' },
      ...{ numberKind, address: orNull(party.address) },
      ...(number ? { number: number.text } : numberKind === null ? { number: null } : {}),
      ...(phone ? { phone: phone.text } : {}),
    });
  };
  const submit = async (typed: Typed) => {
    try {
      await (line === null ? add(typed) : change(typed));
    } catch (error) {
      const { detail } = error instanceof ContractError ? error.body : {};
      if (error instanceof ContractError && error.body.code === 'party.known' && detail?.id)
        setOffered({ id: detail.id, name: detail.name ?? '' });
      throw error;
    }
    await queries.invalidateQueries();
  };
  const initial: Partial<Typed> = line
    ? {
        party: {
          ...{ kind: line.party.kind, name: line.party.name, address: line.party.address ?? '' },
          numberKind: line.party.numberKind,
        },
      }
    : begun(known);
  return (
    <RegisterForm<Typed>
      title={line ? `${t('parties.edit')} · ${line.party.name}` : t('parties.add')}
      initial={initial}
      submit={submit}
      close={close}
      draft={`party.${line?.id ?? known.id}`}
      keep={withoutNumbers}
    >
      {line === null && <RoleFields known={known} />}
      {line === null && taken === null && <FindKnown choose={setTaken} />}
      {offered && taken === null && line === null && (
        <Alert
          type="info"
          style={{ marginBottom: 12 }}
          title={
            <Button type="link" onClick={() => setTaken(offered)}>
              {t('parties.useKnown', { name: offered.name })}
            </Button>
          }
        />
      )}
      {taken ? (
        <Alert
          type="success"
          style={{ marginBottom: 12 }}
          title={taken.name}
          closable={{ onClose: () => setTaken(null) }}
        />
      ) : (
        <PartyFields line={line} />
      )}
    </RegisterForm>
  );
}
