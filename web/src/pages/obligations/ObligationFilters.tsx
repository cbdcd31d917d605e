import { obligationShapes } from '@liuhen/contract';
import { Button, Card, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useAsk } from '../../api.ts';
import { PickOne, SearchWords } from '../../parts/FilterFields.tsx';
import { PickCase } from '../../parts/PickCase.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { ArticleFilter } from './ArticleFilter.tsx';

export const filterKeys = [
  ...['state', 'duty', 'timed', 'tier', 'article', 'unitId', 'officerId'],
  ...['actId', 'caseId', 'recordingId', 'from', 'to', 'text', 'id'],
] as const satisfies readonly string[];
export type FilterKey =
  | 'state'
  | 'duty'
  | 'timed'
  | 'tier'
  | 'article'
  | 'unitId'
  | 'officerId'
  | 'actId'
  | 'caseId'
  | 'recordingId'
  | 'from'
  | 'to'
  | 'text'
  | 'id';
export type Filters = Partial<Record<FilterKey, string>>;

/** Whether an address says something that can be filtered by; anything else in it is dropped. */
export function isFilter(key: FilterKey, value: string): boolean {
  const shape = obligationShapes.dutyFilter.shape[key];
  return shape.safeParse(value).success;
}

const day = (value: string | undefined) => (value ? dayjs(value) : null);

interface Props {
  filters: Filters;
  change: (next: Partial<Record<FilterKey, string | undefined>>) => void;
  clear: () => void;
}

/** By state, rule, tier, article, case, unit, officer, day and words; the act or the recording comes from the address. */
export function ObligationFilters({ filters, change, clear }: Props) {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const units = useAsk('listUnits', {}, { staleTime: 60_000 });
  const officers = useAsk('listOfficers', {}, { staleTime: 60_000 });
  const named = (list: 'duties.state' | 'duties.duty' | 'duties.tier', values: readonly string[]) =>
    values.map((value) => ({ value, label: nameOf(list, value) }));
  return (
    <Card size="small" className="no-print" style={{ marginBottom: 12 }}>
      <div className="row">
        <SearchWords label={t('duties.page.text')} value={filters.text} change={(text) => change({ text })} />
        <PickOne
          label={t('duties.page.open')}
          value={filters.state}
          options={[
            { value: 'all', label: t('duties.page.all') },
            { value: 'late', label: t('duties.page.late') },
            ...named('duties.state', obligationShapes.dutyState.options),
          ]}
          change={(state) => change({ state })}
        />
        <PickOne
          label={t('duties.page.duty')}
          value={filters.duty}
          options={named('duties.duty', obligationShapes.dutyName.options)}
          change={(duty) => change({ duty })}
        />
        <PickOne
          label={t('duties.page.timed')}
          value={filters.timed}
          options={[{ value: 'true', label: t('duties.page.timedOnly') }]}
          change={(timed) => change({ timed })}
        />
        <PickOne
          label={t('duties.tierLabel')}
          value={filters.tier}
          options={named('duties.tier', ['local', 'parent', 'national'])}
          change={(tier) => change({ tier })}
        />
        <PickOne
          label={t('duties.page.unit')}
          value={filters.unitId}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          change={(unitId) => change({ unitId })}
        />
        <PickOne
          label={t('duties.page.officer')}
          value={filters.officerId}
          options={(officers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          change={(officerId) => change({ officerId })}
        />
        {may('case.read') && (
          <PickCase
            label={t('duties.page.case')}
            value={filters.caseId}
            onChange={(caseId) => change({ caseId: caseId ?? undefined })}
          />
        )}
        <ArticleFilter value={filters.article} change={(article) => change({ article })} />
        <DatePicker.RangePicker
          style={{ flex: '1 1 240px' }}
          allowEmpty={[true, true]}
          value={[day(filters.from), day(filters.to)]}
          aria-label={t('duties.page.period')}
          placeholder={[t('duties.page.period'), '']}
          onChange={(range) =>
            change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
          }
        />
        {Object.keys(filters).length > 0 && <Button onClick={clear}>{t('duties.page.clear')}</Button>}
      </div>
    </Card>
  );
}
