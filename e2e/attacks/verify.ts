import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, writeFolder } from './bag.ts';
import type { Sighting } from './matrix.ts';
import { runVerifier } from './programs.ts';
import { still, type Words } from './words.ts';

/** A verifier with what a reader has, for packages of one house. */
export interface Readers {
  /** What the two kinds of readers say of a package. A reader without keys is not told apart where he sees as much. */
  look(files: Files): Promise<Sighting[]>;
  /** What a reader with the keys and something more says, beyond what he says without it. */
  lookWith(files: Files, by: Words, more: string[]): Promise<Sighting>;
  /** Writes something that a reader got elsewhere. */
  put(text: string): Promise<string>;
}

const anyReader: Words = { zh: '任何读者', en: 'any reader' };
const eitherReader: Words = { zh: '任何读者，有没有密钥都一样', en: 'any reader, with the keys or without' };
export const withKeys: Words = { zh: '有密钥的读者', en: 'a reader with the keys' };

/** One finding with its code, under its verdict. */
type Found = Map<string, string>;

/** Codes and sentences in what the verifier printed; of one code the first. */
function findingsIn(printed: string): Found {
  const found: Found = new Map();
  let verdict = '';
  for (const line of printed.split('\n')) {
    const head = /^(\S[^:]*): (成立|不成立|无法判断|holds|fails|cannot be told)$/.exec(line);
    if (head !== null) verdict = `${head[1]}：${head[2]}`;
    const finding = /^ {2}- (.+) \[([a-zA-Z0-9.]+)\]$/.exec(line);
    if (finding?.[1] && finding[2] && !found.has(finding[2]))
      found.set(finding[2], `${verdict} — ${still(finding[1])}`);
  }
  return found;
}

export async function makeReaders(
  folder: string,
  sound: Files,
  { keys, certificates }: { keys: string[]; certificates: string },
): Promise<Readers> {
  const write = async (files: Files): Promise<string> => {
    const bag = await mkdtemp(join(folder, 'bag-'));
    await writeFolder(bag, files);
    return bag;
  };
  const put = async (text: string): Promise<string> => {
    const path = join(await mkdtemp(join(folder, 'given-')), 'file');
    await writeFile(path, text);
    return path;
  };
  const trusted = ['--keys', await put(`${keys.join('\n')}\n`), '--keys', certificates, '--policy', '1'];
  /** What was said in English of the same; asked for only where it is not known. */
  const english = new Map<string, string>();
  const read = async (bag: string, ...more: string[]): Promise<Found> => {
    const zh = findingsIn((await runVerifier(bag, ...more)).said);
    if ([...zh.values()].every((sentence) => english.has(sentence))) return zh;
    const en = findingsIn((await runVerifier(bag, ...more, '--lang', 'en')).said);
    for (const [code, sentence] of zh) english.set(sentence, en.get(code) ?? '');
    return zh;
  };
  const beyond = (now: Found, codes: Iterable<string>): Words[] => {
    const known = new Set(codes);
    return [...now].flatMap(([code, zh]) =>
      known.has(code) ? [] : [{ zh, en: `${english.get(zh)} \`${code}\`` }],
    );
  };
  const both = (bag: string) => Promise.all([read(bag), read(bag, ...trusted)]);
  const soundBag = await write(sound);
  const [usual, usualTrusting] = await both(soundBag);
  return {
    put,
    look: async (files) => {
      const bag = await write(files);
      const [any, trusting] = await both(bag);
      const byAny = beyond(any, usual.keys());
      const told = byAny.length > 0 ? any.keys() : [];
      const byTrusting = beyond(trusting, [...usualTrusting.keys(), ...told]);
      if (byAny.length + byTrusting.length === 0) return [{ by: eitherReader, said: [] }];
      const seen = { by: anyReader, said: byAny };
      return byTrusting.length > 0 ? [seen, { by: withKeys, said: byTrusting }] : [seen];
    },
    lookWith: async (files, by, more) => {
      const bag = await write(files);
      const [without, now] = await Promise.all([read(bag, ...trusted), read(bag, ...trusted, ...more)]);
      return { by, said: beyond(now, without.keys()) };
    },
  };
}
