import { describe, expect, test } from 'vitest';
import { Authority } from '../../test/authority.ts';
import { foundIn, packageFiles, packageVectors, sourceOf, verify } from '../../test/package-source.ts';
import { fromUtf8, utf8 } from '../bytes.ts';
import { parseNote } from '../note.ts';
import { makeTimeStampQuery, readCertificates, verifyTimeStamp } from '../time-stamp.ts';
import { fingerprintOf } from './keys.ts';

const [logKey = ''] = packageVectors.cases[0]?.reader.keys ?? [];
const stampPath = 'data/log/timestamps/one.tsr';
const note = fromUtf8(packageFiles().find(([path]) => path === 'data/log/checkpoint')?.[1] ?? utf8(''));
const signed = utf8(parseNote(note).text);
const stamped = (at: string, accuracyMillis: number | null = null) => ({
  checkTimestamp: async () => ({ at, authority: 'Authority', accuracyMillis }),
});
const withStamp = (bytes: Uint8Array) => sourceOf(packageFiles({ [stampPath]: bytes }));
const trusting = { keys: [logKey], certificates: [Uint8Array.of(1)] };

describe('a time stamp', () => {
  test('bounds the time from above', async () => {
    const report = await verify(withStamp(utf8('x')), trusting, stamped('2026-07-24T05:00:00.000Z', 1500));
    expect(report.verdicts.time).toEqual({ outcome: 'holds', findings: [], more: 0 });
    const at = '2026-07-24T05:00:00.000Z';
    expect(report.bounds).toEqual([{ by: 'Authority', kind: 'stamp', at, accuracyMillis: 1500 }]);
  });

  test.each([
    ['2026-07-24T04:05:00.000Z', null, []],
    ['2026-07-24T04:04:59.999Z', null, ['time.after 26']],
    ['2026-07-24T04:04:59.999Z', 1, []],
    ['2026-07-24T02:00:00.000Z', null, ['time.after 21', 'time.after 26']],
  ])('at %s (off by %s ms at most) against what the organ says', async (at, accuracy, found) => {
    const report = await verify(withStamp(utf8('x')), trusting, stamped(at, accuracy));
    expect(foundIn(report).filter((each) => each.startsWith('time'))).toEqual(found);
  });

  test.each([
    ['no certificate is trusted', { keys: [logKey] }, stamped('2026-07-24T05:00:00.000Z')],
    ['nothing can check it', trusting, {}],
    ['it is stamped at no moment', trusting, stamped('soon')],
    ['it is wrong', trusting, { checkTimestamp: () => Promise.reject(new Error('wrong')) }],
  ])('counts for nothing when %s', async (_what, trust, options) => {
    const report = await verify(withStamp(utf8('x')), trust, options);
    expect(report.verdicts.time.outcome).toBe('cannotTell');
    expect(report.verdicts.time.findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      `time.stampUnusable ${stampPath}`,
      'time.none ',
    ]);
  });
});

describe('a stamp of a real authority', () => {
  test('over the signed text counts; one over another text does not', async () => {
    const authority = new Authority();
    try {
      const nonce = new Uint8Array(8).fill(7);
      const certificates = readCertificates(authority.root);
      const trust = { keys: [logKey], certificates };
      const options = { checkTimestamp: verifyTimeStamp };
      const good = authority.answer(makeTimeStampQuery(signed, nonce));
      const report = await verify(withStamp(good), trust, options);
      expect(report.bounds.map(({ by }) => by)).toEqual(['Authority of the test']);
      const carried = {
        authorities: [{ name: 'Authority', pem: authority.root }],
        log: [],
        succession: [],
        witnesses: [],
      };
      const files = { [stampPath]: good, 'data/log/keys.json': utf8(JSON.stringify(carried)) };
      const [certificate = utf8('')] = certificates;
      const fingerprint = fingerprintOf(certificate);
      for (const [fingerprints, trusted] of [
        [[fingerprint.slice(0, 39)], true],
        [[fingerprint.slice(5)], false],
        [[], false],
      ] as const) {
        const told = await verify(sourceOf(packageFiles(files)), { keys: [logKey], fingerprints }, options);
        expect(told.authorities).toEqual([{ name: 'Authority', fingerprint, trusted }]);
        expect(told.verdicts.time.outcome).toBe(trusted ? 'holds' : 'cannotTell');
      }
      const other = authority.answer(makeTimeStampQuery(utf8(note), nonce));
      const refused = await verify(withStamp(other), trust, options);
      expect(refused.bounds).toEqual([]);
      expect(refused.verdicts.time.outcome).toBe('cannotTell');
    } finally {
      authority.close();
    }
  });
});
