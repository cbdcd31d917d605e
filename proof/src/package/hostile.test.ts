import { describe, expect, test } from 'vitest';
import { packageFiles, packageVectors, sourceOf, verify } from '../../test/package-source.ts';
import { canonical, regenerate } from '../../vectors/package.ts';
import { fromUtf8, utf8 } from '../bytes.ts';

type Value = Parameters<typeof canonical>[0];
type Place = (number | string)[];

const files = Object.fromEntries(packageFiles().map(([path, bytes]) => [path, Buffer.from(bytes)]));
const trust = { keys: packageVectors.cases[0]?.reader.keys ?? [], witnesses: 1 };
const textOf = (path: string): string => fromUtf8(files[path] ?? utf8(''));

/** Every place in a value: the value itself, then those below. */
function placesIn(value: Value, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [
    at,
    ...names.flatMap((name) =>
      placesIn((value as Record<string | number, Value>)[name] ?? null, [...at, name]),
    ),
  ];
}

/** The value with something else at a place; undefined takes it away. */
function withAt(value: Value, place: Place, other: Value | undefined): Value {
  const [name, ...rest] = place;
  if (name === undefined) return other ?? null;
  const below = (value as Record<string | number, Value>)[name] ?? null;
  const changed = rest.length === 0 ? other : withAt(below, rest, other);
  if (Array.isArray(value))
    return value.flatMap((item, i) => (i !== name ? [item] : changed === undefined ? [] : [changed]));
  const members = Object.entries(value as Record<string, Value>).filter(([key]) => key !== name);
  return Object.fromEntries(changed === undefined ? members : [...members, [String(name), changed]]);
}

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const strange: (Value | undefined)[] = [undefined, null, -1, '\u0000', [], {}];

/** What the text becomes with each place of it changed in each way, but for what leaves it as it is. */
function* changesOf(text: string): Iterable<[place: string, changed: string]> {
  const value = JSON.parse(text) as Value;
  for (const place of placesIn(value))
    for (const other of strange) {
      const changed = canonical(withAt(value, place, other));
      if (changed !== text) yield [`${place.join('.')} ← ${JSON.stringify(other)}`, changed];
    }
  yield ['a deep one', deep];
  yield ['cut short', text.slice(0, -1)];
}

/** Verifies the package with a changed file; every list is made anew over all but the description. */
const verdictsWith = async (path: string, text: string) => {
  const changed = { ...files, [path]: Buffer.from(text) };
  const listed = path === 'data/package.json' ? changed : regenerate(changed);
  const { verdicts } = await verify(sourceOf(Object.entries(listed)), trust);
  return Object.fromEntries(Object.entries(verdicts).map(([name, { outcome }]) => [name, outcome]));
};

describe('whatever stands in place of what is sealed', () => {
  test('the description: the content fails', async () => {
    const path = 'data/package.json';
    for (const [change, text] of changesOf(textOf(path)))
      expect((await verdictsWith(path, text)).content, change).toBe('fails');
  });

  test('the receipt of the seal: content or log fails', async () => {
    const path = 'data/log/seal.json';
    for (const [change, text] of changesOf(textOf(path))) {
      const { content, log } = await verdictsWith(path, text);
      expect([content, log], change).toContain('fails');
    }
  });

  test('a line of the entries: the log fails', async () => {
    const path = 'data/log/entries.jsonl';
    const lines = textOf(path).trimEnd().split('\n');
    for (const [i, line] of lines.entries())
      for (const [change, text] of changesOf(line)) {
        const all = lines.with(i, text).map((one) => `${one}\n`);
        expect((await verdictsWith(path, all.join(''))).log, `line ${i}: ${change}`).toBe('fails');
      }
  });
});

test('keys that come along, whatever they are, neither make a package fail nor vouch for it', async () => {
  const path = 'data/log/keys.json';
  for (const [change, text] of changesOf(textOf(path))) {
    const outcomes = await verdictsWith(path, text);
    expect(outcomes, change).toEqual({ content: 'holds', log: 'holds', time: 'holds', signers: 'holds' });
  }
});
