import { describe, expect, test } from 'vitest';
import {
  foundIn,
  outcomesOf,
  packageFiles,
  packageVectors,
  sourceOf,
  verify,
} from '../../test/package-source.ts';
import { type FindingCode, findingCodes } from './findings.ts';

const bytesOf = (changes: Record<string, string | null>): Record<string, Uint8Array | null> =>
  Object.fromEntries(
    Object.entries(changes).map(([path, text]) => [path, text === null ? null : Buffer.from(text, 'base64')]),
  );

describe('the vectors of the evidence package', () => {
  test.each(packageVectors.cases)('$name', async ({ changes, reader, outcomes, findings }) => {
    const { keys, revoked, fingerprints, witnesses, checkpoints, expected, sm3 } = reader;
    const options = { checkpoints, sm3, ...(expected === null ? {} : { expected }) };
    const source = sourceOf(packageFiles(bytesOf(changes)));
    const report = await verify(source, { keys, revoked, fingerprints, witnesses }, options);
    expect(foundIn(report)).toEqual(findings);
    expect(outcomesOf(report)).toEqual(outcomes);
  });

  test('name codes that exist', () => {
    for (const { findings } of packageVectors.cases)
      for (const finding of findings)
        expect(findingCodes[finding.split(' ')[0] as FindingCode], finding).toBeDefined();
  });

  test('hold a failing case for every question', () => {
    const failing = packageVectors.cases.map(({ outcomes }) => outcomes.indexOf('fails'));
    expect(new Set(failing)).toEqual(new Set([-1, 0, 1, 2, 3]));
  });
});
