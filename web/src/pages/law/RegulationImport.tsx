import { ContractError, describeError, maxRegulationBytes, type RegulationPreview } from '@liuhen/contract';
import { Alert, App, Button, Modal } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { call, useChange } from '../../api.ts';
import { readBase64 } from '../../parts/file-content.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { NoteList } from './RegulationNotes.tsx';

interface Chosen {
  fileName: string;
  content: string;
}

/** What the server says of a file that is too large, without sending it. */
const tooLarge = () => new ContractError(describeError('regulation.tooLarge'), 413);

/** The bytes of a file, unless it is too large to be sent. */
const contentOf = (file: File): Promise<string> =>
  file.size > maxRegulationBytes ? Promise.reject(tooLarge()) : readBase64(file);

interface Previewed {
  /** What the regulation is called that the text is imported for. */
  title: string;
  preview: RegulationPreview;
}

function Preview({ title, preview: { text, missing, knownAs } }: Previewed) {
  const { t } = useTerms();
  const isOther = !text.title.text.replace(/\s/g, '').includes(title.replace(/\s/g, ''));
  const items = text.articles.flatMap(({ paragraphs }) => paragraphs.flatMap((one) => one.items)).length;
  const date = (found: string | null | undefined) => found ?? t('regulations.import.noDate');
  return (
    <div className="stack">
      <strong>{text.title.text}</strong>
      <div>
        {t('regulations.import.found', {
          ...{ articles: text.articles.length, chapters: text.chapters.length, items },
        })}
      </div>
      {isOther && <Alert type="warning" showIcon title={t('regulations.import.otherTitle', { title })} />}
      {knownAs !== null && (
        <Alert type="info" showIcon title={t('regulations.import.known', { n: knownAs })} />
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('regulations.import.missing', { list: missing.join(', ') })}
        />
      )}
      <div>{t('regulations.import.issued', { date: date(text.issued?.date) })}</div>
      <div>{t('regulations.import.effective', { date: date(text.effective?.date) })}</div>
      <div className="quiet">{t('regulations.import.datesHint')}</div>
      {text.notes.length > 0 && (
        <>
          <strong>{t('regulations.notes', { n: text.notes.length })}</strong>
          <NoteList notes={text.notes} />
        </>
      )}
    </div>
  );
}

/** Takes a file, shows what was understood of it, and imports it once that is confirmed. */
export function RegulationImport({
  packId,
  title,
  close,
}: {
  packId: string;
  title: string;
  close: () => void;
}) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<RegulationPreview | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const importing = useChange('importRegulation', ['getRegulation', 'listRegulations']);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file === undefined) return;
    setPreview(null);
    setFault(null);
    try {
      const given = { fileName: file.name, content: await contentOf(file) };
      setChosen(given);
      setPreview(await call('previewRegulation', { packId, ...given }));
    } catch (error) {
      setFault(error);
    }
    target.value = '';
  };
  const confirm = async () => {
    if (chosen === null || preview === null) return;
    try {
      const { version } = await importing.mutateAsync({ packId, ...chosen, sha256: preview.sha256 });
      void message.success(t('regulations.import.done', { n: version }));
      close();
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <Modal
      open
      title={t('regulations.import.title')}
      width={720}
      onCancel={close}
      okText={t('regulations.import.confirm')}
      cancelText={t('shell.word.cancel')}
      okButtonProps={{ disabled: preview === null || preview.knownAs !== null, loading: importing.isPending }}
      onOk={() => void confirm()}
    >
      <div className="stack">
        <p>{t('regulations.import.line')}</p>
        <div>
          <Button onClick={() => input.current?.click()}>{t('regulations.import.choose')}</Button>{' '}
          {chosen?.fileName}
        </div>
        <input
          ref={input}
          type="file"
          accept=".txt,.docx"
          hidden
          onChange={(event) => void choose(event)}
          data-testid="choose-regulation"
        />
        {fault !== null && <FaultLine fault={fault} />}
        {preview && <Preview title={title} preview={preview} />}
      </div>
    </Modal>
  );
}
