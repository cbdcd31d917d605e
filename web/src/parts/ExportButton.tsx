import { byteRoutes, type ExportList, mostExported, readError } from '@liuhen/contract';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { csrfHeader, heedError } from '../api.ts';
import { sayFault } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';
import { offerFile } from './file-content.ts';

interface Props {
  list: ExportList;
  /** The filters of the page, as its address has them. */
  filter?: Readonly<Record<string, string | undefined>>;
  /** Beside the head of a card. */
  small?: boolean;
}

const nameIn = (answer: Response): string =>
  decodeURIComponent(
    /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );

/** Writes the list out as it is filtered now. */
export function ExportButton({ list, filter = {}, small = false }: Props) {
  const saying = useTerms();
  const { t, language } = saying;
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const write = async (format: 'xlsx' | 'csv') => {
    setBusy(true);
    try {
      const said = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const answer = await fetch(byteRoutes.exportList, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', ...csrfHeader() },
        body: JSON.stringify({ list, format, language, filter: said }),
      });
      if (!answer.ok) throw await readError(answer);
      offerFile(await answer.blob(), nameIn(answer));
      message.success(t('sheets.export.done'));
    } catch (error) {
      heedError(error);
      message.error(sayFault(error, saying));
    } finally {
      setBusy(false);
    }
  };
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: t(`sheets.export.${format}`),
  }));
  return (
    <Dropdown
      menu={{ items, onClick: ({ key }) => void write(key === 'csv' ? 'csv' : 'xlsx') }}
      trigger={['click']}
    >
      <Button
        className="no-print"
        size={small ? 'small' : 'middle'}
        loading={busy}
        title={t('sheets.export.hint', { n: mostExported })}
      >
        {t('sheets.export.button')}
      </Button>
    </Dropdown>
  );
}
