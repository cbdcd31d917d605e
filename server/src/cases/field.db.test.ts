import { createHash } from 'node:crypto';
import type { FieldEntryInput } from '@liuhen/contract';
import { fieldShapes, signatureShapes } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { type FilmLine, filmOf, openFilmLine } from '../obligations/film-for-tests.ts';
import { createAct } from './acts.ts';
import { enterField, traceField } from './field.ts';
import { drawSignature, signaturesUnder } from './signatures.ts';
import { withdrawActStep } from './steps.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let line: FilmLine;
let ordinal = 0;
let actId: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  line = openFilmLine(ground);
  actId = newId();
});
afterAll(() => ground.close());

const newId = () => makeId(ground.clock);
const phone = '018f0000-0000-4000-8000-0000000000aa';
const ago = (minutes: number) => plusMillis(ground.clock.now(), -minutes * 60_000);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const entry = (what: FieldEntryInput['what'], change: Partial<FieldEntryInput> = {}): FieldEntryInput => ({
  ...{ id: newId(), phone, ordinal: ++ordinal, tappedAt: ago(30), clock: null, what },
  ...change,
});
const send = (one: FieldEntryInput, by = organ.people.officer) =>
  asPerson(ground, by, (ctx) => enterField(ctx, fieldShapes.fieldEntryInput.parse(one)));
const anAct = (id: string) => ({
  ...{ id, type: 'onSiteInspection' as const, cause: '占道经营', party: '张三', place: '路口', filmed: true },
  ...{ circumstances: [], procedure: null, caseId: null, unitId: organ.unitId },
  ...{ officerIds: [organ.officerId], startedAt: ago(60), endedAt: null },
});
const arrived = (of = actId) => ({
  ...{ id: newId(), actId: of, kind: 'arrived' as const, at: ago(40), until: null, detail: {} },
});
const drawn = (of = actId) => ({
  ...{ id: newId(), actId: of, signerName: '张三', signerRole: 'party' as const, place: null },
  ...{ refusedReason: null as string | null, textShown: '我看过，属实。', at: ago(5) },
  strokes: [[[1, 2, 0] as [number, number, number], [30, 40, 16] as [number, number, number]]],
});
const trace = (of = actId) => readAs(ground, organ.people.head, (ctx) => traceField(ctx, { id: of }));
const countEntries = (ids: string[]) =>
  asHouse(ground, async ({ tx }) => {
    const rows = await tx.selectFrom('custody_entry').select('kind').where('subject_id', 'in', ids).execute();
    return rows.map(({ kind }) => kind).sort();
  });

describe('what was tapped on a phone', () => {
  it('becomes an act, a step, a signature and a link, each with its own seal and when it was tapped', async () => {
    const opened = entry({ kind: 'act', act: anAct(actId) }, { tappedAt: ago(60) });
    const step = arrived();
    const signature = drawn();
    const clock = { offsetMs: 93_000, measuredAt: ago(90) };
    await send(opened);
    const stepped = entry({ kind: 'step', step }, { clock });
    await send(stepped);
    await send(entry({ kind: 'signature', signature }));
    const recordingId = await line.store(organ.people.officer, filmOf(ground, organ));
    await send(entry({ kind: 'film', film: { actId, recordingId, note: null } }));
    // A colleague may have linked it meanwhile: what is wanted is there.
    await send(entry({ kind: 'film', film: { actId, recordingId, note: null } }));
    const { entries, signatures } = await trace();
    expect(entries.map(({ kind, ordinal: place }) => [kind, place])).toEqual([
      ['act', 1],
      ['step', 2],
      ['signature', 3],
      ['film', 4],
      ['film', 5],
    ]);
    expect(entries[1]).toMatchObject({ subjectId: step.id, tappedAt: ago(30), offsetMs: 93_000 });
    expect(entries[1]?.arrivedAt).toBe(ground.clock.now());
    expect(entries[3]?.subjectId).toBe(entries[4]?.subjectId);
    expect(signatures).toMatchObject([{ id: signature.id, signerName: '张三', strokes: signature.strokes }]);
    const digest = createHash('sha256').update('我看过，属实。').digest('hex');
    expect(signatures[0]?.textSha256).toBe(digest);
    expect(await countEntries([stepped.id, step.id])).toEqual(['act.stepEntered', 'field.entered']);
  });

  it('is told phone by phone, the one that sent first before the others', async () => {
    const act = anAct(newId());
    await send(entry({ kind: 'act', act }, { phone: 'ffffffff-0000-4000-8000-000000000000', ordinal: 7 }));
    ground.clock.advance(1_000);
    for (const [phoneOf, place] of [
      ['11111111-0000-4000-8000-000000000000', 1],
      ['ffffffff-0000-4000-8000-000000000000', 8],
    ] as const) {
      const step = arrived(act.id);
      await send(entry({ kind: 'step', step }, { phone: phoneOf, ordinal: place }));
    }
    expect((await trace(act.id)).entries.map(({ ordinal: place }) => place)).toEqual([7, 8, 1]);
  });

  it('is entered once, however often and by however many tabs it is sent', async () => {
    const step = arrived();
    const one = entry({ kind: 'step', step });
    await Promise.all([send(one), send(one), send(one)]);
    await send(one);
    expect(await countEntries([one.id, step.id])).toEqual(['act.stepEntered', 'field.entered']);
    const act = entry({ kind: 'act', act: anAct(newId()) });
    await Promise.all([send(act), send(act)]);
    // The same act by another entry: its answer was lost before the phone had noted that it was sent.
    await send({ ...act, id: newId() });
    expect((await trace(act.what.kind === 'act' ? act.what.act.id : '')).entries.length).toBe(2);
  });

  it('is refused under an id that says something else, or is another person’s', async () => {
    const one = entry({ kind: 'step', step: arrived() });
    await send(one);
    expect(await codeOf(send({ ...one, tappedAt: ago(1) }))).toBe('conflict.changed');
    expect(await codeOf(send(one, organ.people.custodian))).toBe('conflict.changed');
    const act = anAct(newId());
    await send(entry({ kind: 'act', act }));
    expect(await codeOf(send(entry({ kind: 'act', act }), organ.people.custodian))).toBe('conflict.changed');
  });

  it('leaves nothing when its command refuses', async () => {
    const step = arrived();
    await send(entry({ kind: 'step', step }));
    await asPerson(ground, organ.people.custodian, (ctx) =>
      withdrawActStep(ctx, { id: newId(), replaces: step.id, reason: '误记' }),
    );
    const { actId: _, ...stated } = arrived();
    const late = entry({ kind: 'correction', step: { ...stated, replaces: step.id, reason: '时间记错' } });
    expect(await codeOf(send(late))).toBe('conflict.changed');
    expect(await countEntries([late.id])).toEqual([]);
    // Given up on the phone, it is told all the same.
    const reason = '保管员已撤回该环节';
    const what = {
      kind: 'givenUp',
      actId,
      instead: 'correction',
      refusal: 'conflict.changed',
      said: '{}',
      reason,
    };
    await send(entry(what as FieldEntryInput['what'], { id: late.id }));
    const last = (await trace()).entries.at(-1);
    expect(last).toMatchObject({
      kind: 'givenUp',
      subjectId: null,
      givenUp: { reason, instead: 'correction' },
    });
  });

  it('is of one’s own organ and own acts only', async () => {
    const step = arrived();
    expect(await codeOf(send(entry({ kind: 'step', step }), other.people.officer))).toBe('notFound');
    expect(await codeOf(send(entry({ kind: 'step', step }), organ.people.assistant))).toBe(
      'permission.denied',
    );
    await expect(readAs(ground, other.people.head, (ctx) => traceField(ctx, { id: actId }))).rejects.toThrow(
      'notFound',
    );
  });
});

describe('a drawn signature', () => {
  const draw = (one: ReturnType<typeof drawn>, by = organ.people.officer) =>
    asPerson(ground, by, (ctx) => drawSignature(ctx, signatureShapes.actSignatureInput.parse(one)));

  it('is kept once with the digest of what was shown, and says nothing else under its id', async () => {
    const id = (
      await asPerson(ground, organ.people.officer, (ctx) => {
        const { id: _, ...entered } = anAct(newId());
        return createAct(ctx, entered);
      })
    ).value.id;
    const one = drawn(id);
    await Promise.all([draw(one), draw(one)]);
    await draw(one);
    expect(await codeOf(draw({ ...one, signerName: '李四' }))).toBe('conflict.changed');
    expect(await codeOf(draw(one, organ.people.custodian))).toBe('conflict.changed');
    const kept = await readAs(ground, organ.people.head, (ctx) => signaturesUnder(ctx, { actId: id }));
    expect(kept).toMatchObject([{ id: one.id, refusedReason: null, statedBy: 'xz.officer' }]);
    expect(await countEntries([one.id])).toEqual(['signature.drawn']);
  });

  it('is refused with its reason or drawn, never both or neither, and not in the future', async () => {
    const refusal = { ...drawn(), strokes: [], refusedReason: '拒绝签名，称需咨询律师' };
    await draw(refusal);
    await expect(async () => draw({ ...drawn(), strokes: [] })).rejects.toThrow('拒签');
    await expect(async () => draw({ ...drawn(), refusedReason: '拒签' })).rejects.toThrow('拒签');
    expect(await codeOf(draw({ ...drawn(), at: ago(-30) }))).toBe('input.invalid');
    const kept = await readAs(ground, organ.people.head, (ctx) => signaturesUnder(ctx, { actId }));
    expect(kept.at(-1)?.id === refusal.id || kept.some(({ id }) => id === refusal.id)).toBe(true);
  });
});
