import type { MatterFault, MatterRow } from '@liuhen/contract';
import {
  type Activity,
  activities,
  type Bilingual,
  type Circumstance,
  circumstances,
  citeOf,
  type FilmingDuty,
  type FilmingRule,
  filmingDuties,
  type LawOfDay,
  type Pack,
  renderCitation,
} from '@liuhen/rules';

/** What a rule or a row speaks of, one by one. */
type Subject = 'all' | Activity | Circumstance;
type Speaking = Pick<MatterRow, 'activities' | 'circumstances'>;

const ladder = Object.keys(filmingDuties) as FilmingDuty[];
const strengthOf = (duty: FilmingDuty): number => ladder.indexOf(duty);

const subjectsOf = (of: Pick<FilmingRule, 'activities' | 'circumstances'> | Speaking): Subject[] => [
  ...(of.activities === 'all' ? (['all'] as const) : of.activities),
  ...of.circumstances,
];

const everyActivity: Bilingual = { zh: '各类执法活动', en: 'every enforcement act' };
function nameOf(subject: Subject): Bilingual {
  if (subject === 'all') return everyActivity;
  return subject in activities ? activities[subject as Activity] : circumstances[subject as Circumstance];
}

/** For each subject that the law names the strictest of its rules, in the law's order; of equals the first. */
function governingRules(law: LawOfDay): Map<Subject, FilmingRule> {
  const governing = new Map<Subject, FilmingRule>();
  for (const rule of law.merged.filming.value ?? []) {
    for (const subject of subjectsOf(rule)) {
      const known = governing.get(subject);
      if (!known || strengthOf(rule.duty) > strengthOf(known.duty)) governing.set(subject, rule);
    }
  }
  return governing;
}

/**
 * The rows that the law asks for: each rule with the subjects it governs, its activities and its circumstances apart.
 * What to film above all and from where to where comes from the pack's own sections. Empty where the law is silent.
 */
export function rowsOfLaw(law: LawOfDay): MatterRow[] {
  const governing = [...governingRules(law)];
  const { keyContents, coverage } = law.merged;
  const content = (keyContents.value?.items ?? []).map(({ zh }) => zh).join('；');
  const makeRow = (rule: FilmingRule, speaking: Speaking): MatterRow => ({
    ...speaking,
    matter: subjectsOf(speaking)
      .map((subject) => nameOf(subject).zh)
      .join('、')
      .slice(0, 100),
    content: content.slice(0, 1000),
    link: sayCoverage(coverage.value, rule.duty),
    methods: ['video'],
    duty: rule.duty,
    articles: [rule.article, ...rule.also],
  });
  return [...new Set(governing.map(([, rule]) => rule))].flatMap((rule) => {
    const own = governing.flatMap(([subject, one]) => (one === rule ? [subject] : []));
    const inActivities = own.filter(
      (subject): subject is Exclude<Activity, 'caseProcedure'> =>
        subject in activities && subject !== 'caseProcedure',
    );
    const inCircumstances = own.filter((subject): subject is Circumstance => subject in circumstances);
    return [
      ...(own.includes('all') ? [makeRow(rule, { activities: 'all', circumstances: [] })] : []),
      ...(inActivities.length > 0 ? [makeRow(rule, { activities: inActivities, circumstances: [] })] : []),
      ...(inCircumstances.length > 0
        ? [makeRow(rule, { activities: [], circumstances: inCircumstances })]
        : []),
    ];
  });
}

function sayCoverage(coverage: Pack['coverage'], duty: FilmingDuty): string {
  const speaks = coverage !== null && (duty === 'mandatoryContinuous' || !coverage.mandatoryContinuousOnly);
  if (!speaks) return duty === 'mandatoryContinuous' ? '执法活动全过程' : '执法活动的关键环节';
  const from = coverage.from === 'arrival' ? '到达执法现场' : '执法活动开始';
  const to = coverage.to === 'leaving' ? '离开执法现场' : '执法活动结束';
  return `自${from}起，至${to}止`;
}

const fault = (row: number | null, field: string | null, article: string | null, said: Bilingual) => ({
  ...{ row, field, article },
  ...said,
});

/** Rows that ask for less than the law does of what they speak of. */
export function weakerRows(law: LawOfDay, rows: readonly MatterRow[]): MatterFault[] {
  const governing = governingRules(law);
  return rows.flatMap((row, at) =>
    subjectsOf(row).flatMap((subject) => {
      const rule = governing.get(subject);
      if (!rule || strengthOf(row.duty) >= strengthOf(rule.duty)) return [];
      const cited = citeOf(law.chain, rule.article);
      const [name, demanded] = [nameOf(subject), filmingDuties[rule.duty]];
      return fault(at, 'duty', rule.article, {
        zh: `“${name.zh}”的录制要求低于规定：${renderCitation(cited, 'zh')}要求“${demanded.zh}”`,
        en: `“${name.en}” asks for less than the law: ${renderCitation(cited, 'en')} demands “${demanded.en}”`,
      });
    }),
  );
}

function missingRows(law: LawOfDay, rows: readonly MatterRow[]): MatterFault[] {
  const spoken = new Set(rows.flatMap(subjectsOf));
  const ofAll = Math.max(-1, ...rows.map((row) => (row.activities === 'all' ? strengthOf(row.duty) : -1)));
  return [...governingRules(law)].flatMap(([subject, rule]) => {
    const covered = spoken.has(subject) || (subject in activities && ofAll >= strengthOf(rule.duty));
    if (covered) return [];
    const cited = citeOf(law.chain, rule.article);
    const [name, demanded] = [nameOf(subject), filmingDuties[rule.duty]];
    return fault(null, null, rule.article, {
      zh: `缺少“${name.zh}”：${renderCitation(cited, 'zh')}要求“${demanded.zh}”`,
      en: `“${name.en}” is missing: ${renderCitation(cited, 'en')} demands “${demanded.en}”`,
    });
  });
}

const contentFields = {
  matter: { field: 'matter', zh: '事项', en: 'the matter' },
  content: { field: 'content', zh: '记录内容', en: 'the content' },
  link: { field: 'link', zh: '记录环节', en: 'the links' },
  method: { field: 'methods', zh: '记录方式', en: 'the method' },
} as const;

/** Columns that the law wants filled and that a row leaves empty. */
function emptyFields(law: LawOfDay, rows: readonly MatterRow[]): MatterFault[] {
  const demanded = law.merged.matterList.value;
  if (demanded === null) return [];
  const cited = citeOf(law.chain, demanded.article);
  return rows.flatMap((row, at) =>
    demanded.contents.flatMap((content) => {
      const { field, zh, en } = contentFields[content];
      if (row[field].length > 0) return [];
      return fault(at, field, demanded.article, {
        zh: `请填写${zh}：${renderCitation(cited, 'zh')}要求写明`,
        en: `State ${en}: ${renderCitation(cited, 'en')} asks for it`,
      });
    }),
  );
}

/** All places where a list falls short of the law of a day; none where the law says nothing on film. */
export function faultsOf(law: LawOfDay, rows: readonly MatterRow[]): MatterFault[] {
  const none = fault(null, null, null, { zh: '清单没有任何事项', en: 'The list has no matter' });
  return [
    ...(rows.length === 0 ? [none] : []),
    ...weakerRows(law, rows),
    ...missingRows(law, rows),
    ...emptyFields(law, rows),
  ];
}

/** A list as it holds on a day. */
export interface ListInForce {
  version: number;
  rows: readonly MatterRow[];
}

/**
 * What a list asks for of an act: the strictest row that speaks of its kind, of one of its circumstances or of every
 * act; of equals the first. Null where no row does.
 */
export function listedFor(
  { version, rows }: ListInForce,
  activity: Activity,
  present: readonly Circumstance[],
): { duty: FilmingDuty; matter: string; version: number } | null {
  const ofAct: readonly Subject[] = ['all', activity, ...present];
  const matching = rows.filter((row) => subjectsOf(row).some((subject) => ofAct.includes(subject)));
  const [strictest] = matching.toSorted((a, b) => strengthOf(b.duty) - strengthOf(a.duty));
  return strictest ? { duty: strictest.duty, matter: strictest.matter, version } : null;
}
