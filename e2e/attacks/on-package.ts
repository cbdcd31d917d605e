import { regenerate } from '../../proof/vectors/package.ts';
import { changed, type Files, flipped, pathIn } from './bag.ts';
import { checkpointIn, withSeal } from './forge.ts';
import type { Attack, Family } from './matrix.ts';
import type { Readers } from './verify.ts';

type Change = [zh: string, en: string, files: Files];

const text = (files: Files, path: string): string => files[path]?.toString() ?? '';

/** What is done to the files of a package. */
function changesTo(files: Files): Change[] {
  const film = pathIn(files, 'data/originals/');
  const pdf = pathIn(files, 'data/documents/', '.pdf');
  const [entries, checkpoint, manifest] = [
    'data/log/entries.jsonl',
    'data/log/checkpoint',
    'manifest-sha256.txt',
  ] as const;
  const flip = (path: string, at?: string) => changed(files, { [path]: flipped(files[path], at) });
  // Where the text stays of its form, so that no other fault is found in its place.
  const sizeEnd = `${checkpointIn(files).size % 10}\n`;
  const digit = /[0-9]/.exec(text(files, manifest))?.[0];
  const record = pathIn(files, 'data/records/', 'recording.json');
  const edited = changed(files, { [record]: text(files, record).replace('现场', '别处') });
  const described = changed(files, {
    'data/package.json': text(files, 'data/package.json').replace('现场', '别处'),
  });
  const renamed = changed(files, { [film]: null, 'data/originals/other.mp4': files[film] ?? null });
  const extra = { 'data/originals/extra.mp4': '后来加的' };
  return [
    ['翻转录像的一个字节', 'flip a byte of the film', flip(film)],
    ['翻转录像的一个字节，重做全部清单', 'the same, every list made anew', regenerate(flip(film))],
    ['翻转文书 PDF 的一个字节，重做全部清单', 'flip a byte of a document, lists anew', regenerate(flip(pdf))],
    [
      '翻转报告 PDF 的一个字节，重做全部清单',
      'flip a byte of the report, lists anew',
      regenerate(flip('data/report.pdf')),
    ],
    [
      '翻转日志条目的一个字节，重做全部清单',
      'flip a byte of the entries, lists anew',
      regenerate(flip(entries, '现场.mp4')),
    ],
    [
      '翻转检查点的一个字节，重做全部清单',
      'flip a byte of the checkpoint, lists anew',
      regenerate(flip(checkpoint, sizeEnd)),
    ],
    ['翻转清单的一个字节', 'flip a byte of a list', flip(manifest, digit)],
    ['拿掉录像', 'drop the film', changed(files, { [film]: null })],
    ['拿掉录像，重做全部清单', 'drop the film, lists anew', regenerate(changed(files, { [film]: null }))],
    ['加一个文件，重做全部清单', 'add a file, lists anew', regenerate(changed(files, extra))],
    ['录像改名，重做全部清单', 'rename the film, lists anew', regenerate(renamed)],
    ['改登记内容，重做全部清单', 'edit a record, lists anew', regenerate(edited)],
    ['改包的说明，重做全部清单', 'edit the description, lists anew', regenerate(described)],
    [
      '改包的说明，重做封存它的条目和全部清单',
      'edit the description, its sealing entry and lists anew',
      withSeal(described),
    ],
    ['删掉标签清单', 'delete the tag manifest', changed(files, { 'tagmanifest-sha256.txt': null })],
  ];
}

/** Attacks on the bytes and files of a package. */
export async function attackFiles(files: Files, readers: Readers): Promise<Family> {
  const attacks: Attack[] = [];
  for (const [zh, en, made] of changesTo(files))
    attacks.push({ name: { zh, en }, sightings: await readers.look(made) });
  return { title: { zh: '对包里的文件', en: 'the files of a package' }, attacks };
}
