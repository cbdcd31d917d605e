import { type Finding, routes, type Verification } from '@liuhen/contract';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { type Database, transact } from '../base/database.ts';
import { type Binding, type HttpHouse, requirePerson } from '../base/http.ts';
import type { Log } from '../base/log.ts';
import type { Vault } from '../base/vault.ts';
import { checkHouse, recordCheck } from './check.ts';
import { type HouseFinding, makeFinding, plainFinding } from './findings.ts';

export interface VerifyingHouse {
  database: Database;
  vault: Vault;
  clock: Clock;
  log: Log;
  verifierKeys: readonly string[];
  keptElsewhere: () => Promise<string[]>;
  wake: () => void;
}

type State = Omit<Verification, 'findings'> & { findings: readonly HouseFinding[] };

const shownAtMost = 200;

/** The findings about the person's own organ and about the house; of those about others only how many there are. */
export function showFindings(findings: readonly HouseFinding[], organId: string): Finding[] {
  const own = findings.filter((finding) => finding.organId === null || finding.organId === organId);
  const others = findings.length - own.length;
  return [
    ...(others > 0 ? [makeFinding('check.withheld', '', { n: String(others) })] : []),
    ...own.slice(0, shownAtMost),
  ].map(plainFinding);
}

const idle: State = {
  running: false,
  stage: 'idle',
  done: 0,
  total: 0,
  startedAt: null,
  findings: [],
};

/** The check of the whole house as a page starts and watches it: one at a time, its outcome sealed. */
export function verificationRoutes(house: VerifyingHouse): Binding[] {
  let state: State = idle;

  const show = (organId: string): Verification => ({
    ...state,
    findings: showFindings(state.findings, organId),
  });

  async function run(person: Person): Promise<void> {
    try {
      const checked = await checkHouse({
        ...house,
        keptElsewhere: await house.keptElsewhere(),
        progress: (stage, done, total) => {
          state = { ...state, stage, done, total };
        },
      });
      await transact(house.database, { kind: 'system', organId: null }, (tx) =>
        recordCheck({ tx, actor: person, clock: house.clock, writing: true }, checked, person.accountId),
      );
      house.wake();
      state = { ...state, running: false, stage: 'done', findings: checked.findings };
    } catch (error) {
      house.log.error({ err: error }, 'verification was broken off');
      const reason = error instanceof Error ? error.message : String(error);
      state = {
        ...state,
        running: false,
        stage: 'done',
        findings: [makeFinding('check.brokenOff', '', { reason })],
      };
    }
  }

  const attach = (app: FastifyInstance, http: HttpHouse) => {
    app.get(routes.verification.path, async (request) => {
      const { organId } = await requirePerson(http, request, routes.verification.permission);
      return show(organId);
    });
    app.post(routes.startVerification.path, async (request) => {
      const person = await requirePerson(http, request, routes.startVerification.permission);
      if (!state.running) {
        state = { ...idle, running: true, stage: 'log', startedAt: house.clock.now() };
        void run(person);
      }
      return show(person.organId);
    });
  };
  return [{ route: routes.verification, attach }];
}
