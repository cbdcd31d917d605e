import { plusMillis } from '../src/base/clock.ts';
import type { Person } from '../src/base/context.ts';
import { DomainError } from '../src/base/errors.ts';
import { makeId } from '../src/base/ids.ts';
import { createAct } from '../src/cases/acts.ts';
import { openCase } from '../src/cases/cases.ts';
import { stepsOfAct } from '../src/cases/index.ts';
import { type DutyGround, openDutyGround } from '../src/obligations/duties-for-tests.ts';
import { secondOfficer, valueAs } from './goods.ts';
import { makeOrgan, readAs, type TestOrgan } from './people.ts';

const hour = 3_600_000;
type Work<T> = Parameters<typeof valueAs<T>>[2];

/** An organ with two officers whose duties are judged, and cases in it. */
export interface EvidencePlace {
  house: DutyGround;
  organ: TestOrgan;
  officer: Person;
  officerIds: string[];
  now(): string;
  newId(): string;
  as<T>(person: Person, work: Work<T>): Promise<T>;
  by<T>(work: Work<T>): Promise<T>;
  begin(type?: Parameters<typeof createAct>[1]['type']): ReturnType<typeof begin>;
  kindsOf(actId: string): Promise<string[]>;
}

type Begun = Pick<EvidencePlace, 'house' | 'organ' | 'officerIds' | 'by' | 'now'>;

/** A case with an act of a type in it, begun two hours ago. */
async function begin({ house, organ, officerIds, by, now }: Begun, type: string) {
  const people = { unitId: organ.unitId, officerIds };
  const what = { cause: '走私卷烟', party: '张三', ...people };
  const opened = await by((ctx) =>
    openCase(ctx, {
      ...{ ...what, ownNumber: null, procedure: 'ordinary', closedAt: null, source: 'complaint' },
      openedAt: plusMillis(now(), -3 * hour),
    } as Parameters<typeof openCase>[1]),
  );
  const act = await by((ctx) =>
    createAct(ctx, {
      ...{ ...what, type, place: null, filmed: false, circumstances: [], procedure: null },
      ...{ caseId: opened.id, startedAt: plusMillis(now(), -2 * hour), endedAt: null },
    } as Parameters<typeof createAct>[1]),
  );
  return { ground: house.ground, organ, officerIds, caseId: opened.id, actId: act.id };
}

export async function openEvidencePlace(start: string): Promise<EvidencePlace> {
  const house = await openDutyGround();
  const { ground } = house;
  ground.clock.set(start);
  const organ = await makeOrgan(ground, 'ql', 'ql');
  const { officer } = organ.people;
  const officerIds = [organ.officerId, await secondOfficer(ground, organ)];
  const as = <T>(person: Person, work: Work<T>) => valueAs<T>(ground, person, work);
  const by = <T>(work: Work<T>) => as<T>(officer, work);
  const now = () => ground.clock.now();
  const own = { house, organ, officer, officerIds, now, as, by };
  return {
    ...{ ...own, newId: () => makeId(ground.clock) },
    begin: (type = 'seal') => begin(own, type),
    kindsOf: async (actId) =>
      (await readAs(ground, officer, (ctx) => stepsOfAct(ctx, actId))).map(
        ({ kind, versions }) => `${kind}${versions.at(-1)?.withdrawn ? ' withdrawn' : ''}`,
      ),
  };
}

/** The fields that a command refuses, each named once; or the code where it refuses no field. */
export const refusedBy = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => {
      if (!(error instanceof DomainError)) return String(error);
      const paths = new Set(error.fields.map(({ path }) => path));
      return paths.size === 0 ? error.code : [...paths].sort();
    },
  );
