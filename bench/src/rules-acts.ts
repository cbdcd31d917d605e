import { type ActFacts, activities, circumstances, keysOf, type Step, type StepKind } from '@liuhen/rules';

type Random = () => number;
const everyActivity = keysOf(activities);
const everyCircumstance = keysOf(circumstances);
const two = (value: number) => String(value).padStart(2, '0');

/** A day of 2025 or 2026, 28 in a month so that every date exists. */
const dayOf = (index: number) =>
  `${2025 + (Math.floor(index / 336) % 2)}-${two((Math.floor(index / 28) % 12) + 1)}-${two((index % 28) + 1)}`;
const DAYS = 672;

const opening = ['time', 'place', 'officers', 'cause', 'subject', 'links', 'acts'];
const contents = ['scene', 'persons', 'objects', 'measures', 'documents', 'startAndEnd'];
const items = ['caseSource', 'officers', 'questioning', 'inspection', 'initiation', 'investigation'];

/** What happens in a case after the act: one of these courses, each step some days later. */
const courses: readonly (readonly StepKind[])[] = [
  [],
  [],
  ['caseFiled', 'decisionMade', 'decisionServed', 'finePaid'],
  ['registrationStarted', 'registrationDecided'],
  ['measureTaken', 'testing', 'measureExtended', 'measureEnded'],
  ['caseFiled', 'hearingRightNotified', 'hearingRequested', 'hearingSet', 'hearingNotified'],
  ['decisionServed', 'reviewReceived', 'reviewAnswered'],
  ['crimeReported', 'transferApproved', 'caseTransferred', 'policeFiled'],
];

/** An act like those of a year's work, the same for the same number: filmed or not, done well or with gaps. */
export function makeActFacts(number: number, random: Random): ActFacts & { on: string } {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const day = Math.floor(random() * DAYS);
  const on = dayOf(day);
  const hour = 8 + Math.floor(random() * 9);
  const at = (minutes: number, later = 0) => {
    const minute = hour * 60 + minutes;
    return `${dayOf(day + later)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`;
  };
  const steps: Step[] = [];
  const enter = (kind: StepKind, when: string, detail: Step['detail'] = {}, until: string | null = null) =>
    steps.push({ id: `${number}-${steps.length}`, kind, at: when, until, detail });
  const filmed = random() < 0.85;
  const broken = filmed && random() < 0.2;
  if (filmed) {
    if (random() < 0.9) enter('deviceChecked', at(-5), { items: ['performance', 'battery', 'storage'] });
    if (random() < 0.9) enter('openingStated', at(1), { items: opening });
    if (random() < 0.9) enter('recordingNotified', at(1));
    if (broken) enter('interrupted', at(20), { cause: 'lowBattery', voice: true, resumed: true }, at(30));
    for (const item of contents.slice(0, Math.floor(random() * 7)))
      enter('keyContentFilmed', at(10), { item });
  } else if (random() < 0.5) enter('textSuffices', at(40), { reason: '当场制作笔录' });
  for (const item of items.slice(0, Math.floor(random() * 7))) enter('textItemRecorded', at(50), { item });
  let later = 0;
  for (const kind of pick(courses)) {
    enter(
      kind,
      at(45, later),
      kind === 'hearingSet' ? { on: dayOf(day + later + 20) } : {},
      at(46, later + 2),
    );
    later += 1 + Math.floor(random() * 8);
  }
  const film = (id: string, from: number, to: number) => ({
    ...{ id: `${number}-${id}`, start: at(from), end: at(to) },
    asEvidence: number % 4 === 0,
  });
  return {
    ...{ on, activity: pick(everyActivity), officers: random() < 0.97 ? 2 : 1, filmed, steps },
    circumstances: random() < 0.2 ? [pick(everyCircumstance)] : [],
    procedure: random() < 0.5 ? 'ordinary' : null,
    ...{ startedAt: at(0), endedAt: at(60), boundFrom: '2020-01-01', listed: null, excused: [] },
    film: filmed ? (broken ? [film('a', 0, 20), film('b', 30, 60)] : [film('a', 0, 60)]) : [],
  };
}
