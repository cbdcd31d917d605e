import { sayingIn } from '@liuhen/contract';
import { type Citation, renderCitation } from '@liuhen/rules';
import { type Archived, find, instant, namesOf, orNone, part, text } from './archived.ts';
import type { SealedRow, TakenEntry } from './entries.ts';
import type { VaultFile } from './files.ts';
import { type Element, xmlOf } from './xml.ts';

const { nameOf } = sayingIn('zh');

/** hh:mm:ss.mmm, as a length of time. */
function lengthOf(millis: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const [hours, minutes, seconds] = [millis / 3_600_000, (millis / 60_000) % 60, (millis / 1000) % 60];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(Math.round(millis) % 1000).padStart(3, '0')}`;
}

/** The last statement about who filmed a film, with what and when. */
const statementOf = (rows: Archived['rows'], film: string): SealedRow | undefined =>
  (rows.get('attribution') ?? [])
    .filter((row) => row.recording_id === film)
    .sort((a, b) => Number(a.version) - Number(b.version))
    .at(-1);

/** M40–M66: the device, the file and what is in it. */
function technical(film: SealedRow, statement: SealedRow | undefined, rows: Archived['rows']): Element[] {
  const probe = part(film.probe);
  const device = find(rows, 'device', text(statement, 'device_id'));
  const model = find(rows, 'device_model', text(device, 'model_id'));
  const streams = (Array.isArray(probe.streams) ? probe.streams : []).map(part);
  const [video, audio] = ['video', 'audio'].map((type) => streams.find((one) => one.type === type));
  const [width, height] = [text(video, 'width'), text(video, 'height')];
  return [
    [
      '捕获设备',
      [
        ['设备制造商', text(model, 'maker') ?? text(probe, 'make')],
        ['设备型号', text(model, 'name') ?? text(probe, 'deviceModel')],
        ['设备编号', text(device, 'device_no') ?? text(probe, 'deviceSerial')],
      ],
    ],
    ['计算机文件名', text(film, 'original_name') ?? text(film, 'name')],
    ['计算机文件大小', text(film, 'size')],
    [
      '格式信息',
      [
        ['格式名称', text(film, 'mime')],
        ['格式描述', text(probe, 'container')],
      ],
    ],
    [
      '视频参数',
      [
        ['视频编码标准', text(video, 'codec')],
        ['分辨率', width && height && `${width}×${height}`],
        ['帧率', text(video, 'frameRate')],
      ],
    ],
    ['音频参数', [['音频编码标准', text(audio, 'codec')]]],
  ];
}

/** M76–M81: the acts that the film is evidence of. */
const business = (acts: readonly SealedRow[]): Element[] =>
  acts.map((act) => [
    '职能业务',
    [
      ['业务类型', nameOf('names.actType', text(act, 'type') ?? '')],
      ['业务名称', [text(act, 'number'), text(act, 'cause')].filter((one) => one !== null).join(' ')],
      ['业务开始时间', instant(act, 'started_at')],
      ['业务结束时间', instant(act, 'ended_at')],
      ['业务描述', text(act, 'place')],
    ],
  ]);

const concerns = ({ subject, payload }: TakenEntry, id: string): boolean =>
  subject === `recording/${id}` || part(payload).recording_id === id || part(payload).subject_id === id;

/** M82–M87: what was done with the film, by the entries of the log. */
const management = (entries: readonly TakenEntry[], origin: string): Element[] =>
  entries.map(({ index, kind, at, subject, actor }) => [
    '管理活动',
    [
      ['管理活动标识符', `${origin}#${index + 1}`],
      ['管理行为', nameOf('names.entryKind', kind)],
      ['管理时间', new Date(at).toISOString()],
      ['关联实体标识符', subject],
      ['关联实体标识符', actor],
    ],
  ]);

/** The metadata of a film by DA/T 63-2017: those of its elements of which something is known; digests have none and stand beside. */
function describeFilm(film: SealedRow, path: string, archived: Archived): Element {
  const { rows, organ, origin } = archived;
  const nameOfPerson = namesOf(archived);
  const id = text(film, 'id') ?? '';
  const statement = statementOf(rows, id);
  const links = (rows.get('evidence') ?? []).filter((row) => row.recording_id === id && !row.removed_at);
  const linked = links.map((row) => text(row, 'act_id'));
  const acts = (rows.get('act') ?? []).filter((act) => linked.includes(text(act, 'id')));
  const duties = (rows.get('obligation') ?? []).filter(
    (row) => row.subject_id === id && row.judgement === 'judged',
  );
  const keeping = duties.find((row) => row.duty === 'keeping');
  const entries = archived.entries.filter((entry) => concerns(entry, id));
  const actors = orNone([text(statement, 'officer_id'), ...entries.map(({ actor }) => actor)]);
  const citations = duties.map((row) => renderCitation(row.citation as unknown as Citation, 'zh'));
  const duration = part(film.probe).durationMs;
  return [
    '录音录像类电子档案元数据',
    [
      ['聚合层次', '件'],
      ['唯一标识符', id],
      ['题名', text(film, 'name')],
      ['责任者', organ.name],
      ['摄录者', nameOfPerson(text(statement, 'officer_id'))],
      ['著录者', nameOfPerson(text(statement, 'stated_by') ?? text(film, 'uploaded_by'))],
      [
        '时间',
        [
          ['摄录时间', instant(statement, 'started_at')],
          ['时间长度', typeof duration === 'number' ? lengthOf(duration) : null],
        ],
      ],
      ['来源', [['源文件标识符', text(film, 'relative_path')]]],
      ['保管期限', instant(keeping, 'due_before')],
      ['存储', [['在线存址', path]]],
      ...technical(film, statement, rows),
      ['参见号', orNone(acts.map((act) => text(act, 'number'))).join('；')],
      ['摘要', text(film, 'sha256'), { 算法: 'SHA-256' }],
      ['摘要', text(film, 'sm3'), { 算法: 'SM3' }],
      ...business(acts),
      ...management(entries, origin),
      ...actors.map(
        (actor): Element => [
          '机构人员',
          [
            ['机构人员标识符', actor],
            ['机构人员名称', actor === 'system' ? '留痕' : nameOfPerson(actor)],
          ],
        ],
      ),
      ...orNone(citations).map((article): Element => ['授权', [['授权标识符', article]]]),
    ],
    { 标准: 'DA/T 63-2017' },
  ];
}

/** One file for each film: data/metadata, beside the film by its number. */
export const avMetadata = (archived: Archived, files: readonly VaultFile[]) =>
  files.flatMap(({ role, of, path }) => {
    const film =
      role === 'original' ? find(archived.rows, 'recording', of.slice('recording/'.length)) : undefined;
    if (film === undefined || (film.kind !== 'video' && film.kind !== 'audio')) return [];
    const name = `${path.slice(path.lastIndexOf('/') + 1)}.da-t-63.xml`;
    const bytes = xmlOf(describeFilm(film, path, archived));
    return [{ path: `data/metadata/${name}`, name, mime: 'application/xml', bytes }];
  });
