import { randomUUID } from 'node:crypto';
import { type FieldFault, misfitIn, type Permission, type Route, refusalInEnglish } from '@liuhen/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Person, Reading, Writing } from './context.ts';
import { type Database, house as system, transact } from './database.ts';
import { DomainError, faultAt, isDiskFull } from './errors.ts';
import type { Log } from './log.ts';
import type { Sealed } from './sealed.ts';

/** What the HTTP layer needs of the house. */
export interface HttpHouse {
  database: Database;
  clock: Clock;
  log: Log;
  /** Who is asking: null when not signed in. Throws signIn.csrf for a forged form. */
  authenticate(request: FastifyRequest): Promise<Person | null>;
  /** Told after a commit that entries wait for the sequencer. */
  wake(): void;
}

/** A contract route bound to the function that serves it. */
export interface Binding {
  route: Route;
  attach(app: FastifyInstance, house: HttpHouse): void;
}

/** Signed in and permitted, or an error. `public` routes are served by the house itself. */
export async function requirePerson(
  house: HttpHouse,
  request: FastifyRequest,
  permission: Permission,
): Promise<Person> {
  const person = await house.authenticate(request);
  if (person === null) throw new DomainError('signIn.required');
  if (permission !== 'any' && !person.permissions.has(permission)) {
    throw new DomainError('permission.denied', { reason: permission });
  }
  return person;
}

/** What a request gives to a route: query, body and the parts of its address. Throws input.invalid that names each field. */
export function inputOf<In extends z.ZodType>(route: Route<In>, request: FastifyRequest): z.output<In> {
  const given = {
    ...(request.query as object),
    ...((request.body as object | null) ?? {}),
    ...(request.params as object),
  };
  const unreadable = unreadableIn(given);
  if (unreadable !== null) throw new DomainError('input.invalid', {}, [faultAt(unreadable, unkeepable)]);
  const read = route.input.safeParse(given, inChinese);
  if (read.success) return read.data;
  throw new DomainError('input.invalid', {}, fieldsOf(route.input, given, read.error.issues));
}

const unkeepable = { zh: '含有无法保存的字符', en: 'It holds characters that cannot be kept' };
const inChinese = { error: misfitIn('zh') };
const inEnglish = { error: misfitIn('en') };

/** What was refused, in both languages: read a second time for the English, for zod speaks one at a time. */
function fieldsOf(shape: z.ZodType, given: unknown, issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  const english = shape.safeParse(given, inEnglish).error?.issues ?? [];
  return issues.map(({ path, message }, at) => ({
    ...{ path: path.join('.'), message },
    messageEn: refusalInEnglish(message) ?? english[at]?.message ?? message,
  }));
}

/** The path of a text that the database cannot keep as it came: with U+0000, or with half a character of UTF-16. */
function unreadableIn(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path.join('.') : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, one] of Object.entries(value)) {
    const found = unreadableIn(one, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function attach(
  app: FastifyInstance,
  route: Route,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  app.route({ method: route.method, url: route.path, handler });
}

/** What is done with the input alone, before a transaction holds a connection: reading a file that came with it. */
type Prepare<In extends z.ZodType, P> = (input: z.output<In>) => Promise<P>;
const unprepared = async () => undefined as never;

/** Binds a changing route to a command: one transaction, sealed, then the sequencer is told. */
export function mutate<In extends z.ZodType, Out extends z.ZodType, P = never>(
  route: Route<In, Out>,
  command: (ctx: Writing, input: z.output<In>, prepared: P) => Promise<Sealed<z.output<Out>>>,
  prepare: Prepare<In, P> = unprepared,
): Binding {
  return {
    route,
    attach: (app, house) =>
      attach(app, route, async (request) => {
        const actor = await requirePerson(house, request, route.permission);
        const input = inputOf(route, request);
        const prepared = await prepare(input);
        const sealed = await transact(house.database, actor, (tx) =>
          command({ tx, actor, clock: house.clock, writing: true }, input, prepared),
        );
        house.wake();
        return route.output.parse(sealed.value);
      }),
  };
}

/** Binds a reading route to a query. */
export function query<In extends z.ZodType, Out extends z.ZodType, P = never>(
  route: Route<In, Out>,
  read: (ctx: Reading, input: z.output<In>, prepared: P) => Promise<z.output<Out>>,
  prepare: Prepare<In, P> = unprepared,
): Binding {
  return {
    route,
    attach: (app, house) =>
      attach(app, route, async (request) => {
        const actor =
          route.permission === 'public' ? system : await requirePerson(house, request, route.permission);
        const input = inputOf(route, request);
        const prepared = await prepare(input);
        const value = await transact(house.database, actor, (tx) =>
          read({ tx, actor, clock: house.clock }, input, prepared),
        );
        return route.output.parse(value);
      }),
  };
}

/** Turns whatever was thrown into the closed list; an unknown fault gets a number that is also in the program log. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const known = asDomainError(error);
    if (known !== null) return reply.status(known.status).send(known.body());
    const id = randomUUID().slice(0, 8);
    log.error({ err: error, id, method: request.method, url: request.url }, 'request failed');
    const fault = new DomainError('server.fault', { id });
    return reply.status(fault.status).send(fault.body());
  });
  app.setNotFoundHandler((_request, reply) => {
    const missing = new DomainError('notFound');
    return reply.status(missing.status).send(missing.body());
  });
}

/** What the database answers who would add something to a volume that is closed (migration 0071). */
const closedVolume = 'LV001';

function asDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (isDiskFull(error)) return new DomainError('storage.full');
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  if (code === closedVolume) return new DomainError('volume.closed', { number: String(detail ?? '') });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new DomainError('request.tooLarge');
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP')) return new DomainError('input.invalid');
  return null;
}
