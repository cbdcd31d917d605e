import { type DocumentContent, type SignatureRole, sayingIn } from '@liuhen/contract';
import type { CatalogueKind } from './catalogue/kind.ts';
import { isFilled, rowsOf, sayField } from './format.ts';
import type { Block, Mark, Sheet, SignPlace } from './sheet.ts';
import { parseTemplate, roleOf, type TemplateLine } from './template.ts';

const { t } = sayingIn('zh');

/** What a sheet is made of. */
export interface Composing {
  kind: CatalogueKind;
  /** Wording and title: the organ's own, or those of the house. */
  body: string;
  title: string;
  organ: string;
  number: string | null;
  content: DocumentContent;
  /** What those who approved it said, one line each. */
  approvals: readonly string[];
  marks: readonly { role: SignatureRole; mark: Mark }[];
  draft: boolean;
  void: boolean;
}

/** What stands where nothing is filled in. */
const blank = '＿＿＿＿＿＿';

interface Filling {
  between?: string;
  /** Whether something stands in the place of what may be left out, too: a line to be written on. */
  lined?: boolean;
}

/** What was typed ends with its own stop; where the sentence goes on, that of the sentence stands alone. */
const joined = (said: string, next: string) =>
  /^[，。；、：]/.test(next) ? said.replace(/[。；，、]+$/, '') : said;

function fill(of: Composing, text: string, { between, lined = false }: Filling = {}): string {
  const builtIn: Record<string, string> = { organ: of.organ, number: of.number ?? blank, title: of.title };
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string, at: number) => {
    const field = of.kind.fields.find(({ id }) => id === name);
    if (field === undefined) return builtIn[name] ?? '';
    return (
      joined(sayField(field, of.content, between), text.slice(at + place.length)) ||
      (lined || field.required || field.id === 'organ' ? (builtIn[name] ?? blank) : '')
    );
  });
}

/** A place in a form stays empty to be written into; in a sentence something has to stand. */
const fillRow = (of: Composing, text: string, narrow = false): string =>
  fill(of, text, narrow ? { between: '\n' } : {}).replaceAll(blank, '');

function placeOf(of: Composing, word: string): SignPlace {
  const role = roleOf(word) as SignatureRole;
  const wanted = of.kind.signatures.find((one) => one.role === role);
  const marks = of.marks.filter((one) => one.role === role).map(({ mark }) => mark);
  return { role, label: t(`documents.signer.${role}`), count: wanted?.count ?? 1, marks };
}

function dialogueOf(of: Composing, name: string): Block {
  const isAsked = name === 'dialogue';
  return {
    is: 'dialogue',
    lines: rowsOf(of.content[name]).map((row) => ({ q: row.q ?? '', a: row.a ?? '' })),
    asks: isAsked ? '问' : '',
    answers: isAsked ? '答' : '',
  };
}

function tableOf(of: Composing, name: string): Block {
  const field = of.kind.fields.find(({ id }) => id === name);
  const columns = field?.columns ?? [];
  const rows = rowsOf(of.content[name]).filter((row) => Object.values(row).some((cell) => cell !== ''));
  return {
    is: 'table',
    columns: ['序号', ...columns.map(({ zh }) => zh)],
    rows: rows.map((row, at) => [String(at + 1), ...columns.map(({ id }) => row[id] ?? '')]),
  };
}

function blocksOf(of: Composing, line: TemplateLine): Block[] {
  switch (line.do) {
    case 'row':
      return [
        {
          is: 'rows',
          rows: [
            {
              cells: line.cells.map(({ label, text }) => ({
                label,
                text: fillRow(of, text, line.cells.length > 1),
              })),
            },
          ],
        },
      ];
    case 'box': {
      const sign = placeOf(of, line.role);
      const said = [fillRow(of, line.text), ...(sign.role === 'head' ? of.approvals : [])];
      const row = { label: line.label, text: said.filter(Boolean).join('\n'), sign };
      return [{ is: 'rows', rows: [row] }];
    }
    case 'table':
      return [tableOf(of, line.field)];
    case 'dialogue':
      return [dialogueOf(of, line.field)];
    case 'sign':
      return [{ is: 'sign', places: line.roles.map((role) => placeOf(of, role)) }];
    case 'seal':
      return [{ is: 'seal', organ: of.organ, date: fill(of, line.text) }];
    default:
      // What people type in several lines stays in several lines.
      return fill(of, line.text, { lined: line.do === 'left' })
        .split('\n')
        .filter((text) => text.trim() !== '')
        .map((text) => ({ is: line.do, text: text.trim() }));
  }
}

/** Rows that follow each other are one table. */
function join(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.is === 'rows' && last?.is === 'rows') last.rows.push(...block.rows);
    else joined.push(block);
  }
  return joined;
}

/** Sets a document: its template with what was typed and signed. */
export function composeSheet(of: Composing): Sheet {
  const { lines } = parseTemplate(of.body);
  const shown = lines.filter(({ when }) => when === null || isFilled(of.content[when]));
  return {
    ...{ organ: of.organ, title: of.title, number: of.number, outward: of.kind.outward, form: of.kind.form },
    ...(of.kind.unnumbered === undefined ? {} : { unnumbered: of.kind.unnumbered }),
    ...{ draft: of.draft, void: of.void },
    blocks: join(shown.flatMap((line) => blocksOf(of, line))),
    foot: of.kind.eachPage.map((role) => ({ ...placeOf(of, role), count: 1 })),
  };
}
