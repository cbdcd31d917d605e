import {
  type ImportKind,
  type ImportMapping,
  type ImportPreview,
  maxSheetBytes,
  mostImported,
  sayInstant,
  saySize,
} from '@liuhen/contract';
import { Alert, Button, Card, Space, Tag, Upload } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { call, queries, useAsk } from '../../api.ts';
import { blobOf, offerFile, readBase64 } from '../../parts/file-content.ts';
import { FaultLine, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { Former } from './Former.tsx';
import { isSound } from './import-typed.ts';
import { CellFaults, Matching, Sample } from './PreviewParts.tsx';

interface Chosen {
  fileName: string;
  content: string;
}

/** What is asked of a file: read it, match its columns, import it; one fault line for whatever fails. */
function useFile(kind: ImportKind) {
  const { t } = useTerms();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [busy, setBusy] = useState(false);
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const read = (file: Chosen, mapping?: ImportMapping) =>
    doing(async () => {
      setChosen(file);
      setPreview(await call('previewImport', { kind, ...file, ...(mapping ? { mapping } : {}) }));
    });
  const choose = async (file: File) => {
    setPreview(null);
    setTooLarge(file.size > maxSheetBytes);
    if (file.size <= maxSheetBytes) await read({ fileName: file.name, content: await readBase64(file) });
  };
  const start = () =>
    doing(async () => {
      if (chosen === null || preview === null) return;
      const { mapping, sha256 } = preview;
      const { id } = await call('startImport', { kind, ...chosen, mapping, sha256 });
      await queries.invalidateQueries({ queryKey: ['listImports'] });
      void navigate(`/imports/${id}`);
    });
  const note = (language: 'zh' | 'en') =>
    doing(async () => {
      if (chosen === null || preview === null) return;
      const made = await call('importFaults', { kind, ...chosen, mapping: preview.mapping, language });
      offerFile(blobOf(made), made.fileName);
    });
  const said = tooLarge ? t('sheets.import.tooLarge', { size: saySize(maxSheetBytes) }) : null;
  return {
    chosen,
    preview,
    fault,
    busy,
    said,
    choose,
    start,
    note,
    match: (mapping: ImportMapping) => chosen && read(chosen, mapping),
    doing,
  };
}

function Checked({ kind, file }: { kind: ImportKind; file: ReturnType<typeof useFile> }) {
  const { t, language, nameOf } = useTerms();
  const { preview, chosen, busy } = file;
  if (preview === null || chosen === null) return null;
  const { missing, faults, faultCount, rows, knownAs, encoding } = preview;
  const fields = missing.map((field) => nameOf(`sheets.field.${kind}`, field)).join(t('shell.word.comma'));
  const sound = isSound(preview);
  return (
    <>
      <Card
        size="small"
        title={t('sheets.import.chosen', { name: chosen.fileName, n: rows })}
        extra={encoding && <Tag>{t('sheets.import.encoding', { encoding })}</Tag>}
      >
        <div className="stack">
          {knownAs !== null && (
            <Alert
              type="warning"
              showIcon
              title={t('sheets.import.known', { by: knownAs.by, at: sayInstant(knownAs.at) })}
              action={<Link to={`/imports/${knownAs.id}`}>{t('sheets.import.record')}</Link>}
            />
          )}
          {missing.length > 0 && (
            <Alert type="error" showIcon title={t('sheets.import.missing', { fields })} />
          )}
          {faultCount > 0 && (
            <Alert
              type="error"
              showIcon
              title={t('sheets.import.faultCount', { n: faultCount })}
              action={
                <Button size="small" loading={busy} onClick={() => void file.note(language)}>
                  {t('sheets.import.faultsFile')}
                </Button>
              }
            />
          )}
          {sound && <Alert type="success" showIcon title={t('sheets.import.sound', { n: rows })} />}
          <div>
            <Button
              type="primary"
              size="large"
              disabled={!sound}
              loading={busy}
              onClick={() => void file.start()}
            >
              {t('sheets.import.start', { n: rows })}
            </Button>
          </div>
        </div>
      </Card>
      {faults.length > 0 && (
        <Card size="small" title={t('sheets.import.faults')}>
          <CellFaults kind={kind} faults={faults} columns={preview.columns} total={faultCount} />
        </Card>
      )}
      <Card size="small" title={t('sheets.import.matching')}>
        <Matching kind={kind} preview={preview} change={(mapping) => void file.match(mapping)} />
      </Card>
      <Card size="small" title={t('sheets.import.sample', { n: preview.sample.length })}>
        <Sample preview={preview} />
      </Card>
    </>
  );
}

/** Reads a file of people or cases, shows what is wrong cell by cell, and imports it as a whole. */
export default function ImportPage() {
  const { t, language } = useTerms();
  const kind: ImportKind = useLocation().pathname.startsWith('/cases') ? 'cases' : 'people';
  const file = useFile(kind);
  const former = (useAsk('listImports', {}).data ?? []).filter((one) => one.kind === kind);
  const template = (format: 'xlsx' | 'csv') =>
    file.doing(async () => {
      const made = await call('importTemplate', { kind, format, language });
      offerFile(blobOf(made), made.fileName);
    });
  return (
    <div className="page stack">
      <PageHead title={t(`sheets.import.${kind}`)}>
        <Space wrap>
          <Button onClick={() => void template('xlsx')}>{t('sheets.import.template')} (xlsx)</Button>
          <Button onClick={() => void template('csv')}>{t('sheets.import.template')} (csv)</Button>
        </Space>
      </PageHead>
      <p className="quiet">{t('sheets.import.line', { n: mostImported })}</p>
      {file.fault !== null && <FaultLine fault={file.fault} />}
      {file.said !== null && <Alert type="error" showIcon title={file.said} />}
      <Upload.Dragger
        accept=".xlsx,.csv,.txt"
        multiple={false}
        showUploadList={false}
        beforeUpload={(one) => {
          void file.choose(one);
          return false;
        }}
      >
        <p>{t('sheets.import.choose')}</p>
      </Upload.Dragger>
      <Checked kind={kind} file={file} />
      <Former imports={former} />
    </div>
  );
}
