import {
  beijingParts,
  type DocumentContent,
  type DocumentField,
  type DocumentRow,
  type DocumentValue,
} from '@liuhen/contract';

/** `2026-10-14` as documents write it. */
export function sayDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return date;
  return `${year}年${month}月${day}日`;
}

/** An instant as documents write it; what is none stays as it was typed. */
function sayMoment(instant: string): string {
  const millis = Date.parse(instant);
  if (Number.isNaN(millis)) return instant;
  const { date, time } = beijingParts(millis);
  const [hour = '', minute = ''] = time.split(':');
  return `${sayDay(date)}${Number(hour)}时${minute}分`;
}

const figures = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

function sayGroup(n: number): string {
  let text = '';
  let zero = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${figures[digit]}${places[place]}`;
      zero = false;
    }
  }
  return text;
}

/** An amount in capital figures (大写金额). */
export function sayCapital(amount: number): string {
  const cents = Math.round(amount * 100);
  let whole = Math.floor(cents / 100);
  if (whole === 0 && cents === 0) return '零元整';
  const parts: string[] = [];
  for (let group = 0; whole > 0; group++, whole = Math.floor(whole / 10_000)) {
    const part = whole % 10_000;
    const above = Math.floor(whole / 10_000);
    const zero = above > 0 && (part < 1000 || above % 10_000 === 0);
    if (part > 0) parts.unshift(`${zero ? '零' : ''}${sayGroup(part)}${groups[group]}`);
  }
  const [jiao, fen] = [Math.floor(cents / 10) % 10, cents % 10];
  const yuan = parts.length === 0 ? '' : `${parts.join('')}元`;
  if (jiao === 0 && fen === 0) return `${yuan}整`;
  const tail = `${jiao > 0 ? `${figures[jiao]}角` : yuan === '' ? '' : '零'}${fen > 0 ? `${figures[fen]}分` : ''}`;
  return `${yuan}${tail}`;
}

const amount = /^\d{1,12}(\.\d{1,2})?$/;
export const isAmount = (text: string): boolean => amount.test(text);

function sayMoney(text: string): string {
  if (!isAmount(text)) return text;
  const [whole = '', cents = ''] = text.split('.');
  const grouped = String(Number(whole)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${cents === '' ? '' : `.${cents.padEnd(2, '0')}`}元（大写：人民币${sayCapital(Number(text))}）`;
}

export const rowsOf = (value: DocumentValue | undefined): DocumentRow[] =>
  Array.isArray(value) ? value : [];
export const textOf = (value: DocumentValue | undefined): string =>
  typeof value === 'string' ? value.trim() : '';
/** Whether something stands in a field. */
export const isFilled = (value: DocumentValue | undefined): boolean =>
  Array.isArray(value)
    ? value.some((row) => Object.values(row).some((cell) => cell.trim() !== ''))
    : textOf(value) !== '';

const sayOfficers = (rows: DocumentRow[], between: string): string =>
  rows
    .filter((row) => (row.name ?? '').trim() !== '')
    .map((row) => `${row.name}${(row.certificateNo ?? '') === '' ? '' : `（执法证号${row.certificateNo}）`}`)
    .join(between);

/** What a field says inside a sentence, people with `between` between them; empty when nothing is filled in. */
export function sayField(field: DocumentField, content: DocumentContent, between = '、'): string {
  const value = content[field.id];
  if (!isFilled(value)) return '';
  const text = textOf(value);
  switch (field.type) {
    case 'date':
      return sayDay(text);
    case 'instant':
      return sayMoment(text);
    case 'money':
      return sayMoney(text);
    case 'choice':
      return field.options.find((option) => option.id === text)?.zh ?? text;
    case 'officers':
      return sayOfficers(rowsOf(value), between);
    default:
      return text;
  }
}
