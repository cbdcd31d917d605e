import type { DocumentContent, DocumentFault } from '@liuhen/contract';
import { type Participant, sayCertificate } from '@liuhen/rules';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { participantsOf } from '../cases/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import { rowsOf, sayDay, textOf } from './format.ts';

/** The day of which a document speaks: when its act began, else its date; null while neither is filled in. */
function dayOf(content: DocumentContent): string | null {
  for (const field of ['startedAt', 'servedAt', 'date']) {
    const text = textOf(content[field]);
    if (text === '' || Number.isNaN(Date.parse(text))) continue;
    return text.length === 10 ? text : beijingDate(text);
  }
  return null;
}

const plain = (number: string) => number.replaceAll(/\s/g, '');

/**
 * What the register says against the officers that a document names: a certificate that did not hold that day, a number
 * that is not theirs. Who is not in the register may be of another organ, and nothing is said of them.
 */
export function officerDoubts(
  kind: CatalogueKind,
  content: DocumentContent,
  register: readonly Pick<Participant, 'name' | 'certificates'>[],
): DocumentFault[] {
  const day = dayOf(content);
  return kind.fields
    .filter(({ type }) => type === 'officers')
    .flatMap(({ id: field }) =>
      rowsOf(content[field]).flatMap((row): DocumentFault[] => {
        const [name, number] = [(row.name ?? '').trim(), plain(row.certificateNo ?? '')];
        const known = register.filter((one) => one.name === name && one.certificates.length > 0);
        if (number === '' || known.length === 0) return [];
        const own = known.flatMap(({ certificates }) => certificates);
        const named = own.filter((one) => plain(one.number) === number);
        if (named.length === 0)
          return [
            {
              field,
              zh: `${name}的执法证号与登记册不一致，登记册中是 ${own[0]?.number}，请核对`,
              en: `The certificate number of ${name} is not that of the register, ${own[0]?.number}; check it`,
            },
          ];
        const said = day && sayCertificate({ name, certificates: named }, day, { zh: sayDay(day), en: day });
        if (!said) return [];
        return [
          {
            field,
            zh: `${said.zh}，不能作为执法人员（《中华人民共和国行政处罚法》第四十二条）；证件已经换发的，请先在“人员与账号”中登记`,
            en: `${said.en}, so that this officer does not count (Administrative Penalty Law, article 42); enter a new certificate among the people first`,
          },
        ];
      }),
    );
}

/** Looks up those whom the document names, and says what stands against them. */
export async function doubtsOf(
  ctx: Reading,
  kind: CatalogueKind,
  content: DocumentContent,
): Promise<DocumentFault[]> {
  const named = kind.fields
    .filter(({ type }) => type === 'officers')
    .flatMap(({ id }) => rowsOf(content[id]).map((row) => (row.name ?? '').trim()))
    .filter((name) => name !== '');
  if (named.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('officer')
    .select('id')
    .where('organ_id', '=', organOf(ctx))
    .where('name', 'in', named)
    .execute();
  const register = await participantsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return officerDoubts(kind, content, register);
}
