import type { CaseRow } from '@liuhen/contract';
import { keepPreviousData } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useAsk } from '../api.ts';
import { useTerms } from '../shell/language.ts';

/** The case of this id, as often as it is asked for on a page; nothing while there is none. */
export const useCase = (id: string | null | undefined) =>
  useAsk('getCase', { id: id ?? '' }, { enabled: !!id, staleTime: 30_000 });

const nameCase = ({ number, ownNumber, cause, party }: CaseRow): string =>
  [number, ownNumber, cause, party].filter(Boolean).join(' · ');

interface Props {
  id?: string;
  value?: string | null | undefined;
  onChange?: (id: string | null) => void;
  /** Its name where it stands in no field that names it. */
  label?: string;
}

/** One case of the organ, found by words, or none. */
export function PickCase({ id, value, onChange, label }: Props) {
  const { t } = useTerms();
  const [text, setText] = useState('');
  const found = useAsk('listCases', text === '' ? {} : { text }, { placeholderData: keepPreviousData });
  const { data: chosen } = useCase(value);
  const rows = (found.data?.rows ?? []).filter((row) => row.id !== chosen?.id);
  const options = [...(chosen ? [chosen] : []), ...rows].map((row) => ({
    value: row.id,
    label: nameCase(row),
  }));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, style: { minWidth: 130, flex: '1 1 130px', maxWidth: 260 } } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={label ?? t('cases.search')}
      notFoundContent={t('cases.noneFound')}
      loading={found.isFetching}
      options={options}
      // Until it is known what the chosen one is called, its id would be shown.
      value={options.some((option) => option.value === value) ? (value ?? null) : null}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}
