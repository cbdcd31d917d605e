import type { Role } from '@liuhen/contract';
import type { search } from '../../server/src/search/answer.ts';
import { lastMoment, type MadeOrgan, millisOfYear, pick, places } from './queries-rows.ts';

type Query = Partial<Parameters<typeof search>[2]> & { text: string };

/** One thing that people look for, with other words each time. */
export interface Looked {
  name: string;
  as: Role;
  page?: 2;
  query: (organ: MadeOrgan, random: () => number, numbers: readonly string[]) => Query;
}

const common = ['当事人', '处罚', '执法人员', '记录', '检查'];
const goods = ['白酒', '砂石', '化肥', '口罩', '茶叶', '农药', '玩具'];
const rare = ['采伐许可证', '水样三瓶', '网络订餐', '伪证的法律后果'];
const names = ['曾曦', '彭轩梓', '冯涵', '王建国', '李伟', '曹欣怡'];
const roads = ['七一北路', '慕山北路', '牧马路', '健康街'];
const upTo = (most: number, random: () => number) => 1 + Math.floor(random() * most);
const year = (random: () => number) => 2023 + Math.floor(random() * 4);
const day = (millis: number) => new Date(millis).toISOString().slice(0, 10);
const text = (of: (random: () => number) => string) => (_: MadeOrgan, random: () => number) => ({
  text: of(random),
});

/** What the box answers for, over all kinds unless one is named. */
export const looked: readonly Looked[] = [
  { name: 'a common word', as: 'custodian', query: text((random) => pick(common, random)) },
  {
    name: 'two words, a common one and goods',
    as: 'custodian',
    query: text((random) => `${pick(common, random)} ${pick(goods, random)}`),
  },
  {
    name: 'two words, goods and a road',
    as: 'custodian',
    query: text((random) => `${pick(goods, random)} ${pick(roads, random)}`),
  },
  { name: 'a rare phrase', as: 'custodian', query: text((random) => pick(rare, random)) },
  { name: 'the name of a person', as: 'custodian', query: text((random) => pick(names, random)) },
  {
    name: 'the name of a firm',
    as: 'custodian',
    query: text((random) => `${pick(places, random)}${pick(['伟丽', '建国', '文斌', '欣怡'], random)}`),
  },
  {
    name: 'the number of a document',
    as: 'custodian',
    query: (_, random, numbers) => ({ text: pick(numbers, random) }),
  },
  {
    name: 'the beginning of numbers',
    as: 'custodian',
    query: text((random) => `忻综执罚〔${year(random)}〕${upTo(400, random)}`),
  },
  {
    name: 'a plate',
    as: 'custodian',
    query: text((random) => `晋${pick([...'ABCDEFGHJK'], random)}${upTo(99_999, random)}`),
  },
  {
    name: 'an address',
    as: 'custodian',
    query: text((random) => `${pick(roads, random)}${upTo(300, random)}号`),
  },
  {
    name: 'words in quotation marks',
    as: 'custodian',
    query: text((random) =>
      pick(['"愿意接受 处理"', '“集体讨论，认为当事人积极改正”', '"可以从轻处罚"'], random),
    ),
  },
  {
    name: 'a day long ago, as it is written',
    as: 'custodian',
    query: text((random) => `${year(random)}年${upTo(12, random)}月${upTo(28, random)}日`),
  },
  {
    name: 'a word that nothing has',
    as: 'custodian',
    query: text((random) => pick(['魑魅', '龙王庙会'], random)),
  },
  {
    name: 'the number of a person, asked of the parties',
    as: 'custodian',
    query: text((random) => `1409021980010${1000 + upTo(8000, random)}X`),
  },
  {
    name: 'documents, a unit and three months',
    as: 'custodian',
    query: (organ, random) => {
      const start = lastMoment - random() * 2.5 * millisOfYear;
      const span = { from: day(start), to: day(start + 90 * 86_400_000) };
      return { ...span, kind: 'document', text: pick(goods, random), unitId: pick(organ.units, random).id };
    },
  },
  {
    name: 'documents, a common word, second page',
    as: 'custodian',
    page: 2,
    query: (_, random) => ({ kind: 'document', text: pick(common, random) }),
  },
  {
    name: 'an officer, own film only',
    as: 'officer',
    query: text((random) => pick([...names, ...common, 'DSJ'], random)),
  },
];
