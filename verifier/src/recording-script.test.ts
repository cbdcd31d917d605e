import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../docs/formats/verify_recording.py');
const vectors = join(import.meta.dirname, '../../proof/vectors/evidence-package.json');
const { files, cases } = JSON.parse(readFileSync(vectors, 'utf8')) as {
  files: Record<string, string>;
  cases: { name: string; changes: Record<string, string | null> }[];
};
const folder = mkdtempSync(join(tmpdir(), 'liuhen-script-'));
afterAll(() => rmSync(folder, { recursive: true }));

const film = 'data/originals/film.mp4';

/** The package of the vectors after the changes of a case, as a folder. */
function write(name: string): string {
  const bag = mkdtempSync(join(folder, 'bag-'));
  const changes = cases.find((one) => one.name === name)?.changes;
  if (changes === undefined) throw new Error(`no case of the name ${name}`);
  for (const [at, text] of Object.entries({ ...files, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(bag, at)), { recursive: true });
    writeFileSync(join(bag, at), Buffer.from(text, 'base64'));
  }
  return bag;
}

/** Runs the script over it. */
function run(name: string, path = film) {
  const bag = write(name);
  // With optimisation on, a check that is an assertion would be passed over.
  const options = { encoding: 'utf8' as const, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const [plain, optimised] = [[], ['-O']].map((flags) =>
    spawnSync('python3', [...flags, script, bag, path], options),
  );
  expect(optimised?.status).toBe(plain?.status);
  return { status: plain?.status, told: `${plain?.stdout}${plain?.stderr}` };
}

describe('docs/formats/verify_recording.py', () => {
  test('proves a recording from the package alone', () => {
    const { status, told } = run('nothing was done');
    expect(status, told).toBe(0);
    expect(told).toContain('is entry 5 of log.example/liuhen (size 32)');
  });

  test.each([
    ['a byte of the film flipped', 'no entry sealed'],
    ['a byte flipped and every list made anew', 'no entry sealed'],
    ['the film cut short', 'no entry sealed'],
    ['a payload edited', 'the payload is not the sealed one'],
    ['the moment of an entry edited', 'the entry is not in the log'],
    ['the root in the checkpoint edited', 'the proof is too'],
    ['the entries dropped', 'No such file'],
    ['a film that was never sealed', 'no entry sealed'],
  ])('refuses after: %s', (name, why) => {
    const { status, told } = run(name);
    expect(status).toBe(1);
    expect(told).toContain('NOT PROVEN');
    expect(told).toContain(why);
  });

  test('refuses what is no recording, and what is not there', () => {
    expect(run('nothing was done', 'data/report.pdf').status).toBe(1);
    expect(run('nothing was done', 'data/nothing').status).toBe(1);
  });

  test('has sixty lines at most, and imports the standard library only', () => {
    const text = readFileSync(script, 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    expect(text.match(/^\s*(import|from) .*$/gm)).toEqual(['import base64, hashlib, json, os, sys']);
  });
});

const bagitPython = join(import.meta.dirname, '../test/bagit-python');

/** The Library of Congress's own program, as it stands in verifier/test/bagit-python. */
function validate(name: string) {
  const said = spawnSync('python3', ['-m', 'bagit', '--validate', write(name)], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: bagitPython, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { status: said.status, told: said.stderr };
}

describe('bagit-python, which nobody here wrote', () => {
  test('validates the package, also one whose lists somebody made anew', () => {
    for (const name of ['nothing was done', 'the verifier replaced and every list made anew']) {
      const { status, told } = validate(name);
      expect(status, told).toBe(0);
      expect(told).toContain('is valid');
    }
  });

  test.each([
    ['a byte of the film flipped', 'data/originals/film.mp4 sha256 validation failed'],
    ['the film cut short', 'Payload-Oxum validation failed'],
  ])('refuses it after: %s', (name, why) => {
    const { status, told } = validate(name);
    expect(status).toBe(1);
    expect(told).toContain(why);
  });
});
