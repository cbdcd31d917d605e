import { type ShownDocument, sayInstant } from '@liuhen/contract';
import { Alert, Card, Descriptions } from 'antd';
import { RowProof } from '../../parts/CustodyBadge.tsx';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { sealedDocument } from '../../parts/sealed-rows.ts';
import { useTerms } from '../../shell/language.ts';
import { ApprovalCard } from './DocumentApproval.tsx';
import { Preview } from './Preview.tsx';
import { PaperCard } from './Scans.tsx';
import { SignHere, TakeHere } from './SignDialogs.tsx';
import { Versions } from './Versions.tsx';

/** What somebody signs, in words: the document, who is concerned, and the file by its digest. */
function useTextToSign(document: ShownDocument): string {
  const { t } = useTerms();
  const { content, definition } = document;
  const said = ['party', 'asked', 'receiverName', 'facts', 'penalty', 'situation', 'statement', 'served']
    .flatMap((id) => {
      const field = definition.fields.find((one) => one.id === id);
      const value = content[id];
      return field === undefined || typeof value !== 'string' || value === ''
        ? []
        : [`${field.label.zh}：${value}`];
    })
    .join('\n');
  const name = `《${document.title.zh}》${document.number ?? ''}`;
  return t('documents.sign.text', { name, said, pages: document.pages ?? 0, sha256: document.sha256 ?? '' });
}

function Signatures({ document }: { document: ShownDocument }) {
  const { t } = useTerms();
  const text = useTextToSign(document);
  const { abilities, missing, signatures } = document;
  const wanted = missing.filter((one) => !one.optional);
  return (
    <Card size="small" title={t('documents.sign.section')}>
      <div className="stack">
        {signatures.map((one) => (
          <div key={one.id}>
            <strong>{t(`documents.signer.${one.role}`)}</strong> {one.name}{' '}
            <span className="quiet">
              {t(`documents.method.${one.method}`)} {sayInstant(one.at)} {one.place}
            </span>
            {one.reason !== null && <div>{t('documents.sign.reason', { reason: one.reason })}</div>}
            {one.witness !== null && (
              <div className="quiet">{t('documents.sign.witnessed', { name: one.witness })}</div>
            )}
          </div>
        ))}
        {document.state === 'final' && wanted.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={t('documents.sign.missing', {
              roles: wanted
                .map(({ role, count }) => `${t(`documents.signer.${role}`)}×${count}`)
                .join(t('shell.word.comma')),
            })}
          />
        )}
        {signatures.length === 0 && missing.length === 0 && (
          <span className="quiet">{t('documents.sign.none')}</span>
        )}
        <div className="row no-print">
          {abilities.sign.map((role) => (
            <SignHere key={role} document={document} role={role} />
          ))}
          {abilities.take.map((role) => (
            <TakeHere key={role} document={document} role={role} text={text} />
          ))}
        </div>
      </div>
    </Card>
  );
}

/** A document that is not edited: its PDF, its approval, who signed it, its scans. */
export function ShowDocument({ document }: { document: ShownDocument }) {
  const { t } = useTerms();
  const isFinal = document.state === 'final' || document.state === 'signed';
  const facts = [
    { key: 'number', label: t('documents.number'), children: document.number ?? '—' },
    { key: 'finalized', label: t('documents.finalizedAt'), children: sayInstant(document.finalizedAt) },
    { key: 'pages', label: t('documents.pages'), children: document.pages ?? '—' },
    { key: 'sha256', label: 'SHA-256', children: <code className="digest">{document.sha256}</code> },
  ];
  return (
    <div className="document-columns">
      <div className="stack">
        {document.voidReason !== null && (
          <Alert type="error" showIcon title={t('documents.voided', { reason: document.voidReason })} />
        )}
        <ApprovalCard document={document} />
        {document.state !== 'draft' && (
          <Card size="small" title={t('documents.facts')}>
            <Descriptions size="small" column={1} items={facts} />
          </Card>
        )}
        <Card size="small" title={t('recordings.section.proof')}>
          <RowProof row={sealedDocument(document)} />
        </Card>
        {isFinal && <Signatures document={document} />}
        {isFinal && <PaperCard document={document} />}
        <Card size="small" title={t('acts.section.life')}>
          <LifeLine events={document.life} />
        </Card>
        <Versions document={document} />
      </div>
      <Preview
        documentId={document.id}
        version={`${document.state}${document.revision}${document.signatures.length}`}
      />
    </div>
  );
}
