import { emptyRoot, formatCheckpoint, parseCheckpoint, parseNote, signNote } from '@liuhen/proof';
import { describe, expect, test } from 'vitest';
import { makeSigner, WatchedLog } from '../../test/watched-log.ts';
import { judge, readSubmission, type Seen, type Submission } from './judge.ts';

const origin = 'log.example/liuhen';
const leaves = Array.from({ length: 40 }, (_, i) => `leaf ${i}`);
const log = () => new WatchedLog(origin, leaves);
const seenAt = (of: WatchedLog, size: number): Seen => {
  const note = of.note(size);
  return { size, root: parseCheckpoint(parseNote(note).text).root, note };
};
async function submit(of: WatchedLog, from: number, to = of.size): Promise<Submission> {
  const read = readSubmission(await of.submission(from, to));
  if (read === null) throw new Error('the submission has no form');
  return read;
}

describe('the body of add-checkpoint', () => {
  test('is read as it was written', async () => {
    const one = log();
    const read = readSubmission(await one.submission(7, 40));
    expect(read).toEqual({ oldSize: 7, proof: await one.proof(7, 40), note: one.note(40) });
    expect(readSubmission(await one.submission(0))).toMatchObject({ oldSize: 0, proof: [] });
  });

  const note = log().note();
  const hash = Buffer.alloc(32).toString('base64');
  test.each([
    ['nothing', ''],
    ['a note alone', note],
    ['no size', `old \n\n${note}`],
    ['a size with zeros', `old 07\n\n${note}`],
    ['a negative size', `old -1\n\n${note}`],
    ['a size beyond whole numbers', `old 9007199254740993\n\n${note}`],
    ['two spaces', `old  7\n\n${note}`],
    ['another word', `new 7\n\n${note}`],
    ['a hash that is not base64', `old 7\n%\n\n${note}`],
    ['a short hash', `old 7\n${Buffer.alloc(31).toString('base64')}\n\n${note}`],
    ['a hash without its padding', `old 7\n${hash.slice(0, -1)}\n\n${note}`],
    ['64 hashes', `old 7\n${`${hash}\n`.repeat(64)}\n${note}`],
    ['carriage returns', `old 7\r\n\r\n${note}`],
    ['no empty line', `old 7\n${note}`],
    ['no note', 'old 7\n\n'],
    ['an unsigned checkpoint', `old 7\n\n${parseNote(note).text}`],
    ['a note that is no checkpoint', `old 7\n\n${signNote('x\n', [makeSigner(origin).signer])}`],
  ])('%s is refused', (_, body) => expect(readSubmission(body)).toBeNull());

  test('63 hashes are read', () => {
    expect(readSubmission(`old 7\n${`${hash}\n`.repeat(63)}\n${note}`)?.proof).toHaveLength(63);
  });
});

describe('what a witness answers', () => {
  const keys = { logs: [log().verifierKey], former: [] };

  test('the first checkpoint of a log it serves is taken as it is', async () => {
    expect(judge(await submit(log(), 0), keys, null)).toMatchObject({ status: 200 });
  });

  test('every growth that is proven', async () => {
    for (const [from, to] of [
      [1, 2],
      [3, 40],
      [32, 33],
      [39, 40],
      [16, 32],
    ] as const)
      expect(judge(await submit(log(), from, to), keys, seenAt(log(), from)).status).toBe(200);
  });

  test('the same again', async () => {
    expect(judge(await submit(log(), 40, 40), keys, seenAt(log(), 40)).status).toBe(200);
  });

  test('404 for a log it does not serve, whatever its signature', async () => {
    const other = new WatchedLog('other.example/log', leaves);
    expect(judge(await submit(other, 0), keys, null)).toEqual({ status: 404 });
  });

  test('403 for a signature of another key in the name of the log, or a wrong one', async () => {
    const { signer } = makeSigner('somebody.else');
    const text = parseNote(log().note()).text;
    const forged = signNote(text, [{ ...signer, name: origin }]);
    expect(judge({ oldSize: 0, proof: [], note: forged }, keys, null)).toEqual({ status: 403 });
    const own = makeSigner(origin).signer;
    const wrong = signNote(text, [{ ...own, sign: () => new Uint8Array(64) }]);
    expect(judge({ oldSize: 0, proof: [], note: wrong }, keys, null)).toEqual({ status: 403 });
  });

  test('400 for an old size above the new one', async () => {
    const submission = { ...(await submit(log(), 5, 5)), oldSize: 6 };
    expect(judge(submission, keys, seenAt(log(), 6))).toEqual({ status: 400 });
  });

  test('409 with its size for another old size, and nothing held against the log', async () => {
    for (const from of [0, 3, 8])
      expect(judge(await submit(log(), from), keys, seenAt(log(), 7))).toEqual({
        ...{ status: 409, known: 7, refused: null },
      });
    expect(judge(await submit(log(), 3), keys, null)).toMatchObject({ status: 409, known: 0 });
  });

  test('a fork of the same size is refused and held against the log', async () => {
    const other = new WatchedLog(origin, [...leaves.slice(0, 39), 'another']);
    const fork = { status: 409, known: 40, refused: 'fork' };
    expect(judge(await submit(other, 40, 40), keys, seenAt(log(), 40))).toEqual(fork);
    expect(judge(await submit(other, 0, 40), keys, seenAt(log(), 40))).toEqual(fork);
  });

  test('a fork that grew has no proof', async () => {
    const other = new WatchedLog(origin, ['another', ...leaves]);
    expect(judge(await submit(other, 7), keys, seenAt(log(), 7))).toEqual({
      ...{ status: 422, refused: 'unproven' },
    });
  });

  test('a proof with a hash too many, too few, or another', async () => {
    const good = await submit(log(), 7);
    const proofs = [
      good.proof.slice(1),
      [...good.proof, new Uint8Array(32)],
      good.proof.map((hash, i) => (i === 1 ? new Uint8Array(32) : hash)),
      [],
    ];
    for (const proof of proofs) expect(judge({ ...good, proof }, keys, seenAt(log(), 7)).status).toBe(422);
    const first = await submit(log(), 0);
    expect(judge({ ...first, proof: [new Uint8Array(32)] }, keys, null).status).toBe(422);
  });

  test('a smaller tree is held against the log that shows it, and against nobody when it was sent', async () => {
    const smaller = await submit(log(), 7, 9);
    const seen = seenAt(log(), 40);
    expect(judge(smaller, keys, seen)).toEqual({ status: 409, known: 40, refused: null });
    const shown = { ...smaller, shownByLog: true };
    expect(judge(shown, keys, seen)).toEqual({ status: 409, known: 40, refused: 'older' });
  });

  describe('to what a former key signed', () => {
    const changed = { logs: [new WatchedLog(origin, [], 'the next key').verifierKey], former: keys.logs };

    test('is 403 where it is larger than what was cosigned: that key signs nothing new', async () => {
      expect(judge(await submit(log(), 7, 9), changed, seenAt(log(), 7))).toEqual({ status: 403 });
      expect(judge(await submit(log(), 0, 9), changed, null)).toEqual({ status: 403 });
    });

    test('is never a cosignature, and evidence where it is a fork or a rollback', async () => {
      const seen = seenAt(log(), 9);
      const same = await submit(log(), 9, 9);
      expect(judge(same, changed, seen)).toEqual({ status: 409, known: 9, refused: null });
      const fork = await submit(new WatchedLog(origin, ['another', ...leaves]), 9, 9);
      expect(judge(fork, changed, seen)).toMatchObject({ status: 409, refused: 'fork' });
      const back = { ...(await submit(log(), 7, 7)), shownByLog: true };
      expect(judge(back, changed, seen)).toMatchObject({ status: 409, refused: 'older' });
    });

    test('is 403 where that key was revoked', async () => {
      const back = { ...(await submit(log(), 7, 7)), shownByLog: true };
      expect(judge(back, { ...changed, former: [] }, seenAt(log(), 9))).toEqual({ status: 403 });
    });
  });

  test('a log whose first checkpoint was empty', async () => {
    const { signer } = makeSigner(origin);
    const empty = (root: Uint8Array) => signNote(formatCheckpoint({ origin, size: 0, root }), [signer]);
    const given = (root: Uint8Array) => ({ oldSize: 0, proof: [], note: empty(root) });
    expect(judge(given(emptyRoot()), keys, null).status).toBe(200);
    expect(judge(given(new Uint8Array(32)), keys, null).status).toBe(422);
    const seen = { size: 0, root: emptyRoot(), note: empty(emptyRoot()) };
    expect(judge(await submit(log(), 0), keys, seen).status).toBe(200);
  });
});
