import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judgeAll } from '../test/judge-all.ts';
import {
  calendar,
  examplesIn,
  examplesOf,
  invented,
  judgeExample,
  packs,
  regulationIds,
} from '../test/shelf.ts';
import { resolvePack } from './pack/effective.ts';
import { asExpected, judgeExample as judgeUnder } from './storage/example.ts';

describe.each(regulationIds)('examples of %s', (packId) => {
  const examples = examplesOf(packId);

  it('are enough: the seven scenarios and at least five more, each named once', () => {
    const names = examples.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    const scenarios = names.filter((name) => /^S\d\d/.test(name)).map((name) => name.split(' ')[0]);
    expect(scenarios).toEqual(['S01', 'S02', 'S05', 'S07', 'S08', 'S05b', 'S06']);
    expect(names.length - scenarios.length).toBeGreaterThanOrEqual(5);
  });

  it.each(examples)('$name', (one) => {
    const duties = judgeExample(packId, one);
    expect(duties.map((duty, index) => asExpected(duty, one.expect[index]))).toEqual(one.expect);
  });

  it('each says when, under which article and with which verdict, in both languages', () => {
    for (const one of examples) {
      for (const duty of judgeExample(packId, one)) {
        expect(duty.explanation.zh).toMatch(/^[^a-z{}]+。$/);
        expect(duty.explanation.zh).not.toContain('undefined');
        expect(duty.explanation.en).toMatch(/^[\x20-\x7e]+\.$/);
        if (duty.due.dueBefore !== null) {
          for (const cited of duty.citations)
            expect(duty.explanation.zh).toContain(`《${cited.title}》${cited.label}`);
        }
      }
    }
  });
});

describe.each(invented)('examples of the invented pack $id', ({ id }) => {
  it.each(examplesIn('test', 'packs', id))('$name', (one) => {
    const duties = judgeUnder(resolvePack([...packs, ...invented], id), calendar, one);
    expect(duties.map((duty, index) => asExpected(duty, one.expect[index]))).toEqual(one.expect);
  });
});

describe('process time zone', () => {
  it.each(['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'])('%s changes nothing', (zone) => {
    const program = `
      import { judgeAll } from ${JSON.stringify(new URL('../test/judge-all.ts', import.meta.url).href)};
      process.stdout.write(new Date(0).getTimezoneOffset() + ' ' + judgeAll());`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { TZ: zone },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const offsets: Record<string, string> = {
      'America/Los_Angeles': '480',
      'Asia/Shanghai': '-480',
      'Pacific/Kiritimati': '640',
    };
    expect(printed).toBe(`${offsets[zone]} ${judgeAll()}`);
  });
});

const shared = join(import.meta.dirname, '../../../shared/domain/scenarios-storage.json');
const wanted = z.looseObject({
  localDueBefore: z.string().optional(),
  provincialDueBefore: z.string().optional(),
  dueBefore: z.string().optional(),
  dueAt: z.string().optional(),
  handoverRequired: z.boolean().optional(),
  steps: z.array(z.string()).optional(),
});
const sharedShape = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      recordingEnd: z.string(),
      returnDate: z.string().nullable(),
      expect: z.record(z.string(), wanted),
    }),
  ),
});

describe.runIf(existsSync(shared))('the acceptance scenarios that lie beside the checkout', () => {
  const cases = existsSync(shared) ? sharedShape.parse(JSON.parse(readFileSync(shared, 'utf8'))).cases : [];
  const rows = cases.flatMap((one) =>
    Object.entries(one.expect).map(([pack, want]) => ({ ...one, pack, want })),
  );

  it.each(rows)('$id under $pack', ({ pack, recordingEnd, returnDate, want }) => {
    const facts = {
      recordingEnd,
      activities: [],
      storedAt: null,
      handover: null,
      returnClaim: returnDate === null ? null : { ground: 'remote' as const, returnDate },
      boundFrom: '2020-01-01',
    };
    const duties = judgeExample(pack.toLowerCase(), { facts, now: recordingEnd });
    const local = want.localDueBefore ?? want.dueBefore ?? want.dueAt;
    expect(duties.filter((duty) => duty.tier === 'local').map((duty) => duty.due.dueBefore)).toEqual(
      want.handoverRequired ? [local, local] : [local],
    );
    const parent = duties.find((duty) => duty.tier === 'parent');
    expect(parent?.due.dueBefore).toBe(want.provincialDueBefore);
    if (want.steps) {
      const counted = duties[0]?.steps.filter((step) => step.counted).map((step) => step.on);
      expect(counted).toEqual(want.steps);
    }
  });
});
