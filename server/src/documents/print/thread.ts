import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { renderSVG } from 'uqr';
import { pageCode } from '../codes.ts';
import type { PrintAnswer, Printing } from './printer.ts';
import { facesIn, markSigns, sayName, signsWithoutFace } from './signs.ts';

// Sets documents in a thread of its own, so that a long one holds up no request.

const { fontFolders } = workerData as { fontFolders: string[] };
const fontOf = (name: string) =>
  gunzipSync(readFileSync(new URL(`../../../fonts/${name}.ttf.gz`, import.meta.url)));
const program = readFileSync(new URL('./sheet.typ', import.meta.url), 'utf8');

const own = [fontOf('NotoSerifSC-Regular'), fontOf('NotoSerifSC-Bold')];
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.(ttf|otf|ttc|otc)$/i.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

/** A compiler with the house's faces and those of these folders, and what they can draw. */
function openSetter(folders: readonly string[]) {
  const fontPaths = folders.filter((folder) => existsSync(folder));
  return {
    compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: own }, { fontPaths }] }),
    drawn: [...own, ...fontPaths.flatMap(filesIn)].flatMap(facesIn),
  };
}
const usual = openSetter(fontFolders);
let wide: ReturnType<typeof openSetter> | undefined;
const wideFolders = [...fontFolders, '/usr/share/fonts', '/usr/local/share/fonts'];

/** Signs that no font of the machine can draw. */
class Unprintable extends Error {}

/** The sheet with a setter that can draw it: rare signs are looked for in all fonts of the machine. */
function choose(sheet: Printing['sheet']) {
  const text = JSON.stringify(sheet);
  if (signsWithoutFace(text, usual.drawn).length === 0) return { text, compiler: usual.compiler };
  wide ??= openSetter(wideFolders);
  const signs = signsWithoutFace(text, wide.drawn);
  if (signs.length > 0 && !sheet.draft) throw new Unprintable(signs.map(sayName).join('、'));
  return { text: markSigns(text, signs), compiler: wide.compiler };
}

/** Faces in the order of preference, sign by sign: a FangSong of the machine where there is one, else the house's Song. */
const song = 'Noto Serif SC';
const faces = {
  body: [
    'FangSong_GB2312',
    'FangSong',
    'STFangsong',
    'Zhuque Fangsong (technical preview)',
    'FandolFang R',
    song,
  ],
  title: ['FZXiaoBiaoSong-B05S', song],
  song: [song],
};

function compile(compiler: NodeCompiler, inputs: Record<string, string>) {
  const result = compiler.compile({ mainFileContent: program, inputs });
  if (result.result === null) {
    const said = result.takeDiagnostics()?.shortDiagnostics ?? [];
    throw new Error(`typst: ${JSON.stringify(said).slice(0, 2000)}`);
  }
  return result.result;
}

const square = (text: string) => renderSVG(text, { ecc: 'M', border: 2 });

/** How many pages a sheet has at most that is tried closer; in a longer one the last page is not alone in being thin. */
const mostTried = 3;

/**
 * Sets a sheet as the standard has it, and closer where that saves the page which it begins last: a seal or one
 * signature by itself (GB/T 9704 lets lines be moved for that).
 */
function fit(compiler: NodeCompiler, inputs: Record<string, string>) {
  const usual = { inputs, set: compile(compiler, inputs) };
  const { numOfPages } = usual.set;
  if (numOfPages === 1 || numOfPages > mostTried) return usual;
  for (const tight of ['1', '2']) {
    const closer = { ...inputs, tight };
    const set = compile(compiler, closer);
    if (set.numOfPages < numOfPages) return { inputs: closer, set };
  }
  return usual;
}

/** The PDF and its number of pages; the codes need that number, so what has codes is set twice. */
function print({ sheet, code, at }: Printing): PrintAnswer {
  const { text, compiler } = choose(sheet);
  const place = square(pageCode({ documentId: '0'.repeat(36), digest: '0'.repeat(64) }, 1));
  const first = fit(compiler, {
    ...{ sheet: text, faces: JSON.stringify(faces) },
    codes: JSON.stringify(code === null ? [] : Array(999).fill(place)),
  });
  const pages = first.set.numOfPages;
  const codes = code === null ? [] : Array.from({ length: pages }, (_, i) => square(pageCode(code, i + 1)));
  const set =
    code === null ? first.set : compile(compiler, { ...first.inputs, codes: JSON.stringify(codes) });
  const bytes = compiler.pdf(set, { creationTimestamp: Math.floor(at / 1000) });
  compiler.evictCache(10);
  return { pages, bytes: new Uint8Array(bytes) };
}

parentPort?.on('message', ({ id, printing }: { id: number; printing: Printing }) => {
  try {
    parentPort?.postMessage({ id, answer: print(printing) });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id, fault, unprintable: error instanceof Unprintable });
  }
});
