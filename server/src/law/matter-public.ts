import { createHash } from 'node:crypto';
import { byteRoutes, matterShapes, type PublicMatters } from '@liuhen/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { beijingDate, type Clock } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { schemaPath, schemaText, toCsv, toJson } from './matter-files.ts';
import { makeTurnstile } from './matter-limit.ts';
import { renderPdf } from './matter-pdf.ts';
import { approvedLists, type ListRow, mattersOf, showMatters, standingOf } from './matter-rows.ts';
import type { Law } from './packs.ts';

type Asked = z.output<typeof matterShapes.publicMattersQuery>;

const askedPerMinute = 240;
/** So long a reader may keep a file before asking whether it still is the same. */
const keepSeconds = 300;

/** The published version that was asked for: that number, else the one in force, else the last one that was. */
function choose(ctx: Reading, approved: readonly ListRow[], version: number | undefined) {
  const today = beijingDate(ctx.clock.now());
  const open = approved
    .filter((row) => row.publish && row.effective_from !== null && row.effective_from <= today)
    .map((row) => ({ row, ...standingOf(row, approved, ctx.clock.now()) }));
  const chosen = version === undefined ? open[0] : open.find(({ row }) => row.version === version);
  return { open, chosen: found(chosen) };
}

/**
 * An organ's list as everybody may read it: only versions that are approved, published and begun. The same notFound for
 * an organ that does not exist, has no list or publishes none. Runs as the house, so it names each column it gives.
 */
export async function readPublicMatters(ctx: Reading, law: Law, asked: Asked): Promise<PublicMatters> {
  const organ = found(
    await ctx.tx
      .selectFrom('organ')
      .select(['id', 'code', 'name'])
      .where('code', '=', asked.organ)
      .executeTakeFirst(),
  );
  const approved = await approvedLists(ctx, organ.id);
  const { open, chosen } = choose(ctx, approved, asked.version);
  const { row, standing, effectiveUntil } = chosen;
  const versions = open.map((one) => ({
    version: one.row.version ?? 0,
    effectiveFrom: one.row.effective_from ?? '',
    effectiveUntil: one.effectiveUntil,
  }));
  return {
    organ: { code: organ.code, name: organ.name },
    kind: row.kind as PublicMatters['kind'],
    title: row.title,
    version: row.version ?? 0,
    standing: standing === 'superseded' ? 'superseded' : 'inForce',
    effectiveFrom: row.effective_from ?? '',
    effectiveUntil,
    approvedOn: beijingDate(found(row.approved_at)),
    reviewedOn: beijingDate(found(row.reviewed_at)),
    matters: showMatters(law, mattersOf(row)),
    versions,
  };
}

interface PublicHouse {
  database: Database;
  clock: Clock;
}

const files = {
  '.pdf': { type: 'application/pdf', render: renderPdf },
  '.csv': {
    type: 'text/csv; charset=utf-8',
    render: async (list: PublicMatters) => Buffer.from(toCsv(list)),
  },
  '.json': {
    type: 'application/json; charset=utf-8',
    render: async (list: PublicMatters) => Buffer.from(toJson(list)),
  },
} as const;
type FileKind = keyof typeof files;

/** The last few PDFs that were asked for, by what they say: drawing one takes a while, and many ask for the same. */
function makePress(most = 32): (list: PublicMatters, kind: FileKind) => Promise<Buffer> {
  const drawn = new Map<string, Promise<Buffer>>();
  return (list, kind) => {
    const key = createHash('sha256').update(kind).update(JSON.stringify(list)).digest('hex');
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const [oldest] = drawn.keys();
    if (drawn.size >= most && oldest !== undefined) drawn.delete(oldest);
    const drawing = files[kind].render(list);
    drawn.set(key, drawing);
    drawing.catch(() => drawn.delete(key));
    return drawing;
  };
}

const fileName = (list: PublicMatters, kind: FileKind): string => {
  const name = `${list.title}-${list.version}${kind}`;
  return `inline; filename="matters-${list.organ.code}-${list.version}${kind}"; filename*=UTF-8''${encodeURIComponent(name)}`;
};

function readAsked(request: FastifyRequest): Asked {
  const given = { ...(request.query as object), ...(request.params as object) };
  const read = matterShapes.publicMattersQuery.safeParse(given);
  if (!read.success) throw new DomainError('notFound');
  return read.data;
}

/** Serves the files of published lists to everybody, and keeps one address from asking too often. */
export function registerPublicMatters(
  app: FastifyInstance,
  { database, clock }: PublicHouse,
  law: Law,
): void {
  const pass = makeTurnstile(askedPerMinute);
  app.addHook('onRequest', async (request) => {
    if (/^\/(api\/)?public\//.test(request.url)) pass(request.ip, Date.parse(clock.now()));
  });
  const press = makePress();
  for (const kind of Object.keys(files) as FileKind[]) {
    app.get(byteRoutes.publicMatters(':organ', kind), async (request, reply) => {
      const asked = readAsked(request);
      const list = await transact(database, house, (tx) =>
        readPublicMatters({ tx, actor: house, clock }, law, asked),
      );
      const bytes = await press(list, kind);
      const tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
      reply.header('Cache-Control', `public, max-age=${keepSeconds}`).header('ETag', tag);
      if (request.headers['if-none-match'] === tag) return reply.status(304).send();
      return reply
        .header('Content-Disposition', fileName(list, kind))
        .header('Access-Control-Allow-Origin', '*')
        .type(files[kind].type)
        .send(bytes);
    });
  }
  app.get(schemaPath, (_request, reply) =>
    reply
      .header('Cache-Control', `public, max-age=${keepSeconds}`)
      .type('application/schema+json; charset=utf-8')
      .send(schemaText()),
  );
}
