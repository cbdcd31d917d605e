import type { ApprovalChain, Cause, ChainStep, Input as In } from '@liuhen/contract';
import { Button, Card, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';

function CauseForm({ cause, close }: { cause: Cause | null; close: () => void }) {
  const { t } = useTerms();
  const enter = useChange('enterCause', ['listCauses']);
  const change = useChange('changeCause', ['listCauses']);
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  const submit = (typed: In<'enterCause'>) => {
    const input = { ...typed, basis: typed.basis || null };
    if (cause === null) return enter.mutateAsync(input);
    return change.mutateAsync({ ...input, id: cause.id, revision: cause.revision });
  };
  return (
    <RegisterForm<In<'enterCause'>>
      title={t(cause ? 'parties.causes.edit' : 'parties.causes.add')}
      initial={cause ?? { active: true }}
      submit={submit}
      close={close}
      draft={`cause.${cause?.id ?? 'new'}`}
    >
      <Form.Item name="code" label={t('parties.causes.code')} rules={required(t('parties.causes.code'))}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="name" label={t('parties.causes.name')} rules={required(t('parties.causes.name'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="basis" label={t('parties.causes.basis')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item name="active" label={t('parties.causes.active')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </RegisterForm>
  );
}

function Causes() {
  const { t } = useTerms();
  const asked = useAsk('listCauses', {});
  const [opened, setOpened] = useState<{ cause: Cause | null } | null>(null);
  return (
    <Answered asked={asked}>
      {({ causes, mayChange }) => {
        const add = mayChange && (
          <Button onClick={() => setOpened({ cause: null })}>{t('parties.causes.add')}</Button>
        );
        return (
          <Card
            title={t('parties.causes.title')}
            extra={
              causes.length > 0 && (
                <span className="row">
                  <ExportButton list="causes" />
                  {add}
                </span>
              )
            }
          >
            <p className="quiet">{t('parties.causes.line')}</p>
            {causes.length === 0 && <Blank title={t('parties.causes.none')} action={add} />}
            <div className="card-list">
              {causes.map((one) => (
                <div key={one.id} className="card-row duty-row">
                  <span className="stack duty-words">
                    <span>
                      {one.code} <strong>{one.name}</strong>
                      {!one.active && <span className="quiet"> {t('parties.causes.inactive')}</span>}
                    </span>
                    {one.basis && <span className="quiet">{one.basis}</span>}
                  </span>
                  {mayChange && (
                    <Button size="small" onClick={() => setOpened({ cause: one })}>
                      {t('parties.causes.edit')}
                    </Button>
                  )}
                </div>
              ))}
            </div>
            {opened && <CauseForm cause={opened.cause} close={() => setOpened(null)} />}
          </Card>
        );
      }}
    </Answered>
  );
}

/** Roles that can have the word in a chain. */
const approving = ['head', 'legalReviewer', 'custodian', 'officer'] as const;
const read = (chosen: string): ChainStep => {
  const [what, id = ''] = chosen.split(':');
  return what === 'account' ? { accountId: id } : { role: id as (typeof approving)[number] };
};

interface ChainProps {
  chain: ApprovalChain;
  accounts: readonly { id: string; name: string }[];
  close: () => void;
}

function ChainForm({ chain, accounts, close }: ChainProps) {
  const { t, nameOf } = useTerms();
  const set = useChange('setApprovalChain', ['listApprovalChains']);
  const kinds = useAsk('listDocumentKinds', {}, { staleTime: Number.POSITIVE_INFINITY });
  const documentMatters = new Set((kinds.data ?? []).map(({ approval }) => approval));
  const options = [
    ...approving.map((role) => ({ value: `role:${role}`, label: nameOf('names.role', role) })),
    ...accounts.map(({ id, name }) => ({
      value: `account:${id}`,
      label: t('procedure.chain.person', { name }),
    })),
  ];
  const steps = chain.steps.map(({ role, accountId }) => (role ? `role:${role}` : `account:${accountId}`));
  return (
    <RegisterForm<{ steps: string[]; reviewAlways?: boolean; documentsFirst?: boolean }>
      title={nameOf('names.approvalMatter', chain.matter)}
      initial={{ steps, reviewAlways: chain.reviewAlways, documentsFirst: chain.documentsFirst }}
      submit={({ steps, reviewAlways = false, documentsFirst = false }) =>
        set.mutateAsync({
          ...{ matter: chain.matter, revision: chain.revision, reviewAlways, documentsFirst },
          steps: steps.map(read),
        })
      }
      close={close}
    >
      <Form.Item
        name="steps"
        label={t('procedure.chain.steps')}
        rules={[{ required: true, message: t('shell.word.choose', { field: t('procedure.chain.steps') }) }]}
      >
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {documentMatters.has(chain.matter) && (
        <Form.Item name="documentsFirst" valuePropName="checked">
          <Checkbox>{t('procedure.chain.documentsFirst')}</Checkbox>
        </Form.Item>
      )}
      {chain.matter === 'decision' && (
        <Form.Item name="reviewAlways" valuePropName="checked">
          <Checkbox>{t('procedure.chain.reviewAlways')}</Checkbox>
        </Form.Item>
      )}
    </RegisterForm>
  );
}

function Chains() {
  const { t, nameOf } = useTerms();
  const asked = useAsk('listApprovalChains', {});
  const [opened, setOpened] = useState<ApprovalChain | null>(null);
  return (
    <Answered asked={asked}>
      {({ chains, accounts, mayChange }) => (
        <Card title={t('procedure.chain.title')} extra={<ExportButton list="chains" />}>
          <p className="quiet">{t('procedure.chain.line')}</p>
          <div className="card-list">
            {chains.map((one) => (
              <div key={one.matter} className="card-row duty-row">
                <span className="stack duty-words">
                  <strong>{nameOf('names.approvalMatter', one.matter)}</strong>
                  <span className="quiet">
                    {one.steps.map(({ role, who }) => (role ? nameOf('names.role', role) : who)).join(' → ')}
                    {one.revision === 0 && ` · ${t('procedure.chain.byDefault')}`}
                    {one.reviewAlways && ` · ${t('procedure.chain.reviewAlways')}`}
                    {one.documentsFirst && ` · ${t('procedure.chain.documentsFirst')}`}
                  </span>
                </span>
                {mayChange && (
                  <Button size="small" onClick={() => setOpened(one)}>
                    {t('procedure.chain.set')}
                  </Button>
                )}
              </div>
            ))}
          </div>
          {opened && <ChainForm chain={opened} accounts={accounts} close={() => setOpened(null)} />}
        </Card>
      )}
    </Answered>
  );
}

/** What an organ sets for its cases: the list of causes, and who approves what. */
export default function CaseSettingsPage() {
  const { t } = useTerms();
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.caseSettings')} />
      <Causes />
      <Chains />
    </div>
  );
}
