import type { DocumentContent, DocumentField, DocumentRow, DocumentValue } from '@liuhen/contract';
import { fromWallClock, toWallClock } from '@liuhen/contract';
import { Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { dropKey, fitKeys, noKeys } from './row-keys.ts';

interface OneProps {
  field: DocumentField;
  value: DocumentValue | undefined;
  change: (value: DocumentValue) => void;
}

const columnsOf = (field: DocumentField, t: ReturnType<typeof useTerms>['t'], language: 'zh' | 'en') => {
  if (field.type === 'officers')
    return [
      { id: 'name', label: t('documents.form.officerName') },
      { id: 'certificateNo', label: t('documents.form.certificateNo') },
    ];
  if (field.type === 'dialogue')
    return [
      { id: 'q', label: t(field.id === 'dialogue' ? 'documents.form.question' : 'documents.form.speaker') },
      { id: 'a', label: t(field.id === 'dialogue' ? 'documents.form.answer' : 'documents.form.spoken') },
    ];
  return field.columns.map((column) => ({ id: column.id, label: column[language] }));
};

/** Lines of a list: officers, goods, questions with answers. */
function Rows({ field, value, change }: OneProps) {
  const { t, language } = useTerms();
  const rows: DocumentRow[] = Array.isArray(value) ? value : [];
  const columns = columnsOf(field, t, language);
  const [known, setKnown] = useState(noKeys);
  const fitting = fitKeys(known, rows.length);
  const set = (at: number, id: string, cell: string) =>
    change(rows.map((row, i) => (i === at ? { ...row, [id]: cell } : row)));
  const long = field.type === 'dialogue';
  return (
    <div className="document-rows">
      {rows.map((row, at) => (
        <div key={fitting.keys[at]} className={long ? 'document-row long' : 'document-row'}>
          {columns.map(({ id, label }) => (
            <Input.TextArea
              key={id}
              autoSize={{ minRows: 1, maxRows: 8 }}
              aria-label={`${field.label[language]} ${at + 1} ${label}`}
              placeholder={label}
              value={row[id] ?? ''}
              onChange={({ target }) => set(at, id, target.value)}
            />
          ))}
          <Button
            type="text"
            aria-label={t('documents.form.removeRow', { n: at + 1 })}
            onClick={() => {
              setKnown(dropKey(fitting, at));
              change(rows.filter((_, i) => i !== at));
            }}
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => {
          setKnown(fitKeys(fitting, rows.length + 1));
          change([...rows, {}]);
        }}
      >
        {t(long ? 'documents.form.addQuestion' : 'documents.form.addRow')}
      </Button>
    </div>
  );
}

function One({ field, value, change }: OneProps) {
  const { language } = useTerms();
  const id = `field-${field.id}`;
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'officers':
    case 'list':
    case 'dialogue':
      return <Rows field={field} value={value} change={change} />;
    case 'longText':
      return (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 3, maxRows: 16 }}
          value={text}
          onChange={({ target }) => change(target.value)}
        />
      );
    case 'date':
      return <WallClock id={id} dateOnly value={text} onChange={(next) => change(next ?? '')} />;
    case 'instant':
      return (
        <WallClock
          id={id}
          value={text === '' || Number.isNaN(Date.parse(text)) ? null : toWallClock(text)}
          onChange={(next) => change(fromWallClock(next) ?? '')}
        />
      );
    case 'choice':
      return (
        <Select
          id={id}
          allowClear
          value={text === '' ? null : text}
          options={field.options.map((option) => ({ value: option.id, label: option[language] }))}
          onChange={(next: string | undefined) => change(next ?? '')}
        />
      );
    default:
      return (
        <Input
          id={id}
          value={text}
          inputMode={field.type === 'money' ? 'decimal' : 'text'}
          onChange={({ target }) => change(target.value)}
        />
      );
  }
}

interface Props {
  fields: readonly DocumentField[];
  content: DocumentContent;
  filled: DocumentContent;
  /** What stands against making it final, by field. */
  faults: ReadonlyMap<string, string>;
  change: (content: DocumentContent) => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

/** What came from the case is marked as such; where it says something else now, that can be taken over. */
function Source({
  value,
  filled,
  take,
}: {
  value: unknown;
  filled: DocumentValue | undefined;
  take: () => void;
}) {
  const { t } = useTerms();
  if (filled === undefined) return null;
  if (same(value, filled)) return <Tag color="blue">{t('documents.form.filled')}</Tag>;
  return (
    <Button size="small" type="link" onClick={take}>
      {t('documents.form.takeFilled')}
    </Button>
  );
}

/** The fields of a kind, each with where it came from and what is wrong with it. */
export function Fields({ fields, content, filled, faults, change }: Props) {
  const { language } = useTerms();
  return (
    <Form layout="vertical" component="div" className="document-fields">
      {fields.map((field) => {
        const fault = faults.get(field.id);
        const set = (value: DocumentValue) => change({ ...content, [field.id]: value });
        return (
          <Form.Item
            key={field.id}
            required={field.required}
            htmlFor={`field-${field.id}`}
            className={['text', 'date', 'instant', 'choice', 'money'].includes(field.type) ? '' : 'wide'}
            label={
              <span className="row">
                {field.label[language]}
                <Source
                  value={content[field.id]}
                  filled={filled[field.id]}
                  take={() => set(filled[field.id] ?? '')}
                />
              </span>
            }
            extra={field.hint?.[language]}
            {...(fault === undefined ? {} : { validateStatus: 'error' as const, help: fault })}
          >
            <One field={field} value={content[field.id]} change={set} />
          </Form.Item>
        );
      })}
    </Form>
  );
}
