import { describe, expect, test } from 'vitest';
import { flipBit, otherSign, readVectors } from '../test/samples.ts';
import { sampleKey, sampleNote } from '../vectors/naive.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import type { Json } from './canonical.ts';
import { type InclusionReceipt, receiptChecks, verifyReceipt } from './receipt.ts';

interface ReceiptVectors {
  trusted: string[];
  receipts: InclusionReceipt[];
}
const { trusted, receipts } = readVectors<ReceiptVectors>('receipt.json');
const [, receipt] = receipts as [InclusionReceipt, InclusionReceipt];
const origin = 'log.example/liuhen';
const witness = sampleKey('witness.example/w1');
const payload = receipt.payload as { [key: string]: Json };

/** The checks that fail, in order; asks too that the whole is only good when none does. */
function failing(changed: InclusionReceipt, keys: readonly string[] = trusted): string[] {
  const result = verifyReceipt(changed, keys);
  const failed = result.checks.filter((check) => !check.ok).map((check) => check.check);
  expect(result.checks.map((check) => check.check)).toEqual(receiptChecks);
  expect(result.ok).toBe(failed.length === 0);
  return failed;
}
const changedBy = (change: Record<string, unknown>): string[] =>
  failing({ ...receipt, ...change } as InclusionReceipt);

describe('receipts that are right', () => {
  test.each(receipts)('leaf $index of $size', (each) => {
    expect(failing(each)).toEqual([]);
    const { entry, checkpoint, signedBy } = verifyReceipt(each, trusted);
    expect(entry?.kind).toBe('recording.registered');
    expect(checkpoint?.size).toBe(each.size);
    expect(checkpoint?.origin).toBe(origin);
    expect(signedBy).toEqual([origin]);
  });

  test('every check says in one Chinese sentence what it compared, and has no fault', () => {
    for (const { detail, fault } of verifyReceipt(receipt, trusted).checks) {
      expect(detail).toMatch(/^[^a-z\n].*[\u4e00-\u9fff].*。$/);
      expect(fault).toBe('');
    }
  });

  test('the sentences name kind, moment, origin, size and place', () => {
    const details = verifyReceipt(receipt, trusted).checks.map((check) => check.detail);
    expect(details[0]).toContain('recording.registered');
    expect(details[0]).toContain('2026-07-23T01:02:03.004Z');
    expect(details[2]).toContain(`${origin}，共 300 条`);
    expect(details[3]).toContain('300 条中的第 138 条');
  });

  test('a trusted witness is named too', () => {
    const { signedBy, checks } = verifyReceipt(receipt, [...trusted, witness.verifierKey]);
    expect(signedBy).toEqual([origin, witness.name]);
    expect(checks[2]?.detail).toContain(`${origin}、${witness.name}`);
  });

  test('come through a file as they were', () => {
    expect(failing(JSON.parse(JSON.stringify(receipt)) as InclusionReceipt)).toEqual([]);
  });
});

describe('a part that was tampered with fails its check', () => {
  const entryOf = (from: string, to: string) => ({ entry: receipt.entry.replace(from, to) });
  const [first = '', second = ''] = receipt.proof;
  const rest = receipt.proof.slice(1);
  const table: [what: string, change: Record<string, unknown>, failed: string[]][] = [
    ['the kind', entryOf('recording.registered', 'recording.attributed'), ['inclusion']],
    ['the moment', entryOf('T01:02', 'T01:03'), ['inclusion']],
    ['the organ', entryOf('0b0e7c6e', '0b0e7c6f'), ['inclusion']],
    ['the actor', entryOf('system', '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10'), ['inclusion']],
    ['the subject', entryOf('recording/', 'derivative/'), ['inclusion']],
    ['the digest', entryOf('"sha256:cc', '"sha256:cd'), ['payload', 'inclusion']],
    ['an entry with white space', { entry: ` ${receipt.entry}` }, ['entry', 'payload', 'inclusion']],
    ['no entry', { entry: '' }, ['entry', 'payload', 'inclusion']],
    ['a value of the payload', { payload: { ...payload, size: 1048577 } }, ['payload']],
    ['a member more', { payload: { ...payload, more: 1 } }, ['payload']],
    ['no payload', { payload: null }, ['payload']],
    ['the salt', { salt: receipt.salt.replace('0f', '0e') }, ['payload']],
    ['a short salt', { salt: receipt.salt.slice(2) }, ['payload']],
    ['a salt that is not hexadecimal', { salt: receipt.salt.replace('0f', '0g') }, ['payload']],
    ['the index', { index: 136 }, ['inclusion']],
    ['an index beyond the log', { index: 300 }, ['inclusion']],
    ['a broken index', { index: 137.5 }, ['inclusion']],
    ['an index below nothing', { index: -1 }, ['inclusion']],
    ['a size that is not that of the checkpoint', { size: 301 }, ['inclusion']],
    ['no proof', { proof: [] }, ['inclusion']],
    ['a hash missing', { proof: rest }, ['inclusion']],
    ['a hash more', { proof: [...receipt.proof, first] }, ['inclusion']],
    ['two hashes swapped', { proof: [second, first, ...receipt.proof.slice(2)] }, ['inclusion']],
    ['a hash that is no base64', { proof: ['*', ...rest] }, ['inclusion']],
    ['a short hash', { proof: [toBase64(new Uint8Array(31)), ...rest] }, ['inclusion']],
    ['no checkpoint', { checkpoint: '' }, ['signature', 'inclusion']],
    [
      'an unsigned checkpoint',
      { checkpoint: receipt.checkpoint.split('\n\n')[0] },
      ['signature', 'inclusion'],
    ],
    [
      'the size in the checkpoint',
      { size: 301, checkpoint: receipt.checkpoint.replace('\n300\n', '\n301\n') },
      ['signature', 'inclusion'],
    ],
    ['the checkpoint of another size', { checkpoint: receipts[3]?.checkpoint }, ['inclusion']],
    ['the checkpoint of another log', { checkpoint: receipts[2]?.checkpoint }, ['inclusion']],
  ];
  test.each(table)('%s', (_what, change, failed) => {
    expect(changedBy(change)).toEqual(failed);
  });

  test('every third sign of the entry', () => {
    for (let at = 0; at < receipt.entry.length; at += 3) {
      expect(changedBy({ entry: otherSign(receipt.entry, at) }), `sign ${at}`).toContain('inclusion');
    }
  });

  test('every sign of the salt, and of the payload as it is written', () => {
    for (let at = 0; at < receipt.salt.length; at++) {
      expect(changedBy({ salt: otherSign(receipt.salt, at) }), `sign ${at}`).toEqual(['payload']);
    }
    const written = JSON.stringify(receipt.payload);
    for (let at = 0; at < written.length; at++) {
      const other = parsed(otherSign(written, at));
      if (other !== undefined) expect(changedBy({ payload: other }), `sign ${at}`).toEqual(['payload']);
    }
    function parsed(text: string): unknown {
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    }
  });

  test('bytes all over every hash of the proof', () => {
    for (const [i, hash] of receipt.proof.entries()) {
      for (let bit = 0; bit < 256; bit += 24) {
        const proof = [...receipt.proof];
        proof[i] = toBase64(flipBit(fromBase64(hash), bit + ((bit / 24) % 8)));
        expect(changedBy({ proof }), `hash ${i}, bit ${bit}`).toEqual(['inclusion']);
      }
    }
  });

  test('every sign of the checkpoint that the log signed, and of its signature', () => {
    const single = sampleNote(receipt.checkpoint.slice(0, receipt.checkpoint.indexOf('\n\n') + 1), [origin]);
    expect(changedBy({ checkpoint: single })).toEqual([]);
    for (let at = 0; at < single.length; at++) {
      expect(changedBy({ checkpoint: otherSign(single, at) }), `sign ${at}`).toEqual([
        'signature',
        'inclusion',
      ]);
    }
  });

  test('every other index', () => {
    for (let index = 0; index < receipt.size; index += index < 130 || index > 145 ? 9 : 1) {
      if (index !== receipt.index) expect(changedBy({ index }), `index ${index}`).toEqual(['inclusion']);
    }
  });
});

describe('whom the reader trusts', () => {
  const other = sampleKey('other.example/log').verifierKey;
  const table: [what: string, keys: string[]][] = [
    ['nobody', []],
    ['another log', [other]],
    ['the witness only', [witness.verifierKey]],
    ['a key that is none', ['log.example/liuhen']],
    ['a key whose id is not its own', [otherSign(trusted[0] ?? '', origin.length + 1)]],
  ];
  test.each(table)('%s', (_what, keys) => {
    expect(failing(receipt, keys)).toEqual(['signature', 'inclusion']);
    const { checkpoint, signedBy } = verifyReceipt(receipt, keys);
    expect(checkpoint).toBeNull();
    expect(signedBy).toEqual([]);
  });

  test('a root made up and signed by somebody else proves nothing', () => {
    const text = receipt.checkpoint.slice(0, receipt.checkpoint.indexOf('\n\n') + 1);
    const forged = sampleNote(text, ['other.example/log']);
    expect(failing({ ...receipt, checkpoint: forged }, [...trusted, other])).toEqual([
      'signature',
      'inclusion',
    ]);
  });
});

describe('what failed is told', () => {
  test('in one Chinese sentence of its own for each check, with a fault in English', () => {
    const broken = { ...receipt, entry: '', checkpoint: '' };
    const { checks } = verifyReceipt(broken, trusted);
    expect(new Set(checks.map((check) => check.detail)).size).toBe(4);
    for (const { detail, fault } of checks) {
      expect(detail).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(fault).toMatch(/^[a-z][ -~]+$/i);
    }
  });

  test('nothing that was not proven is given out', () => {
    const result = verifyReceipt({ ...receipt, entry: `${receipt.entry} `, checkpoint: '' }, trusted);
    expect(result.entry).toBeNull();
    expect(result.checkpoint).toBeNull();
  });
});

describe('a file that is no receipt is refused without an accident', () => {
  const wrong = [
    null,
    undefined,
    1,
    '',
    [],
    {},
    { entry: {} },
    { ...receipt, proof: null, salt: 5, checkpoint: [] },
  ];
  test.each(wrong.map((value) => [value]))('%j', (value) => {
    expect(failing(value as unknown as InclusionReceipt).length).toBeGreaterThan(0);
  });

  const strange = [null, undefined, {}, [], 5, true, '0', { length: 40 }];
  test.each(Object.keys(receipt))('a strange %s', (member) => {
    for (const value of strange) {
      if (member === 'payload' && value === undefined) continue;
      expect(changedBy({ [member]: value }).length, JSON.stringify(value)).toBeGreaterThan(0);
    }
  });

  test('a payload without end is refused before the stack is', () => {
    let deep: Json = [];
    for (let i = 0; i < 20_000; i++) deep = [deep];
    expect(changedBy({ payload: deep })).toEqual(['payload']);
  });
});
