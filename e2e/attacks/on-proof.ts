import { execFileSync } from 'node:child_process';
import { formatCheckpoint, parseNote, signNote, utf8 } from '@liuhen/proof';
import { regenerate } from '../../proof/vectors/package.ts';
import { changed, type Files, flipped, hexOf, pathIn } from './bag.ts';
import { checkpointIn, foreignKey, forgePackage } from './forge.ts';
import type { Attack, Family } from './matrix.ts';
import type { Place } from './place.ts';
import { type Readers, withKeys } from './verify.ts';
import type { Words } from './words.ts';

const [checkpoint, entries, keyFile] = [
  'data/log/checkpoint',
  'data/log/entries.jsonl',
  'data/log/keys.json',
];

const holding = (zh: string, en: string): Words => ({
  zh: `${withKeys.zh}，另有${zh}`,
  en: `${withKeys.en} and ${en}`,
});

interface Proving {
  place: Place;
  files: Files;
  readers: Readers;
}

async function attackEntries({ files, readers }: Proving): Promise<Attack[]> {
  const lines = (files[entries]?.toString() ?? '').trimEnd().split('\n');
  const withLines = (kept: string[]) =>
    regenerate(changed(files, { [entries]: kept.map((line) => `${line}\n`).join('') }));
  const [first = '', ...others] = lines;
  const withheld = JSON.stringify({ ...(JSON.parse(first) as object), payload: null, salt: '' });
  return [
    {
      name: { zh: '截掉包内日志的尾部，重做全部清单', en: "cut the tail of the package's log, lists anew" },
      sightings: await readers.look(withLines(lines.slice(0, -2))),
    },
    {
      name: { zh: '扣下一条登记的内容，重做全部清单', en: 'withhold the content of an entry, lists anew' },
      sightings: await readers.look(withLines([withheld, ...others])),
    },
  ];
}

async function attackLog({ place, files, readers }: Proving): Promise<Attack[]> {
  const { logKey } = place;
  const path = pathIn(files, 'data/originals/');
  const other = { path, bytes: flipped(files[path]) };
  const { origin, size } = checkpointIn(files);
  const stranger = foreignKey(origin);
  const root = Buffer.alloc(32, 7);
  const forked = await readers.put(signNote(formatCheckpoint({ origin, size, root }), [logKey.signer]));
  const newer = await readers.put(await place.newest());
  const unforged = '包里一切自洽：只有从别处得到的密钥或指纹能说明签名的不是这本日志。';
  return [
    {
      name: {
        zh: '换掉录像，重写整本日志，用自己的密钥签名',
        en: "exchange the film, rewrite the whole log and sign it with one's own key",
      },
      sightings: await readers.look(await forgePackage(files, other, stranger.signer, stranger.verifierKey)),
      limit: {
        zh: unforged,
        en: 'All in the package agrees: only a key or fingerprint from elsewhere tells that this log did not sign.',
      },
    },
    {
      name: {
        zh: '同上，但用日志自己的密钥签名（保管人作假，或密钥被盗）',
        en: "the same, signed with the log's own key (its keeper, or a thief)",
      },
      sightings: await readers.look(await forgePackage(files, other, logKey.signer, logKey.verifierKey)),
      limit: {
        zh: '密钥是真的：没有见证人和时间戳，离线查不出来。',
        en: 'The key is the right one: without a witness and a time stamp no offline check tells.',
      },
    },
    {
      name: { zh: '给不同的人看不同的历史（分叉）', en: 'show two histories (a fork)' },
      sightings: [
        ...(await readers.look(files)),
        await readers.lookWith(
          files,
          holding('别人得到的检查点（--checkpoint）', "somebody else's checkpoint (--checkpoint)"),
          ['--checkpoint', forked],
        ),
      ],
      limit: {
        zh: '只看一份历史，看不出还有另一份；要与别人的检查点比较，或要求见证人联署。',
        en: 'Of one history alone nothing tells that there is another: compare checkpoints, or ask for cosignatures.',
      },
    },
    {
      name: { zh: '把旧的证据包当作最新的给出', en: 'give a stale package as current' },
      sightings: [
        ...(await readers.look(files)),
        await readers.lookWith(
          files,
          holding('较新的检查点（--checkpoint）', 'a newer checkpoint (--checkpoint)'),
          ['--checkpoint', newer],
        ),
      ],
      limit: {
        zh: '包对它的时点是真的；之后有没有变化，要有较新的检查点才知道。',
        en: 'It is true of its moment: whether more came after, only a newer checkpoint tells.',
      },
    },
  ];
}

/** A program in the place of the verifier that finds everything right. */
const liar = "console.log('内容完整: 成立\\n日志完整: 成立\\n时间可信: 成立\\n签名人: 成立');\n";

async function attackKeys({ files, readers }: Proving): Promise<Attack[]> {
  const note = files[checkpoint]?.toString() ?? '';
  const stranger = foreignKey(checkpointIn(files).origin);
  const keys = JSON.parse(files[keyFile]?.toString() ?? '') as object;
  const carried = { [keyFile]: JSON.stringify({ ...keys, log: [stranger.verifierKey] }) };
  const signed = signNote(parseNote(note).text, [stranger.signer]);
  const lying = changed(files, { 'verify.mjs': liar });
  const said = execFileSync(process.execPath, [await readers.put(liar)], { encoding: 'utf8' });
  if (!said.includes('签名人: 成立')) throw new Error('the replaced verifier says nothing');
  return [
    {
      name: {
        zh: '换密钥：检查点改由自己的密钥签名，包内密钥一并换掉',
        en: "swap keys: sign the checkpoint with one's own key and send that one along",
      },
      sightings: await readers.look(regenerate(changed(files, { ...carried, [checkpoint]: signed }))),
      limit: {
        zh: '包里随带的密钥不作数：请核对指纹。',
        en: 'Keys that come along count for nothing: compare the fingerprint.',
      },
    },
    {
      name: { zh: '换掉包里的核验网页', en: 'replace the verifier page in the package' },
      sightings: await readers.look(regenerate(changed(files, { 'verify.html': liar }))),
    },
    {
      name: {
        zh: '换掉包里的核验程序 verify.mjs，它总说“成立”',
        en: 'replace the program verify.mjs by one that always says “holds”',
      },
      sightings: await readers.look(regenerate(lying)),
      limit: {
        zh: '它没有封存，运行它的人得到它想说的话：请用从别处取得的核验程序。',
        en: 'It is not sealed, and whoever runs it hears what it likes to say: take the verifier from elsewhere.',
      },
    },
  ];
}

async function attackChoice({ place, files, readers }: Proving): Promise<Attack[]> {
  const other = await place.makePackage('recordings', [place.filmId]);
  const digest = hexOf('sha256', files['data/package.json'] ?? utf8(''));
  return [
    {
      name: { zh: '换成另一个真的证据包', en: 'swap in another valid package' },
      sightings: [
        ...(await readers.look(other)),
        await readers.lookWith(
          other,
          holding('应有的摘要（--digest）', 'the digest it should have (--digest)'),
          ['--digest', digest],
        ),
      ],
      limit: {
        zh: '那个包没有假：要另外知道摘要（打印在报告页脚）才认得出不是这一个。',
        en: 'Nothing in it is false: only its digest, which the report prints, tells that it is another.',
      },
    },
    {
      name: { zh: '选取材料时漏掉同案的其他材料', en: 'leave out other material of the case when choosing' },
      sightings: await readers.look(other),
      limit: {
        zh: '包里看不出没有选的东西；日志列有全部条目，跟踪日志的人知道还有别的。',
        en: 'What was not chosen does not show; the log names all entries, and who follows it knows that there are more.',
      },
    },
  ];
}

/** Attacks on what proves a package: its part of the log, its keys, the verifier, which package it is. */
export async function attackProof(parts: Proving): Promise<Family> {
  const attacks = [
    ...(await attackEntries(parts)),
    ...(await attackLog(parts)),
    ...(await attackKeys(parts)),
    ...(await attackChoice(parts)),
  ];
  return { title: { zh: '对包里的证明', en: 'what proves a package' }, attacks };
}
