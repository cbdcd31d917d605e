import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { byteRoutes, coverNumber, mostExported, routes, sayingIn, sheetShapes } from '@liuhen/contract';
import type { FastifyInstance } from 'fastify';
import { writeXlsxStream } from 'hucre/xlsx';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { type Binding, type HttpHouse, requirePerson } from '../base/http.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { csvCell, csvLine, numberFormats, xlsxCell } from './cells.ts';
import { writtenLists } from './export-lists.ts';
import type { Column, ListHands, Page } from './written-list.ts';

type Asked = z.output<typeof sheetShapes.exportInput>;

/** A filter as it is noted: the number of a person who was looked for is covered. */
const notable = ({ text, ...others }: Asked['filter']) => ({
  ...others,
  ...(text === undefined ? {} : { text: text.replace(/\d[\d\s-]{9,}[\dXx]/g, coverNumber) }),
});

/** Notes that a list is going out, before its first byte does. Sealed as `export.begun`. */
export function beginExport(ctx: Writing, asked: Asked): Promise<Sealed<{ id: string }>> {
  const values = {
    ...{
      id: makeId(ctx.clock),
      organ_id: organOf(ctx),
      list: asked.list,
      filter: JSON.stringify(notable(asked.filter)),
    },
    ...{ format: asked.format, language: asked.language },
    ...{ by: personOf(ctx).accountId, at: ctx.clock.now() },
  };
  return sealNew(ctx, { kind: 'export.begun', table: 'sheet_export', values }, { id: values.id });
}

interface Ending {
  rows: number;
  /** Null for what broke off. */
  sha256: string | null;
}

/** Notes how many rows went out, and whether all did. Sealed as `export.ended`. */
export function endExport(ctx: Writing, id: string, { rows, sha256 }: Ending): Promise<Sealed<null>> {
  const change = { ended_at: ctx.clock.now(), rows, sha256, complete: sha256 !== null };
  const by = ctx.tx.updateTable('sheet_export').set(change).where('id', '=', id);
  return seal(ctx, { kind: 'export.ended', table: 'sheet_export', id, by }, null);
}

type House = Pick<HttpHouse, 'database' | 'clock'>;
type ListAsked = Pick<Asked, 'list' | 'filter'>;

/** One page of a list as its own page would show it to this person. Throws notFound for what is not theirs to see. */
const pageOf = (
  { database, clock }: House,
  actor: Person,
  hands: ListHands,
  { list, filter }: ListAsked,
  after: string | null,
): Promise<Page> => {
  const written = writtenLists[list];
  return transact(database, actor, (tx) =>
    written.page({ tx, actor, clock } satisfies Reading, hands, written.read(filter), after),
  );
};

/** The rows of a list, each page in a transaction of its own, so that no long one stands open for a slow reader. */
export async function* rowsOf(
  house: House,
  actor: Person,
  hands: ListHands,
  asked: ListAsked,
  { most = mostExported, first = null }: { most?: number; first?: Page | null } = {},
): AsyncGenerator<{ row: unknown } | 'cut'> {
  let after: string | null = null;
  let sent = 0;
  do {
    const page: Page = (after === null ? first : null) ?? (await pageOf(house, actor, hands, asked, after));
    for (const row of page.rows) {
      if (sent === most) {
        yield 'cut';
        return;
      }
      sent += 1;
      yield { row };
    }
    after = page.next;
  } while (after !== null);
}

interface Writer {
  house: House;
  actor: Person;
  hands: ListHands;
  asked: Asked;
  most?: number;
  /** The first page, where it is read already. */
  first?: Page;
}

/** The bytes of a written list; tells each row that went into them. */
export function bytesOf(
  { house, actor, hands, asked, most = mostExported, first }: Writer,
  counted: () => void,
): AsyncIterable<Uint8Array> {
  const saying = sayingIn(asked.language);
  const written = writtenLists[asked.list];
  const columns = written.columns(asked.filter) as Column<unknown>[];
  const cutLine = () => [saying.t('sheets.export.cut', { n: most })];
  const rows = rowsOf(house, actor, hands, asked, { most, first: first ?? null });
  if (asked.format === 'csv')
    return (async function* () {
      const encoder = new TextEncoder();
      yield encoder.encode(`\ufeff${csvLine(columns.map(({ head }) => head(saying)))}`);
      for await (const one of rows) {
        if (one !== 'cut') counted();
        const cells =
          one === 'cut' ? cutLine() : columns.map(({ kind, of }) => csvCell(kind, of(one.row, saying)));
        yield encoder.encode(csvLine(cells));
      }
    })();
  async function* cells() {
    for await (const one of rows) {
      if (one !== 'cut') counted();
      yield one === 'cut' ? cutLine() : columns.map(({ kind, of }) => xlsxCell(kind, of(one.row, saying)));
    }
  }
  return writeXlsxStream(cells(), {
    name: written.title(saying, asked.filter).slice(0, 31),
    columns: columns.map(({ head, kind }) => {
      const numFmt = numberFormats[kind];
      return { header: head(saying), width: kind === 'text' ? 24 : 20, ...(numFmt ? { numFmt } : {}) };
    }),
    freezePane: { rows: 1 },
  }) as unknown as AsyncIterable<Uint8Array>;
}

/** Bytes on their way out; the end is noted before the last of them goes, and what breaks off is noted as well. */
async function* noted(writer: Writer, end: (ending: Ending) => Promise<unknown>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let rows = 0;
  let sha256: string | null = null;
  try {
    let held: Uint8Array | null = null;
    for await (const bytes of bytesOf(writer, () => (rows += 1))) {
      hash.update(bytes);
      if (held !== null) yield held;
      held = bytes;
    }
    sha256 = hash.digest('hex');
    await end({ rows, sha256 });
    if (held !== null) yield held;
  } catch (error) {
    sha256 ??= null;
    throw error;
  } finally {
    if (sha256 === null) await end({ rows, sha256: null });
  }
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** What was asked, when the list's own route takes its filters. Throws input.invalid. */
function soundly(body: unknown): Asked {
  const asked = sheetShapes.exportInput.safeParse(body);
  const wrong = (path: string) =>
    new DomainError('input.invalid', {}, [
      faultAt(path, {
        zh: '导出条件有误，请刷新页面后再试',
        en: 'The conditions are not valid; reload the page',
      }),
    ]);
  if (!asked.success) throw wrong(asked.error.issues[0]?.path.join('.') ?? '');
  try {
    writtenLists[asked.data.list].read(asked.data.filter);
  } catch {
    throw wrong('filter');
  }
  return asked.data;
}

/** Writes a list out as it is asked for: as a stream, whoever asks sees what the list's page shows them. */
export const exportBinding = (hands: ListHands): Binding => ({
  route: routes.listImports,
  attach: (app: FastifyInstance, http: HttpHouse) => {
    app.post(byteRoutes.exportList, async (request, reply) => {
      const asked = soundly(request.body);
      const actor = await requirePerson(http, request, writtenLists[asked.list].permission);
      const inTransaction = <T>(work: (ctx: Writing) => Promise<T>) =>
        transact(http.database, actor, (tx) => work({ tx, actor, clock: http.clock, writing: true }));
      // Read before anything goes out: what cannot be read is answered in words, not by a file that breaks off.
      const first = await pageOf(http, actor, hands, asked, null);
      const { value } = await inTransaction((ctx) => beginExport(ctx, asked));
      http.wake();
      const end = async (ending: Ending) => {
        await inTransaction((ctx) => endExport(ctx, value.id, ending));
        http.wake();
      };
      const title = writtenLists[asked.list].title(sayingIn(asked.language), asked.filter);
      const name = `${title}-${beijingDate(http.clock.now())}.${asked.format}`;
      return reply
        .headers({
          'Content-Type': types[asked.format],
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
        })
        .send(Readable.from(noted({ house: http, actor, hands, asked, first }, end)));
    });
  },
});
