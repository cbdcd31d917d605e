import { Button, Card, Checkbox, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { PickOne, SearchWords } from '../../parts/FilterFields.tsx';
import { useTerms } from '../../shell/language.ts';

/** The five legal keys (unit, device, officer, time of use, party and cause) and what else narrows the list. */
export const filterKeys = [
  'unitId',
  'deviceId',
  'officerId',
  'from',
  'to',
  'party',
  'cause',
  'text',
  'kind',
  'late',
  'unlinked',
  'conflicts',
] as const;
export type FilterKey = (typeof filterKeys)[number];
type Filters = Partial<Record<FilterKey, string>>;

interface Props {
  filters: Filters;
  change: (next: Partial<Record<FilterKey, string | undefined>>) => void;
  clear: () => void;
}

const day = (value: string | undefined) => (value ? dayjs(value) : null);

function MoreFilters({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t, nameOf } = useTerms();
  const units = useAsk('listUnits', {}, { staleTime: 60_000 });
  const devices = useAsk('listDevices', {}, { staleTime: 60_000 });
  const officers = useAsk('listOfficers', {}, { staleTime: 60_000 });
  const kinds = ['video', 'audio', 'picture', 'document'];
  return (
    <>
      <PickOne
        label={t('recordings.key.unit')}
        value={filters.unitId}
        options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        change={(unitId) => change({ unitId })}
      />
      <PickOne
        label={t('recordings.key.deviceNo')}
        value={filters.deviceId}
        options={(devices.data ?? []).map(({ id, deviceNo }) => ({ value: id, label: deviceNo }))}
        change={(deviceId) => change({ deviceId })}
      />
      <PickOne
        label={t('recordings.key.officer')}
        value={filters.officerId}
        options={(officers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        change={(officerId) => change({ officerId })}
      />
      <DatePicker.RangePicker
        style={{ flex: '1 1 240px' }}
        allowEmpty={[true, true]}
        value={[day(filters.from), day(filters.to)]}
        aria-label={t('recordings.filter.period')}
        placeholder={[t('recordings.filter.from'), t('recordings.filter.to')]}
        onChange={(range) =>
          change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
        }
      />
      <SearchWords
        label={t('recordings.key.party')}
        value={filters.party}
        change={(party) => change({ party })}
      />
      <SearchWords
        label={t('recordings.key.cause')}
        value={filters.cause}
        change={(cause) => change({ cause })}
      />
      <PickOne
        label={t('recordings.filter.kind')}
        value={filters.kind}
        options={kinds.map((kind) => ({ value: kind, label: nameOf('names.mediaKind', kind) }))}
        change={(kind) => change({ kind })}
      />
    </>
  );
}

/** Filters above the list; on a narrow screen all but the search are behind a button. */
export function RecordingFilters({ filters, change, clear }: Props) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Card size="small" style={{ marginBottom: 12 }} className="no-print">
      <div className="row">
        <SearchWords
          label={t('recordings.filter.text')}
          value={filters.text}
          change={(text) => change({ text })}
        />
        {(['late', 'unlinked', 'conflicts'] as const).map((key) => (
          <Checkbox
            key={key}
            checked={filters[key] === 'true'}
            onChange={({ target }) => change({ [key]: target.checked ? 'true' : undefined })}
          >
            {t(`recordings.filter.${key}`)}
          </Checkbox>
        ))}
        <Button className="only-narrow" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t('recordings.filter.more')}
        </Button>
        {isFiltered && (
          <Button size="small" onClick={clear}>
            {t('shell.word.clear')}
          </Button>
        )}
      </div>
      <div className={`row ${open ? '' : 'only-wide'}`} style={{ marginTop: 8 }}>
        <MoreFilters filters={filters} change={change} />
      </div>
    </Card>
  );
}
