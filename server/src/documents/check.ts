import type { DocumentContent, DocumentFault, DocumentField, DocumentValue, Term } from '@liuhen/contract';
import { isPlausible, numberFault, personalFields } from '@liuhen/contract';
import { toInstant } from '../base/clock.ts';
import type { CatalogueKind, Rule } from './catalogue/kind.ts';
import { isAmount, isFilled, rowsOf, sayField, textOf } from './format.ts';

/** What is known when a document is checked. */
export interface Known {
  now: string;
  /** When its case was opened; null without one. */
  openedAt: string | null;
  /** What the register says against officers named in a field, with the article: a certificate that had expired. */
  doubts?: readonly DocumentFault[];
}

const at = (field: string | null, { zh, en }: Term): DocumentFault => ({ field, zh, en });

/** A day that exists: Date.parse takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const midnight = `${text}T00:00:00.000Z`;
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(midnight)) && toInstant(midnight) === midnight
  );
}
/** With its zone: without one it would be read by the clock of the machine. */
const isMoment = (text: string) =>
  /T\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

const misfit: Partial<
  Record<DocumentField['type'], [(text: string, field: DocumentField) => boolean, Term]>
> = {
  date: [isDay, { zh: '应填日期，如 2026-01-31', en: 'A day such as 2026-01-31 is wanted' }],
  instant: [isMoment, { zh: '应填日期和时间', en: 'A day and time is wanted' }],
  money: [isAmount, { zh: '应填金额，至多两位小数', en: 'An amount with at most two decimals is wanted' }],
  choice: [
    (text, field) => field.options.some(({ id }) => id === text),
    { zh: '不在可选的范围内', en: 'This is none of the choices' },
  ],
};

const cellsOf = (value: DocumentValue): string[] =>
  Array.isArray(value) ? value.flatMap((row) => Object.values(row)) : [value];

// Signs that are no text: the database keeps no NUL, and no printer sets the others.
const control = /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}/u;
// Pictures in colour are in no face that documents are set in: they would be missing on paper.
const picture = /\p{Emoji_Presentation}|\ufe0f/u;

/** What can be kept in a draft: known fields, each of its form. Nothing is missing in a draft. */
export function faultsOfForm(kind: CatalogueKind, content: DocumentContent): DocumentFault[] {
  const known = new Set(kind.fields.map(({ id }) => id));
  const faults = Object.keys(content)
    .filter((id) => !known.has(id))
    .map((id) => at(id, { zh: `这种文书没有“${id}”这一项`, en: `This kind has no field “${id}”` }));
  for (const field of kind.fields) {
    const value = content[field.id];
    if (value === undefined) continue;
    const asRows = ['list', 'dialogue', 'officers'].includes(field.type);
    if (asRows !== Array.isArray(value))
      faults.push(at(field.id, { zh: '填写的格式不对', en: 'This is not of the right form' }));
    else if (cellsOf(value).some((text) => control.test(text)))
      faults.push(
        at(field.id, {
          zh: '含有不能显示的控制字符，请删除后重新输入',
          en: 'It holds control signs that are no text',
        }),
      );
  }
  return faults;
}

const covered: Term = {
  zh: '号码中间几位仍被遮盖，印在文书上没有用处；请对照证件填写完整，不需要的删除',
  en: 'The middle of the number is still covered and of no use on paper; type it whole from the card, or leave it out',
};
const personal = new Set<string>(personalFields);

/** What looks like an identity number or a credit code and is neither was mistyped. Others may be of a passport. */
function faultOfNumber(id: string, text: string): Term | null {
  if (!personal.has(id)) return null;
  if (/\*{2}/.test(text)) return covered;
  const number = text.replaceAll(/\s/g, '').toUpperCase();
  const isLong = /^\d{16,}[\dX]?$/.test(number);
  const asPerson = isLong ? numberFault('residentId', number) : null;
  if (id === 'askedId') return asPerson;
  if (id !== 'partyId' || !(isLong || /^[\dA-Z]{18}$/.test(number))) return null;
  const asOrgan = numberFault('creditCode', number);
  return asOrgan === null || isLong ? asOrgan && asPerson : asOrgan;
}

function faultsOfField(field: DocumentField, content: DocumentContent, now: string): DocumentFault[] {
  const value = content[field.id];
  if (!isFilled(value))
    return field.required
      ? [at(field.id, { zh: `没有填写“${field.label.zh}”`, en: `“${field.label.en}” is missing` })]
      : [];
  const pictured = cellsOf(value ?? '')
    .map((text) => picture.exec(text)?.[0])
    .find((sign) => sign !== undefined);
  if (pictured !== undefined)
    return [
      at(field.id, {
        zh: `表情符号“${pictured}”不能写入文书，请改用文字`,
        en: `The picture “${pictured}” cannot stand in a document; use words`,
      }),
    ];
  const [fits, said] = misfit[field.type] ?? [];
  const text = textOf(value);
  if (fits !== undefined && said !== undefined && !fits(text, field)) return [at(field.id, said)];
  const mistyped = faultOfNumber(field.id, text);
  if (mistyped !== null) return [at(field.id, mistyped)];
  const moment = field.type === 'date' ? `${text}T00:00:00+08:00` : field.type === 'instant' ? text : null;
  if (moment !== null && !isPlausible(moment, now))
    return [at(field.id, { zh: '日期不合情理，请核对年份', en: 'The date cannot be right; check the year' })];
  return [];
}

/** Milliseconds of a day or moment; the end of the day where it bounds something. */
function millisOf(text: string, end: boolean): number {
  if (isDay(text)) return Date.parse(`${text}T${end ? '23:59:59.999' : '00:00:00'}+08:00`);
  return Date.parse(text);
}

const certified: Term = {
  zh: '应有两名以上具有执法资格的人员（《中华人民共和国行政处罚法》第四十二条）',
  en: 'At least two qualified officers are wanted (Administrative Penalty Law, article 42)',
};

function faultsOfOfficers(field: string, count: number, content: DocumentContent): DocumentFault[] {
  const rows = rowsOf(content[field]).filter((row) => (row.name ?? '').trim() !== '');
  if (rows.length === 0) return [];
  const faults: DocumentFault[] = [];
  if (new Set(rows.map((row) => row.certificateNo || row.name)).size < rows.length)
    faults.push(
      at(field, { zh: '同一名执法人员填了不止一次', en: 'The same officer is named more than once' }),
    );
  if (new Set(rows.map((row) => row.certificateNo || row.name)).size < count)
    faults.push(at(field, certified));
  for (const row of rows)
    if ((row.certificateNo ?? '').trim() === '')
      faults.push(
        at(field, {
          zh: `${row.name}没有填写执法证号`,
          en: `The certificate number of ${row.name} is missing`,
        }),
      );
  return faults;
}

// 和 and 及 stand in names too (李和平): between two whole names they join.
const severalNames = /[、,，;；/]|\p{Script=Han}{2}\s*[和及与]\s*\p{Script=Han}{2}/u;

/** That one time lies before the other that it follows, which is named as it stands in the form. */
function reversed(kind: CatalogueKind, [first, second]: [string, string], content: DocumentContent) {
  const earlier = kind.fields.find(({ id }) => id === first);
  const said = earlier === undefined ? '' : sayField(earlier, content);
  return at(second, {
    zh: `早于“${earlier?.label.zh ?? ''}”${said}，请核对先后`,
    en: `It lies before “${earlier?.label.en ?? ''}”; check the order`,
  });
}

function faultsOfRule(
  kind: CatalogueKind,
  rule: Rule,
  content: DocumentContent,
  known: Known,
): DocumentFault[] {
  const [name, field] = rule;
  const text = textOf(content[field]);
  switch (name) {
    case 'order': {
      const later = textOf(content[rule[2]]);
      const wrong = text !== '' && later !== '' && millisOf(later, true) < millisOf(text, false);
      return wrong ? [reversed(kind, [field, rule[2]], content)] : [];
    }
    case 'officers':
      return faultsOfOfficers(field, rule[2], content);
    case 'onePerson':
      return severalNames.test(text)
        ? [
            at(field, {
              zh: '询问应当个别进行，一份笔录只写一人',
              en: 'People are questioned one at a time; a record names one person',
            }),
          ]
        : [];
    case 'answered':
      return rowsOf(content[field]).some((row) => (row.q ?? '').trim() !== '' && (row.a ?? '').trim() === '')
        ? [
            at(field, {
              zh: '有的问题没有记录回答；不回答的，写明“沉默”或者“不回答”',
              en: 'A question has no answer; if there was none, say so',
            }),
          ]
        : [];
    case 'some':
      return isFilled(content[field])
        ? []
        : [at(field, { zh: '至少填写一项', en: 'At least one line is wanted' })];
    case 'afterOpening':
      return text !== '' && known.openedAt !== null && millisOf(text, true) < Date.parse(known.openedAt)
        ? [at(field, { zh: '早于立案时间，请核对', en: 'It lies before the case was filed' })]
        : [];
    case 'past':
      return text !== '' && millisOf(text, false) > Date.parse(known.now)
        ? [at(field, { zh: '时间还没有到，请核对', en: 'This time has not come yet' })]
        : [];
  }
}

/** All that stands against making a document final. */
export function faultsOf(kind: CatalogueKind, content: DocumentContent, known: Known): DocumentFault[] {
  const form = faultsOfForm(kind, content);
  const fields = kind.fields.flatMap((field) => faultsOfField(field, content, known.now));
  const wrong = new Set([...form, ...fields].map(({ field }) => field));
  const rules = kind.rules
    .flatMap((rule) => faultsOfRule(kind, rule, content, known))
    .filter(({ field }) => !wrong.has(field));
  return [...form, ...fields, ...rules, ...(known.doubts ?? [])];
}
