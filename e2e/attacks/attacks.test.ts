import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files } from './bag.ts';
import { attackClocks } from './clocks.ts';
import { type Family, formatMatrix, type Sighting } from './matrix.ts';
import { attackHouse } from './on-house.ts';
import { attackFiles } from './on-package.ts';
import { attackProof } from './on-proof.ts';
import { openPages, type Pages } from './pages.ts';
import { openPlace, type Place } from './place.ts';
import { makeReaders, type Readers } from './verify.ts';

let place: Place;
let pages: Pages;
let files: Files;
let readers: Readers;
const families: Family[] = [];

beforeAll(async () => {
  place = await openPlace();
  pages = await openPages(place);
  files = await place.makePackage('case', [place.caseId]);
  const keys = [place.logKey.verifierKey, place.witness.verifierKey];
  readers = await makeReaders(place.folder, files, { keys, certificates: place.certificates });
});
afterAll(async () => {
  await pages.close();
  await place.close();
});

const isSeen = ({ said }: Sighting) => said.length > 0;
/** Attacks that nobody can find who looked. */
const unseenIn = ({ attacks }: Family) =>
  attacks.filter(({ sightings }) => !sightings.some(isSeen)).map(({ name }) => name.en);

test('every attack on the files of a package is found by any reader', async () => {
  const family = await attackFiles(files, readers);
  families.push(family);
  expect(family.attacks.every(({ sightings: [any] }) => any?.by.en === 'any reader' && isSeen(any))).toBe(
    true,
  );
});

test('attacks on the proof are found by who has keys, checkpoints, digests from elsewhere', async () => {
  const family = await attackProof({ place, files, readers });
  families.push(family);
  expect(unseenIn(family)).toEqual([
    'replace the program verify.mjs by one that always says “holds”',
    'leave out other material of the case when choosing',
  ]);
});

test('wrong clocks are found, but for one that is back throughout', async () => {
  const family = await attackClocks(place, readers);
  families.push(family);
  expect(unseenIn(family)).toEqual(['the same; the package has that film alone']);
});

test('every attack on a house that runs is found by somebody', async () => {
  const family = await attackHouse(place, pages);
  families.push(family);
  expect(unseenIn(family)).toEqual([]);
});

test('the page says what was seen, and what was not', async () => {
  const page = join(import.meta.dirname, '../../docs/attack-matrix.md');
  await expect(formatMatrix(families)).toMatchFileSnapshot(page);
});
