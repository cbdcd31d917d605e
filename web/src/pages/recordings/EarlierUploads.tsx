import { saySize, type Upload } from '@liuhen/contract';
import { Alert } from 'antd';
import { useTerms } from '../../shell/language.ts';
import type { QueuedUpload } from '../../upload/rows.ts';

/** Says which files of an earlier turn are not whole, and how they go on. */
export function EarlierUploads({
  uploads,
  rows,
}: {
  uploads: readonly Upload[];
  rows: readonly QueuedUpload[];
}) {
  const { t } = useTerms();
  const going = new Set(rows.map(({ name, size }) => `${size} ${name}`));
  const left = uploads.filter(
    ({ state, size, name, originalName }) =>
      state === 'receiving' && !going.has(`${size} ${name}`) && !going.has(`${size} ${originalName}`),
  );
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
            {left.slice(0, 20).map(({ id, name, size, received }) => (
              <li key={id}>
                {t('uploads.unfinished.received', {
                  ...{ name, received: saySize(received), size: saySize(size) },
                })}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
