import { lineOf } from '../document.ts';
import type { Fault } from '../errors.ts';
import type { Bilingual } from '../time/civil.ts';
import { frozenText, resolvePack } from './effective.ts';
import { joinSections, sectionsOf } from './merge.ts';
import { type Pack, readPack } from './pack.ts';

export type PackFile = { file: string; text: string };
export type FileFault = Fault & { file: string };
/** A pack with the file it was read from. */
export type TakenPack = { file: string; pack: Pack };
type Written = PackFile & TakenPack;

function faultIn(written: Written, path: string, article: string | null, { zh, en }: Bilingual): FileFault {
  const { file, text } = written;
  return { file, path, line: lineOf(text, path.split('.')), article, message: en, zh };
}

const sameVersion = (a: Pack, b: Pack) => a.id === b.id && a.version === b.version;

/** A version stands once: neither twice in the folder nor with other content than the product already has. */
function versionFaults(written: readonly Written[], product: readonly Pack[]): FileFault[] {
  return written.flatMap((one, at) => {
    const { id, version } = one.pack;
    const twin = written.find((other, index) => index < at && sameVersion(other.pack, one.pack));
    if (twin)
      return [
        faultIn(one, 'version', null, {
          zh: `${id} 的第 ${version} 版已在 ${twin.file}，同一版本不能有两份`,
          en: `version ${version} of ${id} is already given in ${twin.file}`,
        }),
      ];
    const known = product.find((pack) => sameVersion(pack, one.pack));
    if (!known || frozenText(known) === frozenText(one.pack)) return [];
    return [
      faultIn(one, 'version', null, {
        zh: `产品已有 ${id} 的第 ${version} 版，内容不同；用过的规则包不改，请写成第 ${version + 1} 版`,
        en: `the product has version ${version} of ${id} with other content; make it version ${version + 1}`,
      }),
    ];
  });
}

/** The ids from a pack upwards, to its top, to the first that is not there, or to where the ring closes. */
function wayUp(pack: Pack, shelf: readonly Pack[]): string[] {
  const way = [pack.id];
  for (let next = pack.extends; next !== null; ) {
    const seen = way.includes(next);
    way.push(next);
    const parent = next;
    next = seen ? null : (shelf.find(({ id }) => id === parent)?.extends ?? null);
  }
  return way;
}

function chainFaults(one: Written, shelf: readonly Pack[], broken: ReadonlySet<string>): FileFault[] {
  const { pack } = one;
  const way = wayUp(pack, shelf);
  const top = way.at(-1) ?? pack.id;
  if (way.indexOf(top) < way.length - 1) {
    if (top !== pack.id) return [];
    const ring = way.join(' → ');
    const words = { zh: `上级互相循环：${ring}`, en: `packs extend each other in a ring: ${ring}` };
    return [faultIn(one, 'extends', null, words)];
  }
  if (!shelf.some(({ id }) => id === top)) {
    if (top !== pack.extends || broken.has(top)) return [];
    const known = [...new Set(shelf.map(({ id }) => id))].filter((id) => id !== pack.id).toSorted();
    return [
      faultIn(one, 'extends', null, {
        zh: `找不到上级规则包“${top}”；现有 ${known.join('、')}`,
        en: `there is no pack "${top}" to extend; known are ${known.join(', ')}`,
      }),
    ];
  }
  const { pack: laid, parents } = resolvePack([pack, ...shelf.filter(({ id }) => id !== pack.id)], pack.id);
  return [...causeFaults(one, laid, parents), ...periodFaults(one, parents)];
}

const said = (value: unknown) => JSON.stringify(value);

/** A period of a pack above under the same id begins with the same steps and is the same side's. */
function periodFaults(one: Written, parents: readonly Pack[]): FileFault[] {
  return one.pack.periods.flatMap(({ id, article, from, orFrom, direction, whose, overrides }, at) => {
    const above = parents.flatMap((pack) =>
      pack.periods.filter((rule) => rule.id === id).map((rule) => ({ pack, rule })),
    );
    const path = `periods.${at}`;
    if (overrides && above.length === 0)
      return [
        faultIn(one, `${path}.overrides`, article, {
          zh: `上级规则包没有编号 ${id} 的期限，无可取代`,
          en: `no pack above has a period ${id}, so there is nothing to take the place of`,
        }),
      ];
    const other = above.find(
      ({ rule }) => said([rule.from, rule.orFrom, rule.direction]) !== said([from, orFrom, direction]),
    );
    if (other)
      return [
        faultIn(one, `${path}.from`, article, {
          zh: `${other.pack.id} 的 ${id} 从别的步骤起算，不是同一期限，请另取编号`,
          en: `${id} of ${other.pack.id} begins otherwise: it is another period, give this one an id of its own`,
        }),
      ];
    const elses = above.find(({ rule }) => rule.whose !== whose);
    if (!elses) return [];
    return [
      faultIn(one, `${path}.whose`, article, {
        zh: `${elses.pack.id} 的 ${id} 义务人不同，不是同一期限，请另取编号`,
        en: `${id} of ${elses.pack.id} is owed by somebody else: it is another period, give this one an id of its own`,
      }),
    ];
  });
}

/** Causes for which film may be interrupted, of which the levels have none in common, leave nothing to accept. */
function causeFaults(one: Written, pack: Pack, parents: readonly Pack[]): FileFault[] {
  const { interruption } = [pack, ...parents].map(sectionsOf).reduce(joinSections);
  if (!pack.interruption || interruption?.causes.length !== 0) return [];
  return [
    faultIn(one, 'interruption.causes', pack.interruption.article, {
      zh: '与上级规定的中止原因没有一项相同，两级合起来就没有允许的原因',
      en: 'has no cause in common with the pack above, which leaves none that both accept',
    }),
  ];
}

/**
 * Checks packs that are to be used beside those of the product: each for itself, then against each other. Nothing is
 * taken by halves: where there are faults, `taken` is empty.
 */
export function checkPacks(
  files: readonly PackFile[],
  product: readonly Pack[],
): { taken: TakenPack[]; faults: FileFault[] } {
  const readings = files.map((one) => ({ ...one, reading: readPack(one.text) }));
  const faults = readings.flatMap(({ file, reading }) => reading.faults.map((fault) => ({ file, ...fault })));
  const written = readings.flatMap(({ file, text, reading }) =>
    reading.value === null ? [] : [{ file, text, pack: reading.value }],
  );
  const broken = new Set(
    readings.flatMap(({ text, reading }) =>
      reading.value === null ? [/^id:\s*(\S+)/m.exec(text)?.[1] ?? ''] : [],
    ),
  );
  const firsts = written.filter(
    (one, at) => written.findIndex(({ pack }) => sameVersion(pack, one.pack)) === at,
  );
  const own = firsts.map(({ pack }) => pack);
  const shelf = [...own, ...product.filter((pack) => !own.some((one) => sameVersion(one, pack)))].toSorted(
    (a, b) => b.version - a.version,
  );
  faults.push(...versionFaults(written, product));
  for (const one of firsts) faults.push(...chainFaults(one, shelf, broken));
  faults.sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
  return { taken: faults.length === 0 ? firsts.map(({ file, pack }) => ({ file, pack })) : [], faults };
}
