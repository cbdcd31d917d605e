import type { Account, Officer, Unit } from '@liuhen/contract';
import { sayInstant } from '@liuhen/contract';
import { Button, Card, Grid, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay, useWho } from '../../shell/session.ts';
import { OfficerTraining } from '../registers/OfficerTraining.tsx';
import { FoundOrgan } from './FoundOrgan.tsx';
import { type OneTime, OneTimePassword } from './OneTimePassword.tsx';
import { AccountForm, OfficerForm, UnitForm } from './PeopleForms.tsx';

function Section({ title, add, children }: { title: string; add: ReactNode; children: ReactNode }) {
  return (
    <Card title={title} extra={add}>
      {children}
    </Card>
  );
}

function EditButton({ edit }: { edit: () => void }) {
  const { t } = useTerms();
  return (
    <Button size="small" onClick={edit}>
      {t('shell.word.edit')}
    </Button>
  );
}

interface OfficerActions {
  edit: (officer: Officer) => void;
  train: (officer: Officer) => void;
}

/** What can be done about somebody: what they were trained in is everybody's to see. */
function ActionsOf({ officer, edit, train }: OfficerActions & { officer: Officer }) {
  const { t } = useTerms();
  const isManager = useMay()('roster.manage');
  return (
    <span className="row">
      <Button size="small" onClick={() => train(officer)}>
        {t('books.page.training')}
      </Button>
      {isManager && <EditButton edit={() => edit(officer)} />}
    </span>
  );
}

function Officers({ rows, ...actions }: OfficerActions & { rows: readonly Officer[] }) {
  const { t, nameOf } = useTerms();
  const isWide = Grid.useBreakpoint().md !== false;
  if (rows.length === 0)
    return <Blank title={t('registers.empty')} line={t('registers.emptyOfficersLine')} />;
  if (!isWide)
    return (
      <div className="card-list">
        {rows.map((row) => (
          <FactCard
            key={row.id}
            title={row.name}
            tags={<Tag>{nameOf('names.officerKind', row.kind)}</Tag>}
            facts={[
              { key: 'unit', label: t('registers.unit'), said: row.unitName },
              { key: 'certificate', label: t('registers.certificateNo'), said: row.certificateNo },
              { key: 'until', label: t('registers.certificateValidUntil'), said: row.certificateValidUntil },
              { key: 'device', label: t('registers.deviceUserId'), said: row.deviceUserId },
            ]}
            action={<ActionsOf officer={row} {...actions} />}
          />
        ))}
      </div>
    );
  return (
    <Table<Officer>
      rowKey="id"
      size="small"
      scroll={{ x: 760 }}
      pagination={false}
      dataSource={[...rows]}
      columns={[
        { title: t('registers.personName'), dataIndex: 'name' },
        { title: t('registers.kind'), render: (_, row) => nameOf('names.officerKind', row.kind) },
        { title: t('registers.unit'), dataIndex: 'unitName' },
        { title: t('registers.certificateNo'), dataIndex: 'certificateNo', render: (v) => v ?? '—' },
        {
          title: t('registers.certificateValidUntil'),
          dataIndex: 'certificateValidUntil',
          render: (v) => v ?? '—',
        },
        { title: t('registers.deviceUserId'), dataIndex: 'deviceUserId', render: (v) => v ?? '—' },
        {
          title: t('shell.word.actions'),
          render: (_, row) => <ActionsOf officer={row} {...actions} />,
        },
      ]}
    />
  );
}

function Roles({ account }: { account: Account }) {
  const { nameOf } = useTerms();
  return (
    <>
      {account.roles.map((role) => (
        <Tag key={role}>{nameOf('names.role', role)}</Tag>
      ))}
    </>
  );
}

function AccountTags({ account }: { account: Account }) {
  const { t } = useTerms();
  return (
    <>
      <Tag color={account.active ? 'green' : 'default'}>
        {t(account.active ? 'registers.active' : 'registers.inactive')}
      </Tag>
      {account.lockedUntil && (
        <Tag color="red">{t('registers.locked', { until: sayInstant(account.lockedUntil) })}</Tag>
      )}
    </>
  );
}

function Accounts({ rows, edit }: { rows: readonly Account[]; edit: (account: Account) => void }) {
  const { t } = useTerms();
  const isWide = Grid.useBreakpoint().md !== false;
  if (rows.length === 0)
    return <Blank title={t('registers.empty')} line={t('registers.emptyAccountsLine')} />;
  if (!isWide)
    return (
      <div className="card-list">
        {rows.map((row) => (
          <FactCard
            key={row.id}
            title={row.displayName}
            tags={<AccountTags account={row} />}
            facts={[
              { key: 'login', label: t('registers.loginName'), said: row.loginName },
              { key: 'roles', label: t('registers.roles'), said: <Roles account={row} /> },
            ]}
            action={<EditButton edit={() => edit(row)} />}
          />
        ))}
      </div>
    );
  return (
    <Table<Account>
      rowKey="id"
      size="small"
      scroll={{ x: 640 }}
      pagination={false}
      dataSource={[...rows]}
      columns={[
        { title: t('registers.loginName'), dataIndex: 'loginName' },
        { title: t('registers.displayName'), dataIndex: 'displayName' },
        {
          title: t('registers.roles'),
          render: (_, row) => <Roles account={row} />,
        },
        { title: t('registers.active'), render: (_, row) => <AccountTags account={row} /> },
        { title: t('shell.word.actions'), render: (_, row) => <EditButton edit={() => edit(row)} /> },
      ]}
    />
  );
}

function Units({ rows }: { rows: readonly Unit[] }) {
  const { t } = useTerms();
  if (rows.length === 0) return <Blank title={t('registers.empty')} line={t('registers.emptyUnitsLine')} />;
  return (
    <div className="row">
      {rows.map(({ id, name }) => (
        <Tag key={id} className="long-tag" style={{ fontSize: 14, padding: '4px 10px' }}>
          {name}
        </Tag>
      ))}
    </div>
  );
}

type Open =
  | { what: 'unit' }
  | { what: 'officer'; officer: Officer | null }
  | { what: 'training'; officer: Officer }
  | { what: 'account'; account: Account | null };

function ManagedAccounts({ open }: { open: (next: Open) => void }) {
  const { t } = useTerms();
  const accounts = useAsk('listAccounts', {});
  return (
    <Section
      title={t('registers.accounts')}
      add={
        <span className="row">
          <ExportButton list="accounts" />
          <Button onClick={() => open({ what: 'account', account: null })}>
            {t('registers.addAccount')}
          </Button>
        </span>
      }
    >
      <Answered asked={accounts}>
        {(rows) => <Accounts rows={rows} edit={(account) => open({ what: 'account', account })} />}
      </Answered>
    </Section>
  );
}

/** Units, officers and assistants, and who may sign in. */
export default function PeoplePage() {
  const { t } = useTerms();
  const may = useMay();
  const who = useWho();
  const units = useAsk('listUnits', {});
  const officers = useAsk('listOfficers', {});
  const [open, setOpen] = useState<Open | null>(null);
  const [oneTime, setOneTime] = useState<OneTime | null>(null);
  const close = () => setOpen(null);
  const isManager = may('roster.manage');
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.people')}>
        <ExportButton list="people" />
        {isManager && (
          <Link to="/people/import">
            <Button>{t('sheets.import.people')}</Button>
          </Link>
        )}
      </PageHead>
      {isManager && who?.organ.code === 'system' && <FoundOrgan founded={setOneTime} />}
      <Section
        title={t('registers.units')}
        add={
          <span className="row">
            <ExportButton list="units" />
            {isManager && <Button onClick={() => setOpen({ what: 'unit' })}>{t('registers.addUnit')}</Button>}
          </span>
        }
      >
        <Answered asked={units} rows={2}>
          {(rows) => <Units rows={rows} />}
        </Answered>
      </Section>
      <Section
        title={t('registers.officers')}
        add={
          isManager && (
            <Button onClick={() => setOpen({ what: 'officer', officer: null })}>
              {t('registers.addOfficer')}
            </Button>
          )
        }
      >
        <Answered asked={officers}>
          {(rows) => (
            <Officers
              rows={rows}
              edit={(officer) => setOpen({ what: 'officer', officer })}
              train={(officer) => setOpen({ what: 'training', officer })}
            />
          )}
        </Answered>
      </Section>
      {isManager && <ManagedAccounts open={setOpen} />}
      {open?.what === 'unit' && <UnitForm close={close} />}
      {open?.what === 'officer' && <OfficerForm officer={open.officer} close={close} />}
      {open?.what === 'training' && <OfficerTraining officer={open.officer} close={close} />}
      {open?.what === 'account' && <AccountForm account={open.account} close={close} opened={setOneTime} />}
      {oneTime !== null && <OneTimePassword oneTime={oneTime} close={() => setOneTime(null)} />}
    </div>
  );
}
