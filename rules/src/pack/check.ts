import { lineOf } from '../document.ts';
import { type Fault, PackError } from '../errors.ts';
import type { Bilingual } from '../time/civil.ts';
import { frozenText, resolvePack } from './effective.ts';
import { joinSections, sectionsOf } from './merge.ts';
import { type Pack, readPack } from './pack.ts';
import { type Beside, lostReferences } from './places.ts';

/** `beside`: what says which articles the regulation has, where that is known. */
export type PackFile = { file: string; text: string; beside?: Beside | null };
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

/** A later version begins later, or on the same day where it corrects the one before. */
function orderFaults(one: Written, shelf: readonly Pack[], own: readonly Pack[]): FileFault[] {
  const { id, version, effectiveFrom } = one.pack;
  if (effectiveFrom === null) return [];
  const other = shelf.find((pack) => {
    if (pack.id !== id || pack.version === version || pack.effectiveFrom === null) return false;
    return pack.version < version
      ? effectiveFrom < pack.effectiveFrom
      : pack.effectiveFrom < effectiveFrom && !own.includes(pack);
  });
  if (!other) return [];
  const [lower, higher] = other.version < version ? [other, one.pack] : [one.pack, other];
  return [
    faultIn(one, 'effectiveFrom', null, {
      zh: `第 ${higher.version} 版（${higher.effectiveFrom} 施行）早于第 ${lower.version} 版（${lower.effectiveFrom} 施行）；版本号大的应当施行在后，请核对施行日期和版本号`,
      en: `version ${higher.version} takes effect on ${higher.effectiveFrom}, before version ${lower.version} on ${lower.effectiveFrom}; a higher version takes effect later: check dates and versions`,
    }),
  ];
}

const prefixOf = ({ id }: Pack) => id.toUpperCase();

/**
 * What stands before the hyphen of a reference belongs to one text: a pack that took the abbreviation of a statute for
 * its id would take over the citations of that statute.
 */
function prefixFaults(one: Written, shelf: readonly Pack[], own: readonly Pack[]): FileFault[] {
  const { pack } = one;
  const others = shelf.filter(({ id }) => id !== pack.id);
  const faults = [pack, ...others].flatMap((other) => {
    const statute = other.sources[prefixOf(pack)];
    return statute
      ? [
          faultIn(one, 'id', null, {
            zh: `${prefixOf(pack)} 已是 ${other.id} 里《${statute.title.zh}》的简称，条文编号会与它混淆；请另取 id，条文编号的开头随着改`,
            en: `${prefixOf(pack)} already stands for ${statute.title.en} in ${other.id}, whose articles would be mixed up with these; take another id and begin the references with it`,
          }),
        ]
      : [];
  });
  for (const [key, { title }] of Object.entries(pack.sources)) {
    const path = `sources.${key}`;
    const named = others.find((other) => prefixOf(other) === key && !own.includes(other));
    if (named)
      faults.push(
        faultIn(one, path, null, {
          zh: `${key} 是规则包 ${named.id}（${named.title.zh}）条文编号的开头，请换一个简称`,
          en: `references to the pack ${named.id} (${named.title.en}) begin with ${key}; take another abbreviation`,
        }),
      );
    const used = others.find(({ sources }) => sources[key] && sources[key].title.zh !== title.zh);
    if (used)
      faults.push(
        faultIn(one, path, null, {
          zh: `${key} 在 ${used.id} 里是《${used.sources[key]?.title.zh}》的简称，这里却是《${title.zh}》；请换一个简称`,
          en: `${key} stands for ${used.sources[key]?.title.en} in ${used.id} and for ${title.en} here; take another abbreviation`,
        }),
      );
  }
  return faults;
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

/** Articles that a pack refers to and its text does not have. */
function referenceFaults(one: Written): FileFault[] {
  const { pack, beside } = one;
  if (!beside) return [];
  try {
    return lostReferences(pack, beside).map(({ path, reference, why }) =>
      faultIn(one, path.map(String).join('.'), reference, why),
    );
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.faults.map((fault) => ({ ...fault, file: beside.file }));
  }
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
  const written = readings.flatMap(({ file, text, beside = null, reading }) =>
    reading.value === null ? [] : [{ file, text, beside, pack: reading.value }],
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
  for (const one of firsts)
    faults.push(
      ...orderFaults(one, shelf, own),
      ...prefixFaults(one, shelf, own),
      ...chainFaults(one, shelf, broken),
      ...referenceFaults(one),
    );
  faults.sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
  return { taken: faults.length === 0 ? firsts.map(({ file, pack }) => ({ file, pack })) : [], faults };
}
