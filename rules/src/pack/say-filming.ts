import { articleOf } from '../citation.ts';
import type { Bilingual } from '../time/civil.ts';
import * as words from '../vocabulary.ts';
import type { FilmingRule } from './pack.ts';
import { clauses, join, two } from './say-words.ts';

const everyActivity = two('全部执法活动', 'all enforcement acts');
/** Kinds that texts name in one word. */
const families: readonly { name: Bilingual; members: readonly words.Activity[] }[] = [
  { name: two('日常检查', 'daily inspection'), members: ['dailyPatrol', 'onSiteInspection'] },
  {
    name: two('文书送达', 'service of documents'),
    members: ['service', 'retainedService', 'publicNoticeService'],
  },
  {
    name: two('行政强制', 'coercion'),
    members: words.keysOf(words.activities).filter(words.isCoercive),
  },
];

/** The kinds as a text lists them: a whole family counts as one. */
function kindsListed(activities: readonly words.Activity[]): Bilingual[] {
  const whole = families.filter(({ members }) => members.every((one) => activities.includes(one)));
  const names = activities.map(
    (one) => whole.find(({ members }) => members.includes(one))?.name ?? words.activities[one],
  );
  return [...new Set(names)];
}

/** Where a rule leaves out but a few kinds, these are what it is told by. */
function sayActivities(activities: readonly words.Activity[]): Bilingual[] {
  const left = words
    .keysOf(words.activities)
    .filter((one) => !words.isPaperwork(one) && !activities.includes(one));
  if (left.length > 3) return activities.map((one) => words.activities[one]);
  if (left.length === 0) return [everyActivity];
  const but = join(left.map((one) => words.activities[one]));
  return [two(`${but.zh}以外的执法活动`, `enforcement acts except ${but.en}`)];
}

const saySubjects = ({ activities, circumstances }: FilmingRule): Bilingual =>
  activities === 'all'
    ? everyActivity
    : join([...sayActivities(activities), ...circumstances.map((one) => words.circumstances[one])]);

/** Another article asks the same of more kinds: this one adds a list of what is filmed and no strictness of its own. */
const onlyLists = (rule: FilmingRule, rules: readonly FilmingRule[]): boolean =>
  rule.circumstances.length === 0 &&
  rules.some(
    (other) =>
      other.duty === rule.duty &&
      articleOf(other.article) !== articleOf(rule.article) &&
      rule.activities !== 'all' &&
      (other.activities === 'all' ||
        (other.activities.length > rule.activities.length &&
          rule.activities.every((one) => other.activities.includes(one)))),
  );

/** What is to be filmed and how strictly, strictest first; then the kinds that a text lists by name. */
export function sayFilming(rules: readonly FilmingRule[]) {
  const strictestFirst = words.keysOf(words.filmingDuties).toReversed();
  const lists = rules.filter((rule) => onlyLists(rule, rules));
  const strict = strictestFirst.flatMap((duty) => {
    const of = rules.filter((rule) => rule.duty === duty && !lists.includes(rule));
    if (of.length === 0) return [];
    const { zh, en } = words.filmingDuties[duty];
    return [
      {
        ...{ part: duty, name: two(`音像记录：${zh}`, `Filming: ${en}`) },
        ...{ value: clauses(...of.map(saySubjects)), from: of },
      },
    ];
  });
  const kinds = lists.flatMap(({ activities }) => (activities === 'all' ? [] : kindsListed(activities)));
  const named = join(kinds);
  const listed = {
    ...{ part: 'listed', name: two('音像记录：列明的活动', 'Filming: acts listed by name') },
    ...{ value: two(`${kinds.length} 类：${named.zh}`, `${kinds.length} kinds: ${named.en}`), from: lists },
  };
  return lists.length > 0 ? [...strict, listed] : strict;
}
