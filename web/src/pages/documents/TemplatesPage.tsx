import {
  type DocumentKind,
  type DocumentTemplate,
  documentShapes,
  type TemplateFault,
} from '@liuhen/contract';
import { Alert, App, Button, Card, Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';

interface Typed {
  title: string;
  word: string;
  body: string;
}

/** The names that can be used in the wording of a kind. */
function Names({ kind }: { kind: DocumentKind }) {
  const { t, language } = useTerms();
  return (
    <details>
      <summary>{t('documents.templates.names')}</summary>
      <ul className="template-names">
        {kind.fields.map((field) => (
          <li key={field.id}>
            <code>{`{${field.id}}`}</code> {field.label[language]}
            {field.required && ` *`}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('documents.templates.language')}</p>
    </details>
  );
}

/** A PDF that came as base64, as something that the browser can open; given back when another comes, or nobody looks. */
function useFile() {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  const put = (base64: string | null) => {
    if (base64 === null) return setAddress(null);
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    setAddress(URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })));
  };
  return { address, put };
}

function Editor({ template }: { template: DocumentTemplate }) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const name = draftOf(useWho()?.account.id, 'template', template.kind.id, String(template.version));
  const start = {
    title: template.title ?? '',
    word: template.word ?? '',
    body: template.body ?? template.houseBody,
  };
  const [typed, setTyped] = useState<Typed>(() => readDraft<Typed>(name) ?? start);
  const [faults, setFaults] = useState<TemplateFault[] | null>(null);
  const sheet = useFile();
  const save = useChange('saveDocumentTemplate', ['documentTemplate', 'getDocument']);
  const check = useChange('tryDocumentTemplate', []);
  const put = (change: Partial<Typed>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    setFaults(null);
    sheet.put(null);
    writeDraft(name, next);
  };
  const input = {
    ...{ kind: template.kind.id, version: template.version, title: typed.title.trim() || null },
    ...{ word: typed.word.trim() || null, body: typed.body === template.houseBody ? null : typed.body },
  };
  const send = () =>
    save.mutateAsync(input).then(
      () => {
        dropDraft(name);
        message.success(t('shell.word.saved'));
      },
      () => undefined,
    );
  const look = () =>
    check.mutateAsync(input).then(
      (answer) => {
        setFaults(answer.faults);
        sheet.put(answer.pdf);
      },
      () => undefined,
    );
  const said = fieldFaults(save.error, language).flatMap(({ errors }) => errors);
  const disabled = !template.mayChange;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('documents.templates.title')} htmlFor="template-title">
        <Input
          id="template-title"
          disabled={disabled}
          placeholder={template.kind.title.zh}
          value={typed.title}
          onChange={({ target }) => put({ title: target.value })}
        />
      </Form.Item>
      {template.kind.word !== null && (
        <Form.Item label={t('documents.templates.word')} htmlFor="template-word">
          <Input
            id="template-word"
            disabled={disabled}
            placeholder={template.kind.word}
            value={typed.word}
            onChange={({ target }) => put({ word: target.value })}
          />
        </Form.Item>
      )}
      <Form.Item label={t('documents.templates.body')} htmlFor="template-body">
        <Input.TextArea
          id="template-body"
          disabled={disabled}
          className="template-body"
          autoSize={{ minRows: 14, maxRows: 36 }}
          value={typed.body}
          onChange={({ target }) => put({ body: target.value })}
        />
      </Form.Item>
      <Names kind={template.kind} />
      {save.error !== null && <FaultLine fault={save.error} />}
      {said.length > 0 && (
        <Alert type="error" showIcon title={said.map((line) => <div key={line}>{line}</div>)} />
      )}
      {faults !== null && (
        <Alert
          type={faults.length === 0 ? 'success' : 'error'}
          showIcon
          title={
            faults.length === 0
              ? t('documents.templates.sound')
              : t('documents.templates.unsound', { n: faults.length })
          }
          description={faults.map((one) => (
            <div key={`${one.line} ${one.zh}`}>
              {one.line !== null && t('documents.templates.line', { n: one.line })} {one[language]}
            </div>
          ))}
          action={
            sheet.address !== null && (
              <Button size="small" href={sheet.address} target="_blank" rel="noopener">
                {t('documents.templates.openSheet')}
              </Button>
            )
          }
        />
      )}
      {check.error !== null && <FaultLine fault={check.error} />}
      {template.mayChange && (
        <div className="row">
          <Button loading={check.isPending} onClick={() => void look()}>
            {t('documents.templates.check')}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => void send()}>
            {t('shell.word.save')}
          </Button>
          <Button onClick={() => put({ body: template.houseBody })}>{t('documents.templates.house')}</Button>
          <span className="quiet">{t('documents.templates.version', { n: template.version })}</span>
        </div>
      )}
    </Form>
  );
}

function Setting() {
  const { t } = useTerms();
  const { message } = App.useApp();
  const asked = useAsk('documentSetting', {});
  const change = useChange('changeDocumentSetting', ['documentSetting']);
  return (
    <Answered asked={asked} rows={1}>
      {(setting) => (
        <Form
          layout="inline"
          initialValues={{ word: setting.word }}
          onFinish={({ word }: { word: string }) =>
            void change.mutateAsync({ word }).then(() => message.success(t('shell.word.saved')))
          }
        >
          <Form.Item
            name="word"
            label={t('documents.templates.organWord')}
            extra={t('documents.templates.organWordLine')}
          >
            <Input maxLength={10} disabled={!setting.mayChange} />
          </Form.Item>
          {setting.mayChange && (
            <Button htmlType="submit" loading={change.isPending}>
              {t('shell.word.save')}
            </Button>
          )}
        </Form>
      )}
    </Answered>
  );
}

function One({ kind }: { kind: string }) {
  const asked = useAsk('documentTemplate', { kind });
  return (
    <Answered asked={asked}>
      {(template) => <Editor key={`${kind} ${template.version}`} template={template} />}
    </Answered>
  );
}

/** The organ's own wording of each kind, and the code words of its numbers. */
export default function TemplatesPage() {
  const { t, language } = useTerms();
  const [kind, setKind] = useState('penaltyDecision');
  const kinds = useAsk('listDocumentKinds', {});
  return (
    <div className="page">
      <PageHead title={t('documents.templates.page')}>
        <ExportButton list="documentKinds" />
      </PageHead>
      <div className="stack">
        <Card size="small">
          <Setting />
        </Card>
        <Card size="small">
          <Answered asked={kinds}>
            {(all) => (
              <div className="stack">
                <Select
                  showSearch
                  optionFilterProp="label"
                  aria-label={t('documents.templates.kind')}
                  value={kind}
                  onChange={setKind}
                  options={documentShapes.documentStage.options.map((stage) => ({
                    label: t(`documents.stage.${stage}`),
                    options: all
                      .filter((one) => one.stage === stage)
                      .map((one) => ({ value: one.id, label: one.title[language] })),
                  }))}
                />
                <One kind={kind} />
              </div>
            )}
          </Answered>
        </Card>
      </div>
    </div>
  );
}
