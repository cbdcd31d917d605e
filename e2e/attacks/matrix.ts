import type { Words } from './words.ts';

/** Who looked, and what was said; nothing where it was not found. */
export interface Sighting {
  by: Words;
  said: readonly Words[];
}

export interface Attack {
  name: Words;
  sightings: readonly Sighting[];
  /** Why nobody, or one of them, cannot see it. */
  limit?: Words;
}

export interface Family {
  title: Words;
  attacks: readonly Attack[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const both = ({ zh, en }: Words): string => cell(`${zh}<br>${en}`);
const unseen: Words = { zh: '查不出来', en: 'not detected' };

function rowsOf({ name, sightings, limit }: Attack): string[] {
  return sightings.map(({ by, said }, i) => {
    const heard = said.length === 0 ? `**${both(unseen)}**` : said.map(both).join('<br>');
    const why = limit !== undefined && said.length === 0 ? `<br>${both(limit)}` : '';
    return `| ${i === 0 ? both(name) : ''} | ${both(by)} | ${heard}${why} |`;
  });
}

const head = `# 攻击与发现 · What an attack meets

Each attack is made by a script in \`e2e/attacks\` against a package that a real house made, or against that house while it runs; the words are those that were printed then, … stands for what differs from run to run. The test that makes the attacks writes this page and fails where it is no longer true: \`npx vitest run --project browser e2e/attacks -u\` writes it anew.

每种攻击都由 \`e2e/attacks\` 里的脚本对真实出具的证据包或运行中的系统实施，表中是当时打印的原话，… 处每次不同。

Who looks · 谁来看:

- **任何读者 · any reader**: the verifier with no key but those in the package. To him time and signers “cannot be told” of any package; that is not repeated below. 只用包内自带密钥的核验程序：对他，任何包的时间和签名人都是“无法判断”，下面不再重复。
- **有密钥的读者 · a reader with the keys**: the verifier with the key of the log, of a witness, the certificate of a time authority, and asking for one cosignature (\`--keys\`, \`--policy 1\`). 从别处得到日志密钥、见证公钥和时间戳证书的核验程序。
- **体检 · doctor**, **从外部核对 · monitor**, **见证 · witness**, **浏览器核对 · browser check** (of somebody whose browser remembers the log), **存证日志页 · the page of the log**.
`;

/** The page docs/attack-matrix.md. */
export function formatMatrix(families: readonly Family[]): string {
  const tables = families.map(
    ({ title, attacks }) =>
      `## ${title.zh} · ${title.en}\n\n| 攻击 · attack | 谁 · who | 说什么 · words |\n| --- | --- | --- |\n${attacks.flatMap(rowsOf).join('\n')}\n`,
  );
  return [head, ...tables].join('\n');
}
