import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foundIn,
  outcomesOf,
  packageFiles,
  packageVectors,
  sourceOf,
  verify,
} from '../../test/package-source.ts';
import { flipBit } from '../../test/samples.ts';
import { fromUtf8, utf8 } from '../bytes.ts';
import { fingerprintOf } from './keys.ts';

const files = packageFiles();
const whole = packageVectors.cases[0];
const trust = { keys: whole?.reader.keys ?? [], witnesses: 1 };
const [logKey = '', witnessKey = ''] = trust.keys;
const textOf = (path: string): string =>
  fromUtf8(files.find(([name]) => name === path)?.[1] ?? new Uint8Array());

describe('what is told of a package that is right', () => {
  test('its digest, description, checkpoint, seal and size', async () => {
    const report = await verify(sourceOf(files), trust);
    expect(report.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(report.description?.subject.title).toBe('现场检查');
    expect(report.checkpoint).toMatchObject({ origin: 'log.example/liuhen', size: 32 });
    expect(report.sealed).toMatchObject({ index: 26, entry: { kind: 'package.described' }, proven: true });
    expect(report.files).toBe(files.length);
    expect(report.bytes).toBe(files.reduce((sum, [, bytes]) => sum + bytes.length, 0));
  });

  test('whose keys signed, by fingerprint, and when the witness did', async () => {
    const { keys, bounds } = await verify(sourceOf(files), trust);
    const told = keys.map(({ name, role, trusted, signature }) => ({ name, role, trusted, signature }));
    expect(told).toEqual([
      { name: 'log.example/liuhen', role: 'log', trusted: true, signature: 'good' },
      { name: 'witness.example/w1', role: 'witness', trusted: true, signature: 'good' },
    ]);
    expect(keys[0]?.fingerprint).toBe(fingerprintOf(logKey));
    const at = '2026-07-24T04:30:00.000Z';
    expect(bounds).toEqual([{ by: 'witness.example/w1', kind: 'cosignature', at, accuracyMillis: 0 }]);
  });

  test('the story of each thing: its own entries and those that point to it', async () => {
    const { items, entries } = await verify(sourceOf(files), trust);
    expect(items.map(({ of, files: paths, entries: told }) => [of.split('/')[0], paths, told])).toEqual([
      ['document', ['data/documents/笔录.pdf'], [12]],
      ['recording', ['data/originals/film.mp4'], [5, 6, 9]],
      ['derivative', ['data/proxies/film.mp4'], [9]],
    ]);
    expect(entries.map(({ index }) => index)).toEqual([3, 5, 6, 9, 12, 14, 20, 21]);
    expect(entries.find(({ index }) => index === 14)).toMatchObject({ payload: null, proven: true });
    expect(entries.find(({ index }) => index === 21)?.entry.kind).toBe('future.happened');
  });

  test('progress, up to the last byte', async () => {
    const told: [number, number][] = [];
    const progress = (done: number, total: number) => told.push([done, total]);
    const { bytes } = await verify(sourceOf(files), trust, { progress });
    expect(told.at(-1)).toEqual([bytes, bytes]);
    expect(told.every(([done], i) => done > (told[i - 1]?.[0] ?? 0))).toBe(true);
  });

  test('the same, however many files are read at once and in whatever pieces', async () => {
    const one = await verify(sourceOf(files, 1), trust);
    const many = await verify(sourceOf([...files].reverse(), 1_000_000), trust, { atOnce: 5 });
    expect(foundIn(many)).toEqual(foundIn(one));
    expect(outcomesOf(one)).toEqual(['holds', 'holds', 'holds', 'holds']);
  });
});

describe('every byte of the package is held by something', () => {
  test.each(files.map(([path]) => [path]))('%s', async (path) => {
    const bytes = files.find(([name]) => name === path)?.[1] ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at += 1 + Math.floor(bytes.length / 24)) {
      const report = await verify(
        sourceOf(packageFiles({ [path]: flipBit(bytes, at * 8 + (at % 8)) })),
        trust,
      );
      expect(report.verdicts.content.outcome, `${path} at ${at}`).toBe('fails');
      expect(report.verdicts.content.findings.length + report.verdicts.log.findings.length).toBeGreaterThan(
        0,
      );
    }
  });
});

describe('paths', () => {
  const bad = [
    ...['../evil', '/etc/passwd', 'data/../../evil', 'data//a', 'data/./a', 'data\\a', 'C:a', 'data/a\nb'],
    ...['', 'data/', 'data/e\u0301', `data/${'a'.repeat(1000)}`, 'data/\ud800'],
  ];
  test.each(bad.map((path) => [path]))('%j is not safe, and its file is not opened', async (path) => {
    const source = sourceOf([...files, [path, utf8('x')]]);
    const opened: string[] = [];
    const watched = {
      ...source,
      open: (file: { path: string; bytes: number }) => {
        opened.push(file.path);
        return source.open(file);
      },
    };
    const report = await verify(watched, trust, {
      digest: async (file) => {
        opened.push(file.path);
        return { bytes: 0, sha256: '', sm3: '' };
      },
    });
    expect(report.verdicts.content.findings.map(({ code }) => code)).toContain('path.unsafe');
    expect(opened).not.toContain(path);
  });

  test('of two files with one path only the first is read, and that is told', async () => {
    const report = await verify(
      sourceOf([...files, ['data/originals/film.mp4', utf8('another film')]]),
      trust,
    );
    expect(foundIn(report)).toContain('path.double data/originals/film.mp4');
    expect(report.verdicts.content.outcome).toBe('fails');
    const folded = await verify(sourceOf([...files, ['data/originals/FILM.mp4', utf8('x')]]), trust);
    expect(foundIn(folded)).toContain('path.double data/originals/FILM.mp4');
  });
});

describe('a hostile package', () => {
  const paths = files.map(([path]) => path);
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((text) => utf8(text.toWellFormed())),
    fc.constant(utf8(`${'['.repeat(100_000)}`)),
    fc.constant(utf8('{"__proto__":{"entries":[]},"format":"liuhen-evidence-package","version":1}')),
    fc.constant(null),
  );

  test('never throws, and never passes, whatever lies in its files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...paths), anything, { minKeys: 1, maxKeys: 4 }),
        async (changes) => {
          const report = await verify(sourceOf(packageFiles(changes), 4096), trust);
          expect(report.verdicts.content.outcome).toBe('fails');
        },
      ),
      { numRuns: 150 },
    );
  });

  test('is empty', async () => {
    const report = await verify(sourceOf([]), trust);
    expect(outcomesOf(report)).toEqual(['fails', 'fails', 'cannotTell', 'fails']);
    expect(report.digest).toBeNull();
  });

  test('gives more bytes than it said', async () => {
    const source = sourceOf(files);
    const endless: typeof source = {
      files: source.files,
      open: async function* (file) {
        if (file.path !== 'data/log/checkpoint') return yield* source.open(file);
        const piece = new Uint8Array(2 ** 18);
        for (;;) yield piece;
      },
    };
    const report = await verify(endless, trust, {
      digest: async () => ({ bytes: 0, sha256: '', sm3: '' }),
    });
    expect(foundIn(report)).toContain('file.tooLarge data/log/checkpoint');
  });

  test('cannot be read: every file that fails is named', async () => {
    const source = sourceOf(files);
    const broken: typeof source = {
      files: source.files,
      open: (file) => {
        if (file.path === 'data/originals/film.mp4') throw new Error('the disc is scratched');
        return source.open(file);
      },
    };
    const report = await verify(broken, trust);
    const [finding] = report.verdicts.content.findings;
    expect(finding).toEqual({
      code: 'file.unreadable',
      at: 'data/originals/film.mp4',
      fault: 'the disc is scratched',
    });
  });

  test('has a line without end, or a million findings: what is kept is bounded', async () => {
    const long = packageFiles({ 'data/log/entries.jsonl': new Uint8Array(5 * 2 ** 20).fill(0x20) });
    expect(foundIn(await verify(sourceOf(long, 2 ** 16), trust))).toContain('entries.form 1');
    const many = utf8('x\n'.repeat(10_000));
    const report = await verify(sourceOf(packageFiles({ 'data/log/entries.jsonl': many }), 4096), trust);
    expect(report.verdicts.log.findings.length).toBeLessThan(500);
    expect(report.verdicts.log.more).toBeGreaterThan(9000);
  });
});

describe('whom the reader trusts', () => {
  test('only a whole enough fingerprint counts', async () => {
    for (const [typed, outcome] of [
      [fingerprintOf(logKey), 'holds'],
      [fingerprintOf(logKey).toUpperCase().replaceAll(' ', '-'), 'holds'],
      [fingerprintOf(logKey).slice(0, 39), 'holds'],
      [fingerprintOf(logKey).slice(0, 34), 'cannotTell'],
      [fingerprintOf(witnessKey), 'cannotTell'],
      ['', 'cannotTell'],
    ] as const) {
      const report = await verify(sourceOf(files), { fingerprints: [typed] });
      expect(report.verdicts.signers.outcome, typed).toBe(outcome);
    }
  });

  test('a key that cannot be read is told, the others still count', async () => {
    const report = await verify(sourceOf(files), { keys: ['nonsense', logKey, `${logKey}A`] });
    expect(foundIn(report).filter((found) => found.startsWith('keys.form'))).toEqual([
      `keys.form ${logKey}A`,
      'keys.form nonsense',
    ]);
    expect(report.verdicts.signers.outcome).toBe('holds');
  });

  test('a witness in the list of log keys is none', async () => {
    const keys = JSON.stringify({ authorities: [], log: [witnessKey], succession: [], witnesses: [] });
    const report = await verify(sourceOf(packageFiles({ 'data/log/keys.json': utf8(keys) })));
    expect(foundIn(report)).toContain('checkpoint.unsigned log.example/liuhen');
  });

  test('a cosignature for another time is wrong', async () => {
    const lines = textOf('data/log/checkpoint').split('\n');
    const blob = Buffer.from(lines[5]?.split(' ')[2] ?? '', 'base64');
    blob[11] = (blob[11] ?? 0) ^ 1;
    lines[5] = `— witness.example/w1 ${blob.toString('base64')}`;
    const changed = packageFiles({ 'data/log/checkpoint': utf8(lines.join('\n')) });
    const report = await verify(sourceOf(changed), trust);
    expect(report.verdicts.signers.findings.map(({ code }) => code)).toEqual([
      'signer.cosignature',
      'signer.policy',
    ]);
    expect(report.verdicts.time.outcome).toBe('cannotTell');
  });
});
