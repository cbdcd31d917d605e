import { type PackageReport, type PackageSource, verifyPackage } from '@liuhen/proof';
import { verifyTimeStamp } from '@liuhen/proof/time-stamp';
import { sayBytes } from '../tell.ts';
import { readTrusted } from '../trust.ts';
import type { Language } from '../words.ts';
import {
  blobOf,
  type Chosen,
  openArchive,
  openDropped,
  openFolder,
  rememberingDigest,
  sourceOf,
} from './files.ts';
import { type PageWord, say } from './page-words.ts';
import { showResult } from './result.ts';

const find = <Type extends HTMLElement>(id: string): Type => document.getElementById(id) as Type;

let language: Language = 'zh';
let files: Chosen[] = [];
let source: PackageSource = { files: [], open: () => (async function* () {})() };
let digest: ReturnType<typeof rememberingDigest> | null = null;
let report: PackageReport | null = null;
const accepted = new Set<string>();
const addresses: string[] = [];

/** Writes every text of the page in the language that was chosen. */
function speak(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title', language);
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = say(element.dataset.word as PageWord, language);
  showReport();
}

function showReport(): void {
  if (report === null) return;
  const address = async (path: string, mime: string): Promise<string> => {
    const file = files.find((one) => one.path === path);
    if (file === undefined) return '';
    const made = URL.createObjectURL(await blobOf(file, mime));
    addresses.push(made);
    return made;
  };
  const accept = (fingerprint: string): void => {
    accepted.add(fingerprint);
    void verify();
  };
  find('result').replaceChildren(...showResult(report, { language, accept, address }));
}

function complain(text: string): void {
  find('complaint').textContent = text;
}

/** Takes in what was chosen or dropped; opening it may fail. */
async function take(open: Promise<Chosen[]>): Promise<void> {
  complain('');
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
  try {
    files = await open;
  } catch (error) {
    complain(`${say('unreadable', language)} (${error instanceof Error ? error.message : String(error)})`);
    return;
  }
  source = sourceOf(files);
  digest = null;
  accepted.clear();
  await verify();
}

const textOf = (id: string): string => find<HTMLInputElement>(id).value.trim();

function readTrust(): ReturnType<typeof readTrusted> | null {
  try {
    return readTrusted(textOf('keys'));
  } catch (error) {
    complain(`${say('badKeys', language)}${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function showProgress(done: number, total: number, path: string): void {
  const bar = find<HTMLProgressElement>('bar');
  bar.value = total === 0 ? 1 : done / total;
  find('now').textContent = `${say('working', language)} ${sayBytes(done)} / ${sayBytes(total)} · ${path}`;
}

let running = 0;

async function verify(): Promise<void> {
  complain('');
  const trusted = readTrust();
  if (trusted === null || files.length === 0) return;
  const mine = ++running;
  digest ??= rememberingDigest(source, find<HTMLInputElement>('sm3').checked);
  find('progress').hidden = false;
  const note = find<HTMLTextAreaElement>('checkpoint').value;
  const expected = textOf('digest').replace(/\s/g, '');
  const found = await verifyPackage(
    source,
    { ...trusted, fingerprints: [...accepted], witnesses: Number(textOf('policy')) || 0 },
    {
      digest,
      progress: (done, total, path) => {
        if (mine === running) showProgress(done, total, path);
      },
      checkTimestamp: verifyTimeStamp,
      checkpoints: note.trim() === '' ? [] : [note],
      ...(expected === '' ? {} : { expected }),
    },
  );
  // Another package was taken in meanwhile.
  if (mine !== running) return;
  report = found;
  find('progress').hidden = true;
  find('start').dataset.word = 'again';
  speak();
  find('result').focus();
}

function listen(): void {
  const chosen = (id: string): File[] => [...(find<HTMLInputElement>(id).files ?? [])];
  find('file').addEventListener('change', () => {
    const [file] = chosen('file');
    if (file) void take(openArchive(file));
  });
  find('folder').addEventListener('change', () => void take(Promise.resolve(openFolder(chosen('folder')))));
  find('sm3').addEventListener('change', () => {
    digest = null;
  });
  find('keysFile').addEventListener('change', async () => {
    const [file] = chosen('keysFile');
    if (file) find<HTMLTextAreaElement>('keys').value = await file.text();
  });
  find('start').addEventListener('click', () => void verify());
  find('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh';
    speak();
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer) void take(openDropped(event.dataTransfer));
  });
  window.addEventListener('beforeprint', () => {
    for (const item of document.querySelectorAll<HTMLDetailsElement>('.items > details')) {
      item.dispatchEvent(new Event('fill'));
      item.open = true;
    }
  });
}

for (const [button, input] of [
  ['chooseFile', 'file'],
  ['chooseFolder', 'folder'],
  ['chooseKeys', 'keysFile'],
] as const)
  find(button).addEventListener('click', () => find(input).click());
listen();
speak();
