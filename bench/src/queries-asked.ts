import type { Role } from '@liuhen/contract';
import type { RecordingFilter } from '../../server/src/recordings/list.ts';
import { lastMoment, type MadeOrgan, millisOfYear } from './queries-rows.ts';

/** One question that people put to the list, with other values each time. */
export interface Asked {
  name: string;
  as: Role;
  page?: 2;
  filter: (organ: MadeOrgan, random: () => number) => Partial<RecordingFilter>;
  /** What it costs by. */
  bound: string;
}

const one = <T>(list: readonly T[], random: () => number): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

const day = (millis: number) => new Date(millis).toISOString().slice(0, 10);

function spell(random: () => number, days: number): { from: string; to: string } {
  const start = lastMoment - random() * 3 * millisOfYear;
  return { from: day(start), to: day(start + days * 86_400_000) };
}

const inOrder = 'one index in the order of the list, 51 rows';
const byWords =
  'the newest 1,000 rows, or 5,000 when a few have it, then the word index and a sort of what it found';
const common = 'the newest 1,000 or 5,000 rows, passing over what does not match';

/** Two signs of a personal name that few bear, two that many do. */
const rareNames = ['曾曦', '彭轩', '邓墨', '曹怡', '冯涵', '韩桂', '许欣', '唐晨'];
const commonNames = ['王伟', '李建', '张国', '刘明', '陈文', '杨杰'];
const commonCauses = ['未取得许可从事经营', '占用道路设摊', '超限运输'];
const rareCauses = ['擅自伐木', '水污染物超标', '未佩戴安全带'];

/** Every question docs/operating/queries.md answers for: no filter, the five legal keys, each further filter, search. */
export const askings: readonly Asked[] = [
  { name: 'no filter', as: 'custodian', filter: () => ({}), bound: inOrder },
  { name: 'no filter, second page', as: 'custodian', page: 2, filter: () => ({}), bound: inOrder },
  {
    name: 'key unit',
    as: 'custodian',
    filter: (organ, random) => ({ unitId: one(organ.units, random).id }),
    bound: inOrder,
  },
  {
    name: 'key device',
    as: 'custodian',
    filter: (organ, random) => ({ deviceId: one(organ.devices, random).id }),
    bound: inOrder,
  },
  {
    name: 'key officer',
    as: 'custodian',
    filter: (organ, random) => ({ officerId: one(organ.officers, random).id }),
    bound: inOrder,
  },
  { name: 'key time, one day', as: 'custodian', filter: (_, random) => spell(random, 0), bound: inOrder },
  { name: 'key time, one year', as: 'custodian', filter: (_, random) => spell(random, 365), bound: inOrder },
  {
    name: 'key party, rare',
    as: 'custodian',
    filter: (_, random) => ({ party: one(rareNames, random) }),
    bound: byWords,
  },
  {
    name: 'key party, common',
    as: 'custodian',
    filter: (_, random) => ({ party: one(commonNames, random) }),
    bound: byWords,
  },
  {
    name: 'key cause, rare',
    as: 'custodian',
    filter: (_, random) => ({ cause: one(rareCauses, random) }),
    bound: common,
  },
  {
    name: 'key cause, common',
    as: 'custodian',
    filter: (_, random) => ({ cause: one(commonCauses, random) }),
    bound: common,
  },
  {
    name: 'kind video',
    as: 'custodian',
    filter: () => ({ kind: 'video' }),
    bound: inOrder,
  },
  { name: 'kind document', as: 'custodian', filter: () => ({ kind: 'document' }), bound: inOrder },
  { name: 'late', as: 'custodian', filter: () => ({ late: true }), bound: inOrder },
  { name: 'to be confirmed', as: 'custodian', filter: () => ({ conflicts: true }), bound: inOrder },
  { name: 'unlinked', as: 'custodian', filter: () => ({ unlinked: true }), bound: inOrder },
  {
    name: 'search, rare word',
    as: 'custodian',
    filter: (organ, random) => ({ text: `${one(organ.devices, random).no} ${one(rareNames, random)}` }),
    bound: byWords,
  },
  {
    name: 'search, a device number',
    as: 'custodian',
    filter: (organ, random) => ({ text: one(organ.devices, random).no }),
    bound: byWords,
  },
  { name: 'search, common word', as: 'custodian', filter: () => ({ text: 'mp4' }), bound: common },
  {
    name: 'search, common word, second page',
    as: 'custodian',
    page: 2,
    filter: (_, random) => ({ text: one(['mp4', 'dsj', '经营'], random) }),
    bound: common,
  },
  {
    name: 'search, a month long ago',
    as: 'custodian',
    filter: (_, random) => ({ text: one(['202308', '202310', '202401', '202405'], random) }),
    bound: 'some 30,000 rows by the word index and their sort, because none of the newest has it',
  },
  {
    name: 'search, a word that nothing has',
    as: 'custodian',
    filter: () => ({ text: '魑魅' }),
    bound: byWords,
  },
  {
    name: 'unit, spell and common cause',
    as: 'custodian',
    filter: (organ, random) => ({
      unitId: one(organ.units, random).id,
      cause: one(commonCauses, random),
      ...spell(random, 90),
    }),
    bound: 'the index of the unit, passing over what does not match',
  },
  { name: 'officer, own', as: 'officer', filter: () => ({}), bound: inOrder },
  { name: 'officer, own, second page', as: 'officer', page: 2, filter: () => ({}), bound: inOrder },
  {
    name: 'officer, own, search',
    as: 'officer',
    filter: (_, random) => ({ text: one([...commonNames, ...rareNames, 'mp4'], random) }),
    bound: 'the index of the officer or of the words, whichever is shorter',
  },
];
