import { indexWords } from '../../server/src/base/words.ts';
import { makeRandom } from './statistics.ts';

/** A made-up organ: what its recordings point to. Numbers of a city's bureau over three years. */
export interface MadeOrgan {
  organId: string;
  accountId: string;
  modelId: string;
  units: { id: string; name: string }[];
  officers: { id: string; name: string; unit: number; userId: string }[];
  devices: { id: string; no: string; unit: number }[];
}

const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾'];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国文斌鹏浩宇轩梓涵欣怡晨曦子墨思远嘉乐',
];
export const places = [
  '城东',
  '城西',
  '滨河',
  '新港',
  '南湖',
  '北山',
  '长安',
  '建设',
  '人民',
  '和平',
  '光明',
  '东风',
];
const trades = [
  '餐饮店',
  '超市',
  '物流有限公司',
  '建材有限公司',
  '药房',
  '旅馆',
  '汽车修理厂',
  '食品有限公司',
];
export const causes = [
  ...['未取得许可从事经营', '占用道路设摊', '超限运输', '无照经营', '违法建设', '擅自改变规划用途'],
  ...['销售过期食品', '未按规定公示价格', '夜间施工噪声', '露天焚烧', '违法停放车辆', '未按规定处置渣土'],
  ...['非法营运', '消防通道堵塞', '广告牌未经审批', '未佩戴安全带', '水污染物超标', '擅自伐木'],
];

export const millisOfYear = 365 * 86_400_000;
/** The last moment of the made-up rows. */
export const lastMoment = Date.parse('2026-06-30T10:00:00.000Z');

/** A uuid that says what it is for and is the same in every run. */
export const madeId = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export function makeOrgan(kind: number): MadeOrgan {
  const random = makeRandom(kind);
  const unitCount = 40;
  return {
    organId: madeId(kind, 1),
    accountId: madeId(kind, 2),
    modelId: madeId(kind, 3),
    units: Array.from({ length: unitCount }, (_, i) => ({
      id: madeId(kind + 1, i),
      name: `${places[i % places.length]}执法${i + 1}队`,
    })),
    officers: Array.from({ length: 600 }, (_, i) => ({
      id: madeId(kind + 2, i),
      name: personName(random),
      unit: i % unitCount,
      userId: String(140_000 + i),
    })),
    devices: Array.from({ length: 800 }, (_, i) => ({
      id: madeId(kind + 3, i),
      no: `XZ${String(i).padStart(4, '0')}`,
      unit: i % unitCount,
    })),
  };
}

export const pick = <T>(list: readonly T[], random: () => number): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('an empty list');
  return one;
};

/** Few do most: the first of a list come up far more often than the last. */
export const pickSkewed = <T>(list: readonly T[], random: () => number): T => pick(list, () => random() ** 2);

export function personName(random: () => number): string {
  const second = random() < 0.75 ? pick(given, random) : '';
  return pickSkewed(surnames, random) + pick(given, random) + second;
}

export const firmName = (random: () => number) =>
  pick(places, random) + pick(given, random) + pick(given, random) + pick(trades, random);

export interface MadeRow {
  id: string;
  upload: string;
  name: string;
  kind: string;
  size: number;
  duration: number | null;
  unit: string;
  device: string;
  officer: string;
  usedAt: string;
  registeredAt: string;
  party: string | null;
  cause: string | null;
  linked: boolean;
  conflicts: number;
  lateSince: string | null;
  storage: string;
  /** What the house's own words come to, divided by spaces. */
  words: string;
}

function kindOf(random: () => number): [kind: string, ending: string] {
  const share = random();
  if (share < 0.85) return ['video', 'mp4'];
  if (share < 0.94) return ['picture', 'jpg'];
  return share < 0.99 ? ['audio', 'wav'] : ['document', 'pdf'];
}

/**
 * Row `n` of the organ's `count`: three years, registered one after the other and each within a day of its use, two
 * thirds of the film in a case, one in fifty late, one in a hundred to be confirmed.
 */
export function makeRow(
  organ: MadeOrgan,
  kindNumber: number,
  { n, count }: { n: number; count: number },
  random: () => number,
): MadeRow {
  const registered = lastMoment - Math.floor((1 - n / count) * 3 * millisOfYear);
  const used = registered - Math.floor(random() * 86_400_000);
  const usedAt = new Date(used).toISOString();
  const officer = pickSkewed(organ.officers, random);
  const device = organ.devices[(organ.officers.indexOf(officer) + Math.floor(random() * 2)) % 800];
  if (device === undefined) throw new Error('no device');
  const [kind, ending] = kindOf(random);
  const stamp = usedAt.replace(/\D/g, '').slice(0, 14);
  const name = `DSJ_${device.no}_${officer.userId}_${stamp.slice(0, 8)}_${stamp.slice(8)}.${ending}`;
  const linked = random() < 0.67;
  const party = linked ? (random() < 0.7 ? personName(random) : firmName(random)) : null;
  const cause = linked ? pickSkewed(causes, random) : null;
  const late = random() < 0.02;
  const dueBefore = new Date(used + 2 * 86_400_000).toISOString();
  return {
    id: madeId(kindNumber + 4, n),
    upload: madeId(kindNumber + 5, n),
    ...{ name, kind, party, cause, linked, usedAt },
    size: 20_000_000 + Math.floor(random() * 900_000_000),
    duration: kind === 'video' || kind === 'audio' ? Math.floor(random() * 900_000) : null,
    unit: organ.units[officer.unit]?.id ?? '',
    device: device.id,
    officer: officer.id,
    registeredAt: new Date(registered).toISOString(),
    conflicts: random() < 0.01 ? 1 : 0,
    lateSince: late ? dueBefore : null,
    storage: JSON.stringify({ dueBefore, dischargedAt: null, tier: 'local', judgement: 'judged' }),
    words: wordsOf([name, device.no, officer.name, party, cause], { 'p:': party, 'c:': cause }),
  };
}

/** The words of a line on the shelf, as searchVector() puts them together. */
function wordsOf(plain: readonly (string | null)[], fields: Record<string, string | null>): string {
  const words = plain.flatMap((text) => indexWords(text ?? ''));
  const tagged = Object.entries(fields).flatMap(([field, text]) =>
    indexWords(text ?? '').map((word) => field + word),
  );
  return [...new Set([...words, ...tagged])].join(' ');
}
