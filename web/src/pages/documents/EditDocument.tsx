import type { ShownDocument } from '@liuhen/contract';
import { Alert, App, Button, Card } from 'antd';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { ApprovalCard } from './DocumentApproval.tsx';
import { Fields } from './Fields.tsx';
import { MergeBox } from './MergeBox.tsx';
import { Preview } from './Preview.tsx';
import { useSaving } from './useSaving.ts';
import { Versions } from './Versions.tsx';
import { renewed } from './words.ts';

/** A draft: its fields, what is wrong with them, and how it will look. */
export function EditDocument({ document }: { document: ShownDocument }) {
  const { t, language } = useTerms();
  const { modal, message } = App.useApp();
  const saving = useSaving(document);
  const finalize = useChange('finalizeDocument', renewed);
  const refused = fieldFaults(finalize.error, language).map(
    ({ name, errors }) => [String(name[1]), errors.join(t('shell.word.semicolon'))] as const,
  );
  const faults = new Map(refused);
  const touched = saving.revision !== document.revision || saving.state !== 'saved';
  const run = async () => {
    const revision = await saving.flush();
    if (revision === null) return;
    await finalize.mutateAsync({ id: document.id, revision }).catch((error: unknown) => {
      const [first] = fieldFaults(error, language);
      globalThis.document.getElementById(`field-${first?.name[1]}`)?.scrollIntoView({ block: 'center' });
    });
  };
  const confirm = () =>
    modal.confirm({
      title: t('documents.finalize'),
      content: t(
        document.definition.word === null ? 'documents.finalizeLine' : 'documents.finalizeNumberLine',
      ),
      okText: t('documents.finalize'),
      cancelText: t('shell.word.cancel'),
      onOk: async () => {
        await run();
      },
    });
  const saveNow = async () => {
    if ((await saving.flush()) !== null) message.success(t('shell.word.saved'));
  };
  return (
    <div className="document-columns">
      <div className="stack">
        <ApprovalCard document={document} flush={saving.flush} />
        <Card
          size="small"
          title={t('documents.contents')}
          extra={
            <span className="quiet" role="status">
              {t(`documents.saving.${saving.state}`)}
            </span>
          }
        >
          {saving.fault !== null && !saving.overtaken && (
            <FaultLine fault={saving.fault} again={() => void saving.flush()} />
          )}
          {saving.overtaken && <MergeBox document={document} saving={saving} />}
          {finalize.error !== null && <FaultLine fault={finalize.error} />}
          <Fields
            fields={document.definition.fields}
            content={saving.content}
            filled={document.filled}
            faults={faults}
            change={saving.type}
          />
          {!touched && document.faults.length > 0 && (
            <Alert
              type="info"
              showIcon
              style={{ marginBottom: 12 }}
              title={t('documents.toDo', { n: document.faults.length })}
              description={document.faults.map((fault) => fault[language]).join(t('shell.word.semicolon'))}
            />
          )}
          <div className="row no-print">
            <Button size="large" onClick={() => void saveNow()} disabled={saving.overtaken}>
              {t('shell.word.save')}
            </Button>
            <Button
              size="large"
              type="primary"
              loading={finalize.isPending}
              disabled={saving.overtaken}
              onClick={confirm}
            >
              {t('documents.finalize')}
            </Button>
          </div>
        </Card>
        <Versions
          document={document}
          take={(content, n) => {
            saving.type(content);
            message.info(t('documents.versions.taken', { n }));
          }}
        />
      </div>
      <Preview documentId={document.id} version={`d${saving.revision}`} />
    </div>
  );
}
