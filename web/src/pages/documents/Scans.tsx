import type { DocumentScan, ScanResult, ShownDocument } from '@liuhen/contract';
import { Alert, App, Button, Card, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { AcceptPaper } from './AcceptPaper.tsx';
import { tellScan } from './scan-words.ts';
import { renewed } from './words.ts';

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Takes pages that were scanned or photographed; each finds its document by the code that stands on it. */
export function AttachScan({ caseId, documentId }: { caseId: string | null; documentId: string | null }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [results, setResults] = useState<ScanResult[]>([]);
  const change = useChange('attachScan', renewed);
  const send = async (files: FileList | null) => {
    setResults([]);
    for (const file of files ?? []) {
      const sent = { fileName: file.name, content: await base64Of(file), caseId, documentId };
      const result = await change.mutateAsync(sent).catch(() => null);
      if (result === null) return;
      setResults((before) => [...before, result]);
      message.success(t('documents.scan.attached', { n: result.scans.length }));
    }
  };
  return (
    <>
      <input
        ref={picker}
        hidden
        multiple
        type="file"
        data-testid="scan-file"
        accept="image/jpeg,image/png,application/pdf"
        onChange={({ target }) => {
          void send(target.files).finally(() => {
            target.value = '';
          });
        }}
      />
      <Button loading={change.isPending} onClick={() => picker.current?.click()}>
        {t('documents.scan.attach')}
      </Button>
      {change.error !== null && <FaultLine fault={change.error} />}
      {results.map((result) => (
        <Told key={result.scans[0]?.id ?? ''} result={result} documentId={documentId} />
      ))}
      {results.some(({ ocr }) => !ocr) && <Alert type="info" showIcon title={t('documents.scan.noOcr')} />}
    </>
  );
}

/** What came of a file, page by page where something has to be said of it. */
function Told({ result, documentId }: { result: ScanResult; documentId: string | null }) {
  const lines = tellScan(result, documentId, useTerms());
  const alarmed = lines.some(({ tone }) => tone === 'bad');
  return (
    <Alert
      showIcon
      type={alarmed ? 'warning' : 'success'}
      title={result.scans[0]?.fileName}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {lines.map(({ tone, text }) => (
            <li key={text}>{tone === 'bad' ? <strong>{text}</strong> : text}</li>
          ))}
        </ul>
      }
    />
  );
}

/** One scanned page: what it is and whether it fits. */
export function ScanLine({ scan }: { scan: DocumentScan }) {
  const { t } = useTerms();
  return (
    <div className="row">
      <span>
        {scan.page === null ? scan.fileName : t('documents.scan.page', { n: scan.page })}
        <span className="quiet">
          {' '}
          {t('documents.scan.from', { file: scan.fileName, page: scan.filePage })}
        </span>
      </span>
      {scan.matched === 'code' && <Tag color="green">{t('documents.scan.byCode')}</Tag>}
      {scan.matched === 'hand' && <Tag color="blue">{t('documents.scan.byHand')}</Tag>}
      {scan.matched === 'none' && <Tag color="orange">{t('documents.scan.unmatched')}</Tag>}
      {scan.fits === false && <Tag color="red">{t('documents.scan.otherVersion')}</Tag>}
      {scan.reading !== null && (
        <Tag color={scan.reading === 'waiting' ? 'processing' : 'default'}>
          {t(`documents.scan.reading.${scan.reading}`)}
        </Tag>
      )}
    </div>
  );
}

/** The paper route of one document: its scans, what is missing, and the word that all have signed on paper. */
export function PaperCard({ document }: { document: ShownDocument }) {
  const { t } = useTerms();
  const { abilities, pagesMissing, scans } = document;
  if (!abilities.attach && scans.length === 0) return null;
  return (
    <Card size="small" title={t('documents.scan.title')}>
      <div className="stack">
        <p className="quiet">{t('documents.scan.line')}</p>
        {scans.map((scan) => (
          <ScanLine key={scan.id} scan={scan} />
        ))}
        {pagesMissing.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('documents.scan.missing', { pages: pagesMissing.join(t('shell.word.comma')) })}
          />
        )}
        <div className="row no-print">
          {abilities.attach && <AttachScan caseId={document.caseId} documentId={document.id} />}
          {abilities.acceptPaper && pagesMissing.length === 0 && <AcceptPaper document={document} />}
        </div>
      </div>
    </Card>
  );
}
