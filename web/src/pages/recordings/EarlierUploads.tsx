import { byteRoutes, ContractError, type ErrorBody, saySize, type Upload } from '@liuhen/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Popconfirm } from 'antd';
import { csrfHeader, heedError, queries } from '../../api.ts';
import { sayFileName } from '../../parts/file-name.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

/** Gives up what the server holds of an unfinished file. One that is gone already needs no giving up. */
async function giveUp(id: string): Promise<void> {
  const response = await fetch(`${byteRoutes.tus}/${id}`, {
    method: 'DELETE',
    credentials: 'same-origin',
    headers: { 'Tus-Resumable': '1.0.0', ...csrfHeader() },
  });
  if (response.ok || response.status === 404 || response.status === 410) return;
  const error = new ContractError((await response.json()) as ErrorBody, response.status);
  heedError(error);
  throw error;
}

function LeftFile({ upload: { id, name, size, received } }: { upload: Upload }) {
  const { t } = useTerms();
  const forget = useMutation({
    mutationFn: () => giveUp(id),
    onSuccess: () =>
      Promise.all(
        ['listUploads', 'workbench'].map((route) => queries.invalidateQueries({ queryKey: [route] })),
      ),
  });
  return (
    <li>
      <span className="row">
        {t('uploads.unfinished.received', {
          ...{ name: sayFileName(name), received: saySize(received), size: saySize(size) },
        })}
        <Popconfirm
          title={t('uploads.unfinished.forget')}
          description={<div style={{ maxWidth: 240 }}>{t('uploads.unfinished.forgetLine')}</div>}
          okText={t('uploads.unfinished.forget')}
          onConfirm={() => forget.mutate()}
        >
          <Button
            size="small"
            loading={forget.isPending}
            aria-label={t('uploads.unfinished.forgetOne', { name: sayFileName(name) })}
          >
            {t('uploads.unfinished.forget')}
          </Button>
        </Popconfirm>
      </span>
      {forget.error !== null && <FaultLine fault={forget.error} />}
    </li>
  );
}

/** Says which files of an earlier turn are not whole, and how they go on. */
export function EarlierUploads({ uploads }: { uploads: readonly Upload[] }) {
  const { t } = useTerms();
  const left = uploads.filter(({ state }) => state === 'receiving');
  if (left.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="no-print"
      title={t('uploads.unfinished.title', { n: left.length })}
      description={
        <>
          {t('uploads.unfinished.line')}
          <ul style={{ margin: '8px 0 0', paddingLeft: 20 }}>
            {left.slice(0, 20).map((upload) => (
              <LeftFile key={upload.id} upload={upload} />
            ))}
          </ul>
        </>
      }
    />
  );
}
