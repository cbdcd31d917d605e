import { type Account, type Input as In, type Officer, type Role, terms } from '@liuhen/contract';
import { Button, Form, Input, Popconfirm, Select, Switch } from 'antd';
import { useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import type { OneTime } from './OneTimePassword.tsx';
import { officerSaid } from './person-typed.ts';
import { QualificationFields } from './QualificationFields.tsx';

const search = { optionFilterProp: 'label' };
const roles = Object.keys(terms.names.role) as Role[];

function useRequired() {
  const { t } = useTerms();
  return (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
}

function useChosen() {
  const { t } = useTerms();
  return (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
}

/** Adds a unit. */
export function UnitForm({ close }: { close: () => void }) {
  const { t } = useTerms();
  const required = useRequired();
  const create = useChange('createUnit', ['listUnits']);
  return (
    <RegisterForm<{ name: string }>
      title={t('registers.addUnit')}
      initial={{}}
      submit={(entered) => create.mutateAsync(entered)}
      close={close}
    >
      <Form.Item name="name" label={t('registers.unitName')} rules={required(t('registers.unitName'))}>
        <Input maxLength={100} />
      </Form.Item>
    </RegisterForm>
  );
}

/** Registers an officer or assistant, or changes one. */
export function OfficerForm({ officer, close }: { officer: Officer | null; close: () => void }) {
  const { t, nameOf } = useTerms();
  const required = useRequired();
  const chosen = useChosen();
  const units = useAsk('listUnits', {});
  const register = useChange('registerOfficer', ['listOfficers']);
  const change = useChange('changeOfficer', ['listOfficers']);
  const submit = (entered: In<'registerOfficer'>) => {
    const input = officerSaid(entered);
    return officer ? change.mutateAsync({ ...input, id: officer.id }) : register.mutateAsync(input);
  };
  return (
    <RegisterForm<In<'registerOfficer'>>
      title={t(officer ? 'registers.editOfficer' : 'registers.addOfficer')}
      initial={officer ?? { kind: 'officer' }}
      submit={submit}
      close={close}
    >
      <Form.Item name="name" label={t('registers.personName')} rules={required(t('registers.personName'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('registers.kind')} rules={chosen(t('registers.kind'))}>
        <Select
          options={(['officer', 'assistant'] as const).map((kind) => ({
            value: kind,
            label: nameOf('names.officerKind', kind),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('registers.unit')} rules={chosen(t('registers.unit'))}>
        <Select
          showSearch={search}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="certificateNo"
        label={t('registers.certificateNo')}
        extra={officer?.certificateNo ? t('onSite.officer.renewLine') : undefined}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="certificateValidFrom" label={t('onSite.officer.validFrom')}>
        <WallClock dateOnly />
      </Form.Item>
      <Form.Item name="certificateValidUntil" label={t('registers.certificateValidUntil')}>
        <WallClock dateOnly />
      </Form.Item>
      <QualificationFields officer={officer} />
      <Form.Item name="deviceUserId" label={t('registers.deviceUserId')}>
        <Input maxLength={40} />
      </Form.Item>
    </RegisterForm>
  );
}

interface EnteredAccount {
  loginName: string;
  displayName: string;
  officerId?: string | null;
  roles: Role[];
  active: boolean;
  unlock: boolean;
}

interface AccountProps {
  account: Account | null;
  close: () => void;
  opened: (oneTime: OneTime) => void;
}

type KnownProps = AccountProps & { account: Account };

/** For somebody who forgot their password: a one-time one instead, which is then shown. */
function ResetPassword({ account, close, opened }: KnownProps) {
  const { t } = useTerms();
  const [fault, setFault] = useState<unknown>(null);
  const reset = useChange('resetPassword', ['listAccounts']);
  const press = async () => {
    setFault(null);
    try {
      const { oneTimePassword } = await reset.mutateAsync({ id: account.id });
      opened({ name: account.displayName, loginName: account.loginName, password: oneTimePassword });
      close();
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <Form.Item extra={t('registers.reset.line')}>
      {fault !== null && <FaultLine fault={fault} />}
      <Popconfirm
        title={t('registers.reset.sure', { name: account.displayName })}
        okText={t('registers.reset.button')}
        cancelText={t('shell.word.cancel')}
        onConfirm={press}
      >
        <Button loading={reset.isPending}>{t('registers.reset.button')}</Button>
      </Popconfirm>
    </Form.Item>
  );
}

/** What is only there for an account that exists; one's own password is changed elsewhere. */
function AccountState({ account, close, opened }: KnownProps) {
  const { t } = useTerms();
  const who = useWho();
  return (
    <>
      <Form.Item name="active" label={t('registers.active')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {account.lockedUntil && (
        <Form.Item name="unlock" label={t('registers.unlock')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      {who?.account.id !== account.id && <ResetPassword account={account} close={close} opened={opened} />}
    </>
  );
}

/** Opens an account, whose one-time password is then shown, or changes roles and state of one. */
export function AccountForm({ account, close, opened }: AccountProps) {
  const { t, nameOf } = useTerms();
  const required = useRequired();
  const chosen = useChosen();
  const officers = useAsk('listOfficers', {});
  const open = useChange('openAccount', ['listAccounts']);
  const change = useChange('changeAccount', ['listAccounts']);
  const submit = async ({ active, unlock, ...rest }: EnteredAccount) => {
    if (account) {
      await change.mutateAsync({ id: account.id, roles: rest.roles, active, unlock: unlock ?? false });
      return;
    }
    const made = await open.mutateAsync({ ...rest, officerId: rest.officerId ?? null });
    opened({
      name: made.account.displayName,
      loginName: made.account.loginName,
      password: made.oneTimePassword,
    });
  };
  return (
    <RegisterForm<EnteredAccount>
      title={t(account ? 'registers.editAccount' : 'registers.addAccount')}
      initial={account ? { ...account, unlock: false } : { active: true, unlock: false }}
      submit={submit}
      close={close}
    >
      <Form.Item
        name="loginName"
        label={t('registers.loginName')}
        extra={t('registers.loginNameHint')}
        rules={required(t('registers.loginName'))}
      >
        <Input disabled={account !== null} maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="displayName"
        label={t('registers.displayName')}
        rules={required(t('registers.displayName'))}
      >
        <Input disabled={account !== null} maxLength={100} />
      </Form.Item>
      <Form.Item name="officerId" label={t('registers.officerOfAccount')}>
        <Select
          allowClear
          disabled={account !== null}
          showSearch={search}
          options={(officers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="roles" label={t('registers.roles')} rules={chosen(t('registers.roles'))}>
        <Select
          mode="multiple"
          options={roles.map((role) => ({ value: role, label: nameOf('names.role', role) }))}
        />
      </Form.Item>
      {account !== null && <AccountState account={account} close={close} opened={opened} />}
    </RegisterForm>
  );
}
