import { byteRoutes } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** The PDF beside the form; on a narrow page a button opens it instead. `version` makes the browser ask again. */
export function Preview({ documentId, version }: { documentId: string; version: string }) {
  const { t } = useTerms();
  const path = `${byteRoutes.documentPdf(documentId)}?v=${version}`;
  return (
    <Card
      size="small"
      className="no-print document-preview"
      title={t('documents.preview')}
      extra={
        <div className="row">
          <Button size="small" href={byteRoutes.documentDocx(documentId)}>
            {t('documents.word')}
          </Button>
          <Button size="small" type="primary" href={path} target="_blank" rel="noopener">
            {t('documents.openPdf')}
          </Button>
        </div>
      }
    >
      <iframe key={path} title={t('documents.preview')} src={`${path}#toolbar=0&view=FitH`} loading="lazy" />
    </Card>
  );
}
