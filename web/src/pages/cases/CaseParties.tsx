import { type CaseParty, type EnforcementCase, type Party, partyShapes } from '@liuhen/contract';
import { Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { call, queries } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Blank } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { PartyForm } from './PartyForm.tsx';

type Opened = { what: 'add' } | { what: 'edit' | 'reveal' | 'remove'; line: CaseParty };

/** A form of one sentence: what for, or why. */
function Why({
  title,
  label,
  send,
  close,
}: {
  title: string;
  label: string;
  send: (reason: string) => Promise<unknown>;
  close: () => void;
}) {
  const { t } = useTerms();
  return (
    <RegisterForm<{ reason: string }>
      title={title}
      initial={{}}
      close={close}
      submit={async ({ reason }) => send(reason)}
    >
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, message: t('shell.word.required', { field: label }) }]}
      >
        <Input maxLength={500} />
      </Form.Item>
    </RegisterForm>
  );
}

type Whole = { number: string | null; phone: string | null };

function Line({
  line,
  known,
  whole,
  open,
}: {
  line: CaseParty;
  known: EnforcementCase;
  whole: Whole | undefined;
  open: (opened: Opened) => void;
}) {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const { party, role, represents } = line;
  const whom = known.parties.find(({ id }) => id === represents)?.party.name;
  const number = whole?.number ?? party.number;
  const secret = party.number !== null || party.phone !== null;
  const facts = [
    nameOf('names.partyKind', party.kind),
    party.numberKind && number && `${nameOf('names.numberKind', party.numberKind)} ${number}`,
    whole?.phone ?? party.phone,
    party.address,
  ].filter(Boolean);
  return (
    <div className="card-row duty-row">
      <span className="stack duty-words">
        <span>
          <strong>{party.name}</strong> · {nameOf('names.partyRole', role)}
          {whom && ` · ${t('parties.actsFor', { name: whom })}`}
        </span>
        <span className="quiet">{facts.join(' · ')}</span>
      </span>
      <span className="row no-print">
        {secret && whole === undefined && may('party.reveal') && (
          <Button size="small" onClick={() => open({ what: 'reveal', line })}>
            {t('parties.reveal')}
          </Button>
        )}
        {known.abilities.change && (
          <Button size="small" onClick={() => open({ what: 'edit', line })}>
            {t('parties.edit')}
          </Button>
        )}
        {known.abilities.rewrite && (
          <Button size="small" onClick={() => open({ what: 'remove', line })}>
            {t('parties.remove')}
          </Button>
        )}
      </span>
    </div>
  );
}

/** Who takes part in a case. Whole numbers are shown for a reason, on this page only, until it is left. */
export function CaseParties({ known }: { known: EnforcementCase }) {
  const { t } = useTerms();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [whole, setWhole] = useState<Record<Party['id'], Whole>>({});
  const close = () => setOpened(null);
  const reveal = async (id: string, reason: string) => {
    const shown = await call('revealParty', { id, caseId: known.id, reason });
    setWhole((before) => ({ ...before, [id]: shown }));
  };
  const remove = async (id: string, reason: string) => {
    await call('removeCaseParty', { id, reason });
    await queries.invalidateQueries();
  };
  const add = known.abilities.rewrite && (
    <Button className="no-print" onClick={() => setOpened({ what: 'add' })}>
      {t('parties.add')}
    </Button>
  );
  const lines = [...known.parties].sort(
    (a, b) => partyShapes.partyRoles.indexOf(a.role) - partyShapes.partyRoles.indexOf(b.role),
  );
  return (
    <Card
      size="small"
      title={t('parties.title')}
      extra={
        lines.length > 0 && (
          <span className="row">
            <ExportButton small list="parties" filter={{ id: known.id }} />
            {add}
          </span>
        )
      }
    >
      {lines.length === 0 ? (
        <Blank title={t('parties.none')} line={t('parties.noneLine')} action={add} />
      ) : (
        <div className="card-list">
          {lines.map((line) => (
            <Line key={line.id} {...{ line, known, whole: whole[line.party.id], open: setOpened }} />
          ))}
        </div>
      )}
      {opened?.what === 'add' && <PartyForm known={known} line={null} close={close} />}
      {opened?.what === 'edit' && <PartyForm known={known} line={opened.line} close={close} />}
      {opened?.what === 'reveal' && (
        <Why
          title={t('parties.revealLine')}
          label={t('parties.purpose')}
          send={(reason) => reveal(opened.line.party.id, reason)}
          close={close}
        />
      )}
      {opened?.what === 'remove' && (
        <Why
          title={`${t('parties.remove')} · ${opened.line.party.name}`}
          label={t('procedure.field.reason')}
          send={(reason) => remove(opened.line.id, reason)}
          close={close}
        />
      )}
    </Card>
  );
}
