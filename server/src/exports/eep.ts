import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { sayingIn } from '@liuhen/contract';
import type { Description } from '@liuhen/proof';
import type { Vault } from '../base/vault.ts';
import { type Archived, instant, namesOf, orNone, text } from './archived.ts';
import type { SealedRow, TakenEntry } from './entries.ts';
import type { VaultFile } from './files.ts';
import { FileFault } from './gather.ts';
import { type Element, xmlOf } from './xml.ts';

const { nameOf } = sayingIn('zh');

const format = '本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成';
const namespace = 'http://www.saac.gov.cn/standards/ERM/encapsulation';

/** A file of a document with its bytes, and whether it is the last one, which was signed. */
interface Encoded {
  file: VaultFile;
  bytes: Buffer;
  main: boolean;
}

async function encode(vault: Vault, file: VaultFile, main: boolean): Promise<Encoded> {
  const bytes = await buffer(await vault.read(file.sha256));
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new FileFault(file.path, 'altered');
  return { file, bytes, main };
}

const dataOf = ({ file, bytes, main }: Encoded, at: number): Element => [
  '文档',
  [
    ['文档标识符', `修改0-文档${at + 1}`],
    ['文档序号', at + 1],
    ['文档主从声明', main ? '主文档' : '附属文档'],
    ['题名', file.name],
    [
      '文档数据',
      [
        [
          '编码',
          [
            [
              '电子属性',
              [
                ['格式信息', file.mime],
                ['计算机文件名', file.path.slice(file.path.lastIndexOf('/') + 1)],
                ['计算机文件大小', file.bytes],
                ['文档创建程序', '留痕'],
              ],
            ],
            [
              '编码描述',
              `本封装包中“编码数据”元素存储的是计算机文件二进制流的Base64编码，SHA-256 ${file.sha256}`,
            ],
            ['反编码关键字', 'base64-pdf'],
            ['编码数据', bytes.toString('base64')],
          ],
          { 编码ID: `修改0-文档${at + 1}-文档数据1-编码1` },
        ],
      ],
      { 文档数据ID: `修改0-文档${at + 1}-文档数据1` },
    ],
  ],
];

/** What was done with the document and with its signatures, by the entries of the log. */
const businessOf = (entries: readonly TakenEntry[], document: string, origin: string): Element[] =>
  entries.map(({ index, kind, at, actor }) => [
    '业务实体',
    [
      ['业务标识符', `${origin}#${index + 1}`],
      ['机构人员标识符', actor],
      ['文件标识符', document],
      ['业务状态', '历史行为'],
      ['业务行为', nameOf('names.entryKind', kind)],
      ['行为时间', new Date(at).toISOString()],
    ],
  ]);

interface Packed {
  row: SealedRow;
  encoded: readonly Encoded[];
  films: readonly VaultFile[];
  archived: Archived;
  asOf: Description['asOf'];
}

function fileEntity({ row, encoded, films, archived: { organ } }: Packed, id: string): Element {
  const [first] = encoded;
  return [
    '文件实体',
    [
      ['聚合层次', '文件'],
      ['来源', [['立档单位名称', organ.name]]],
      ['电子文件号', id],
      [
        '内容描述',
        [
          ['题名', first?.file.name ?? ''],
          ['文件编号', text(row, 'number')],
          ['责任者', organ.name],
          ['日期', instant(row, 'finalized_at')],
        ],
      ],
      [
        '形式特征',
        [
          ['文件组合类型', encoded.length > 1 ? '组合文件' : '单件'],
          ['页数', text(row, 'pages')],
          ['语种', '中文'],
        ],
      ],
      ['存储位置', [['当前位置', first?.file.path ?? '']]],
      // Film is too large to be encoded: it is named by its digest and stands beside (data/originals).
      ...films.map(
        ({ name, path, bytes, sha256 }): Element => [
          '附注',
          `音像记录不编码，按摘要引用：${name}，${path}，${bytes} 字节，SHA-256 ${sha256}`,
        ],
      ),
      ['文件数据', encoded.map(dataOf)],
    ],
  ];
}

/** A document in its capsule by DA/T 48-2009: its PDF files encoded, its history, the film of the package by digest. */
function capsuleOf(packed: Packed): Uint8Array {
  const { row, archived, asOf } = packed;
  const id = text(row, 'id') ?? '';
  const { organ, origin } = archived;
  const nameOfPerson = namesOf(archived);
  const entries = archived.entries.filter(
    ({ subject, payload }) =>
      subject === `document/${id}` || (payload as SealedRow | null)?.document_id === id,
  );
  const actors = orNone(entries.map(({ actor }) => actor));
  const people = actors.map(
    (actor): Element => [
      '机构人员实体',
      [
        ['机构人员标识符', actor],
        ['机构人员类型', actor === 'system' ? '单位' : '个人'],
        ['机构人员名称', actor === 'system' ? organ.name : nameOfPerson(actor)],
      ],
    ],
  );
  const content: Element[] = [
    ['文件实体块', [fileEntity(packed, id)]],
    ['业务实体块', businessOf(entries, id, origin)],
    ['机构人员实体块', people],
  ];
  return xmlOf([
    '电子文件封装包',
    [
      ['封装包格式描述', format],
      ['版本', '2009'],
      [
        '被签名对象',
        [
          ['封装包类型', '原始型'],
          ['封装包类型描述', '本封装包包含电子文件数据及其元数据，原始封装，未经修改'],
          ['封装包创建时间', asOf.at],
          ['封装包创建单位', organ.name],
          ['封装内容', content],
        ],
        { eep版本: '2009' },
      ],
    ],
    { xmlns: namespace },
  ]);
}

/** One capsule for each issued document of a package. Rejects with FileFault where the vault has other bytes. */
export async function capsules(
  vault: Vault,
  archived: Archived,
  files: readonly VaultFile[],
  asOf: Description['asOf'],
) {
  const films = files.filter(({ role }) => role === 'original');
  const made: { path: string; name: string; mime: string; bytes: Uint8Array }[] = [];
  for (const row of archived.rows.get('document') ?? []) {
    const own = files.filter(({ role, of }) => role === 'document' && of === `document/${text(row, 'id')}`);
    const [first] = own;
    if (first === undefined) continue;
    const encoded: Encoded[] = [];
    for (const [i, file] of [...own].reverse().entries()) encoded.push(await encode(vault, file, i === 0));
    const name = `${first.path.slice(first.path.lastIndexOf('/') + 1)}.eep.xml`;
    const bytes = capsuleOf({ row, encoded, films, archived, asOf });
    made.push({ path: `data/metadata/${name}`, name, mime: 'application/xml', bytes });
  }
  return made;
}
