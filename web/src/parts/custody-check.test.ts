import { ContractError, describeError, type Output } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import {
  checkEntry,
  checkLog,
  checkRecording,
  checkRow,
  type ShownRecording,
  type ShownRow,
} from './custody-check.ts';
import {
  browse,
  digestOf,
  filmOf,
  fork,
  idOf,
  key,
  log,
  makeKey,
  makeLog,
  names,
  namingKey,
  now,
  origin,
  otherKey,
  rowOf,
  successor,
} from './custody-log-for-tests.ts';

describe('a log whose key was replaced', () => {
  test('is followed when the remembered key has named the new one, and that is remembered', async () => {
    const keys = namingKey(key, successor.verifierKey);
    const { checking, written, asked } = browse(successor, 9, log.memory(7), { keys });
    expect(await checkLog(checking)).toMatchObject({ state: 'followed', from: 7, size: 9 });
    expect(asked).toEqual(['logState', 'logKeys', 'proveConsistency']);
    expect(written).toEqual([{ ...successor.memory(9), since: log.memory(7).since }]);
  });

  test('is a warning when nobody named it, another key did, or the old one was revoked', async () => {
    const other = namingKey(makeKey(), successor.verifierKey);
    const revoked = namingKey(key, successor.verifierKey, true);
    for (const keys of [[], other, revoked, namingKey(key, log.verifierKey)]) {
      const { checking, written } = browse(successor, 9, log.memory(7), { keys });
      expect(await checkLog(checking)).toMatchObject({
        state: 'keyChanged',
        verifierKey: successor.verifierKey,
      });
      expect(written).toEqual([]);
    }
  });

  test('is a warning also when what is remembered is no key', async () => {
    const memory = { ...log.memory(7), verifierKey: 'nonsense' };
    const { checking } = browse(log, 9, memory, { keys: namingKey(key, log.verifierKey) });
    expect(await checkLog(checking)).toMatchObject({ state: 'keyChanged', remembered: memory });
  });

  test('must still continue what is remembered', async () => {
    const forked = makeLog(
      names.map((name) => `${name} changed`),
      otherKey,
    );
    const keys = namingKey(key, forked.verifierKey);
    const { checking } = browse(forked, 9, log.memory(7), { keys });
    expect(await checkLog(checking)).toMatchObject({ state: 'rewritten' });
    const { checking: shorter } = browse(successor, 5, log.memory(7), {
      keys: namingKey(key, successor.verifierKey),
    });
    expect(await checkLog(shorter)).toMatchObject({ state: 'shrunk' });
  });
});

describe('a log that continues what is remembered', () => {
  test('is seen first: its key and checkpoint are remembered with the time', async () => {
    const { checking, written } = browse(log, 7, null);
    expect(await checkLog(checking)).toMatchObject({ state: 'first', from: 0, size: 7, origin });
    expect(written).toEqual([{ ...log.memory(7), since: now }]);
  });

  test('is the same: no proof is needed', async () => {
    const { checking, asked, written } = browse(log, 7, log.memory(7));
    expect(await checkLog(checking)).toMatchObject({ state: 'same', from: 7, size: 7 });
    expect(asked).toEqual(['logState']);
    expect(written).toEqual([log.memory(7)]);
  });

  test('has grown from every size to every larger one: the newer is remembered, since the first time', async () => {
    for (let from = 1; from < log.size; from++)
      for (let to = from + 1; to <= log.size; to += 5) {
        const { checking, written } = browse(log, to, log.memory(from));
        expect(await checkLog(checking), `${from} to ${to}`).toMatchObject({
          state: 'grown',
          from,
          size: to,
        });
        expect(written).toEqual([log.memory(to)]);
      }
  });

  test('is empty: nothing is remembered', async () => {
    const { checking, written } = browse(log, 0, null);
    expect(await checkLog(checking)).toEqual({ state: 'empty' });
    expect(written).toEqual([]);
  });
});

describe('a log that does not is told, and what is remembered stays', () => {
  const other = makeLog(names, otherKey);
  const table: [what: string, before: ReturnType<typeof browse>, state: string][] = [
    ['another key', browse(other, 9, log.memory(7)), 'keyChanged'],
    ['another key over the same log', browse(other, 7, log.memory(7)), 'keyChanged'],
    ['fewer entries', browse(log, 6, log.memory(7)), 'shrunk'],
    ['another past', browse(fork, 20, log.memory(14)), 'rewritten'],
    ['another past of the same size', browse(fork, 14, log.memory(14)), 'rewritten'],
    [
      'another past with the proof of the true one',
      browse(fork, 20, log.memory(14), { consistency: log.consistency }),
      'rewritten',
    ],
    [
      'no proof of its growth',
      browse(log, 20, log.memory(14), {
        consistency: async (from, to) => ({ ...(await log.consistency(from, to)), proof: [] }),
      }),
      'rewritten',
    ],
    [
      'the proof of another growth',
      browse(log, 20, log.memory(14), { consistency: (from) => log.consistency(from, 19) }),
      'rewritten',
    ],
    [
      'a checkpoint that another key signed',
      browse(log, 20, log.memory(14), { state: { checkpoint: other.noteOf(20) } }),
      'badCheckpoint',
    ],
    [
      'a checkpoint at the first visit that its key did not sign',
      browse(log, 20, null, { state: { checkpoint: other.noteOf(20) } }),
      'badCheckpoint',
    ],
    [
      'a size changed in the signed text',
      browse(log, 20, log.memory(14), { state: { checkpoint: log.noteOf(20).replace('\n20\n', '\n21\n') } }),
      'badCheckpoint',
    ],
    [
      'what is no checkpoint',
      browse(log, 20, log.memory(14), { state: { checkpoint: 'none' } }),
      'badCheckpoint',
    ],
  ];
  test.each(table)('%s', async (_what, { checking, written }, state) => {
    const check = await checkLog(checking);
    expect(check.state).toBe(state);
    if ('reason' in check) expect(check.reason).not.toBe('');
    expect(written).toEqual([]);
  });

  test('the remembered size is what was signed, not what somebody wrote beside it', async () => {
    const spoilt = { ...fork.memory(14), size: 3 };
    const { checking, written } = browse(log, 20, spoilt);
    expect((await checkLog(checking)).state).toBe('rewritten');
    expect(written).toEqual([]);
  });

  test('a log that was not empty and is now', async () => {
    const { checking, written } = browse(log, 0, log.memory(14));
    expect((await checkLog(checking)).state).toBe('shrunk');
    expect(written).toEqual([]);
  });

  const faults = [
    new TypeError('fetch failed'),
    new ContractError(describeError('server.fault', { id: '1' }), 500),
  ];
  test.each(faults)('a network that fails is no finding: %s', async (fault) => {
    const consistency = () => Promise.reject(fault);
    const { checking, written } = browse(log, 20, log.memory(14), { consistency });
    await expect(checkLog(checking)).rejects.toBe(fault);
    expect(written).toEqual([]);
  });
});

describe('a recording', () => {
  const shown = filmOf(5, 'film 5');
  const entryRow = {
    ...{ entryId: 6, logIndex: 5, kind: 'recording.registered', at: now, actor: 'system' },
    subject: `recording/${idOf(5)}`,
  };
  const failing = async ({ checking }: ReturnType<typeof browse>, page = shown) => {
    const { ok, checks } = await checkRecording(page, checking);
    const failed = checks.filter((check) => !check.ok);
    expect(ok).toBe(failed.length === 0);
    for (const { fault } of failed) expect(fault).not.toBe('');
    return failed.map(({ check }) => check);
  };

  test('is in the log, with its place and who signed', async () => {
    const check = await checkRecording(shown, browse(log, 20, log.memory(14)).checking);
    expect(check).toMatchObject({ ok: true, index: 5, size: 20, signedBy: [origin] });
    expect(check.checks.map(({ check: name }) => name)).toEqual([
      ...['entry', 'payload', 'signature', 'inclusion'],
      ...['subject', 'consistency', 'row'],
    ]);
  });

  test('of an entry that shows nothing of its row is checked without it', async () => {
    const { ok, checks } = await checkEntry(entryRow, browse(log, 20, null).checking);
    expect(ok).toBe(true);
    expect(checks.map(({ check }) => check)).not.toContain('row');
  });

  test('whose receipt is the true one of another recording', async () => {
    const receipt = await log.receipt(6);
    const page = { ...filmOf(6, 'film 6'), id: idOf(5) };
    const { ok, checks } = await checkRecording(page, browse(log, 23, null, { receipt }).checking);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok)).toMatchObject([
      { check: 'subject' },
      { check: 'row', fault: 'not as sealed: id' },
    ]);
  });

  test.each([
    ['kind', { kind: 'recording.attributed' }],
    ['time', { at: '2026-10-14T02:00:01.000Z' }],
    ['place', { logIndex: 4 }],
    ['subject', { subject: `recording/${idOf(4)}` }],
  ])('of an entry whose row shows another %s', async (_what, other) => {
    const { ok, checks } = await checkEntry({ ...entryRow, ...other }, browse(log, 20, null).checking);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok).map(({ check }) => check)).toEqual(['subject']);
  });

  test('whose content is withheld is checked without it, and that is told', async () => {
    const receipt = { salt: '', payload: null, withheld: true };
    const checked = await checkRecording(shown, browse(log, 20, null, { receipt }).checking);
    expect(checked).toMatchObject({ ok: true, withheld: true });
    expect(checked.checks.map(({ check }) => check)).toEqual([
      ...['entry', 'signature', 'inclusion'],
      ...['subject', 'consistency'],
    ]);
  });

  test.each<Partial<ShownRecording>>([
    { name: 'film 6' },
    { originalName: '../film 5' },
    { kind: 'audio' },
    { mime: 'video/avi' },
    { size: 1 },
    { sha256: digestOf('film 6') },
    { sm3: digestOf('film 6') },
    { registeredAt: '2026-10-13T02:00:00.000Z' },
    { container: 'avi' },
    { durationMs: 20_000 },
    { metadataCreatedAt: now },
    { gps: null },
  ])('whose page shows another %o', async (other) =>
    expect(await failing(browse(log, 20, null), { ...shown, ...other })).toEqual(['row']),
  );

  test('whose row is not in the receipt', async () =>
    expect(await failing(browse(log, 20, null, { receipt: { payload: null } }))).toEqual(['payload', 'row']));

  const tampered: [what: string, receipt: Partial<Output<'proveRecording'>>, failed: string[]][] = [
    ['its row', { payload: rowOf(5, 'film 5 cut') }, ['payload', 'row']],
    [
      'what the page does not show of its row',
      { payload: { ...(rowOf(5, 'film 5') as object), relative_path: 'elsewhere' } },
      ['payload'],
    ],
    ['its place', { index: 4 }, ['inclusion']],
    ['its entry', { entry: '' }, ['entry', 'payload', 'inclusion', 'subject']],
    ['its proof', { proof: [] }, ['inclusion']],
  ];
  test.each(tampered)('whose receipt was changed in %s', async (_what, receipt, failed) =>
    expect(await failing(browse(log, 20, null, { receipt }))).toEqual(failed),
  );

  test('of a log whose past is another one', async () =>
    expect(await failing(browse(fork, 20, log.memory(14)))).toContain('consistency'));

  test('of a log whose key is another one is checked by the remembered key', async () => {
    const failed = await failing(browse(makeLog(names, otherKey), 20, log.memory(14)));
    expect(failed).toEqual(['signature', 'inclusion', 'consistency']);
  });

  test('that lies in a fork which the server shows for this receipt only', async () => {
    for (const size of [15, 20, 22])
      expect(
        await failing(browse(log, 20, log.memory(14), { receipt: await fork.receipt(5, size) })),
      ).toEqual(['consistency']);
  });

  test('whose receipt is older or newer than the checkpoint of the log', async () => {
    for (const size of [6, 14, 19, 20, 23])
      expect(await failing(browse(log, 20, log.memory(14), { receipt: await log.receipt(5, size) }))).toEqual(
        [],
      );
  });
});

describe('the row of an act', () => {
  const acts = makeLog(names, key, 'act');
  const page: ShownRow = {
    ...{ table: 'act', id: idOf(5) },
    columns: { name: 'film 5', registered_at: now, original_name: null },
  };
  const failing = async (row: ShownRow, receipt: Partial<Output<'proveAct'>> = {}, of = acts) => {
    const { checks } = await checkRow(row, browse(of, 20, null, { receipt }).checking);
    return checks.filter(({ ok }) => !ok).map(({ check }) => check);
  };

  test('is as the page shows it, and told with who attested it since when', async () => {
    const attested = [{ by: 'w1', as: 'witness' as const, at: now, size: 7 }];
    const { checking, asked } = browse(acts, 20, acts.memory(14), { receipt: { attested } });
    const checked = await checkRow(page, checking);
    expect(checked).toMatchObject({ ok: true, index: 5, at: now, receipt: { attested } });
    expect(asked).toContain('proveAct');
    expect(checked.checks.map(({ check }) => check)).toContain('shown');
  });

  test.each<[string, ShownRow['columns']]>([
    ['another name', { name: 'film 6' }],
    ['another moment', { registered_at: '2026-10-13T02:00:00.000Z' }],
    ['what was not sealed', { place: 'elsewhere' }],
    ['a value where none was sealed', { original_name: 'a' }],
  ])('is not, when the page shows %s', async (_what, columns) =>
    expect(await failing({ ...page, columns: { ...page.columns, ...columns } })).toEqual(['shown']),
  );

  test('is not another one, nor a film', async () => {
    expect(await failing({ ...page, id: idOf(6) })).toEqual(['subject']);
    expect(await failing(page, {}, log)).toEqual(['subject']);
  });

  test('that was erased or is withheld is not compared', async () => {
    const erased = { at: now, basis: '《个人信息保护法》第四十七条', reason: '登记有误' };
    const other = { ...page, columns: { name: 'film 6' } };
    expect(await failing(other, { salt: '', payload: null, erased })).toEqual([]);
    expect(await failing(other, { salt: '', payload: null, withheld: true })).toEqual([]);
  });
});
