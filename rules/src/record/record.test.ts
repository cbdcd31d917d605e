import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { actExamplesOf } from '../../test/acts.ts';
import { calendar, packs, regulationIds } from '../../test/shelf.ts';
import { readText } from '../document.ts';
import { judgeActExample, lawOn, stateOf } from '../index.ts';
import { catalogueOf, type Filed } from './catalogue.ts';
import {
  type CaseProof,
  type FilmFinding,
  figureOf,
  filmCompleteness,
  findingState,
  textCompleteness,
} from './completeness.ts';
import { filmItemsOf, textItemsOf } from './film-items.ts';
import { type ProofType, parseRecordRules } from './record.ts';

const folder = join(import.meta.dirname, '..', '..', 'record');
const text = (name: string) => readText(readFileSync(join(folder, name))).value ?? '';
const texts = { items: text('items.yaml'), stages: text('stages.yaml'), volume: text('volume.yaml') };
const rules = parseRecordRules(texts);

interface Example {
  name: string;
  procedure: string;
  proofs: string[];
  stated?: { item: string; applicable: boolean }[];
  expect: {
    present?: string[];
    missing?: string[];
    notApplicable?: string[];
    contradicted?: string[];
    lacks?: Record<string, string[]>;
    percent?: number;
  };
}
interface Examples {
  pack: string;
  boundFrom?: string | null;
  cases: Example[];
}
const examples = readdirSync(join(folder, 'examples')).map(
  (name) => parse(text(join('examples', name))) as Examples,
);

const lawOf = (packId: string, boundFrom: string | null) =>
  lawOn(packs, packId, { on: '2026-10-14', boundFrom });
const proof = (given: string, place: number): CaseProof => {
  const [type = '', kind = ''] = given.split(':');
  return { type: type as ProofType, kind, id: `proof ${place}` };
};

function judge({ pack, boundFrom = null }: Examples, { procedure, proofs, stated = [] }: Example) {
  const items = textItemsOf(lawOf(pack, boundFrom).merged, rules);
  return textCompleteness({
    ...{ items, rules: rules.items, procedure, proofs: proofs.map(proof) },
    stated: stated.map((one, place) => ({ ...one, id: `said ${place}` })),
  });
}

describe('the written record', () => {
  it('has examples for each regulation', () =>
    expect(examples.map(({ pack }) => pack).sort()).toEqual([...regulationIds].sort()));

  for (const file of examples) {
    it.each(file.cases)(`${file.pack}: $name`, (one) => {
      const found = judge(file, one);
      const inState = (state: string) => found.filter((item) => item.state === state).map(({ id }) => id);
      const { lacks = {}, contradicted, percent, ...states } = one.expect;
      for (const [state, ids] of Object.entries(states)) expect(inState(state), state).toEqual(ids);
      if (contradicted)
        expect(found.filter((item) => item.contradicted.length > 0).map(({ id }) => id)).toEqual(
          contradicted,
        );
      for (const [id, names] of Object.entries(lacks)) {
        const needs = found.find((item) => item.id === id)?.needs ?? [];
        expect(needs.filter(({ met }) => !met).map(({ zh }) => zh)).toEqual(expect.arrayContaining(names));
      }
      if (percent !== undefined) expect(figureOf(found).percent).toBe(percent);
    });
  }

  it('counts each item once, of what does not apply none, and is whole only when nothing is missing', () => {
    for (const file of examples)
      for (const one of file.cases) {
        const found = judge(file, one);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const { present, missing, notApplicable, asked, percent } = figureOf(found);
        expect(present + missing + notApplicable).toBe(found.length);
        expect(asked).toBe(present + missing);
        expect(percent === 100).toBe(missing === 0 && present > 0);
      }
    const many = [...Array(199).fill('present'), 'missing'].map((state) => ({ state }));
    expect(figureOf(many).percent).toBe(99);
    expect(figureOf([{ state: 'notApplicable' }]).percent).toBeNull();
  });

  it('knows what proves each item that a regulation names', () => {
    for (const pack of packs)
      for (const { id } of pack.textRecord?.items ?? [])
        expect(rules.items.has(id), `${pack.id} ${id}`).toBe(true);
    expect(textItemsOf(lawOf('ql', null).merged, rules)).toHaveLength(22);
  });
});

describe('the record on film', () => {
  const findingsOf = (packId: string, name: string): FilmFinding[] => {
    const example = actExamplesOf(packId).find((one) => one.name.startsWith(name));
    if (example === undefined) throw new Error(`${packId} has no ${name}`);
    return judgeActExample(packs, packId, calendar, example).map((duty) => ({
      ...{ rule: duty.rule, id: duty.key, parts: duty.parts },
      state: findingState(stateOf(duty, example.now)),
    }));
  };
  const film = (packId: string, ...names: string[]) => {
    const { merged } = lawOf(packId, '2021-07-15');
    const found = filmCompleteness(
      filmItemsOf(merged),
      names.flatMap((name) => findingsOf(packId, name)),
    );
    return new Map(found.map(({ id, state }) => [id, state]));
  };

  it('asks of each regulation what it names', () => {
    const ids = (packId: string) => filmItemsOf(lawOf(packId, '2021-07-15').merged).map(({ id }) => id);
    expect(ids('ql').filter((id) => id.startsWith('keyContents.'))).toHaveLength(6);
    expect(ids('sx').filter((id) => id.startsWith('keyContents.'))).toHaveLength(7);
    expect(ids('ql')).toContain('interruptionReport');
    expect(ids('sx')).not.toContain('interruptionReport');
    for (const id of ['dph', 'hd'])
      expect(ids(id)).toEqual(['filming', 'preUseCheck', 'recordingNotice', 'fallback']);
    expect(ids('xz')).toEqual(expect.arrayContaining(['fallback', 'coverage', 'bystanders']));
  });

  it('is there when each act that owes it has it', () => {
    const whole = film('ql', 'S08');
    expect(whole.get('openingStatement')).toBe('present');
    expect(whole.get('keyContents.scene')).toBe('present');
    expect(whole.get('interruptionVoice')).toBe('notApplicable');
    const torn = film('ql', 'S08', 'S09');
    expect(torn.get('keyContents.scene')).toBe('missing');
    expect(torn.get('interruptionReport')).toBe('missing');
  });

  it('does not apply where no act owes it', () => {
    expect(
      new Set(filmCompleteness(filmItemsOf(lawOf('ql', null).merged), []).map(({ state }) => state)),
    ).toEqual(new Set(['notApplicable']));
  });

  it('counts what was late as there, what was excused or cannot be told as missing', () => {
    expect(
      ['discharged', 'dischargedLate', 'excused', 'noPackInForce', 'overdue', 'due'].map(findingState),
    ).toEqual(['present', 'late', 'excused', 'undetermined', 'missing', 'missing']);
    const item = { id: 'coverage', rule: 'coverage', part: null, article: 'QL-15', zh: '', en: '' };
    const stands = (state: FilmFinding['state']) =>
      filmCompleteness([item], [{ rule: 'coverage', id: 'a', state, parts: [] }])[0]?.state;
    expect([stands('late'), stands('excused'), stands('undetermined')]).toEqual([
      'present',
      'missing',
      'missing',
    ]);
  });
});

describe('the catalogue of a volume', () => {
  const document = (kind: string, at: string, pages: number | null): Filed => ({
    type: 'document',
    ...{ kind, id: `${kind} ${at}`, at, pages },
  });
  const filed = [
    document('interviewRecord', '2026-09-03', 3),
    document('volumeCover', '2026-11-20', 1),
    document('serviceReceipt', '2026-09-25', 1),
    document('penaltyDecision', '2026-09-24', 4),
    document('legalReviewOpinion', '2026-09-20', 2),
    document('caseFilingApproval', '2026-09-01', 2),
    document('interviewRecord', '2026-09-02', 2),
    document('somethingOfTheirOwn', '2026-09-10', 1),
    { type: 'recording', kind: 'video', id: 'film', at: '2026-09-02', pages: null } satisfies Filed,
  ];
  const listed = (packId: string) =>
    catalogueOf(rules.volume, packId, filed).map(({ kind, part, place, from, to }) => [
      part,
      place,
      kind,
      from,
      to,
    ]);

  it('puts the decision first, internal papers apart, and counts pages through each part', () =>
    expect(listed('sx')).toEqual([
      ['main', 1, 'caseFilingApproval', 1, 2],
      ['main', 2, 'penaltyDecision', 3, 6],
      ['main', 3, 'serviceReceipt', 7, 7],
      ['main', 4, 'interviewRecord', 8, 9],
      ['main', 5, 'interviewRecord', 10, 12],
      ['main', 6, 'video', null, null],
      ['main', 7, 'somethingOfTheirOwn', 13, 13],
      ['internal', 1, 'legalReviewOpinion', 1, 2],
    ]));
  it('follows the procedure where the regulation asks for it', () =>
    expect(listed('hd').map(([, , kind]) => kind)).toEqual([
      ...['caseFilingApproval', 'interviewRecord', 'interviewRecord', 'video'],
      ...['penaltyDecision', 'serviceReceipt', 'somethingOfTheirOwn', 'legalReviewOpinion'],
    ]));
});

describe('the data of the record', () => {
  const broken = (name: keyof typeof texts, from: string, to: string) => () =>
    parseRecordRules({ ...texts, [name]: texts[name].replace(from, to) });
  it('refuses a proof of a step that nobody can enter', () =>
    expect(broken('items', 'step:caseFiled', 'step:caseFilled')).toThrow(/items.caseSource.needs.1.by/));
  it('refuses a part that is no item, and an order that leaves a section out', () => {
    expect(broken('items', 'parts: [start]', 'parts: [starting]')).toThrow(/starting, which is no item/);
    expect(broken('volume', '[source, filing, evidence', '[filing, evidence')).toThrow(/byProcedure/);
  });
  it('refuses an item that is a part of itself', () =>
    expect(broken('items', 'parts: [caseSource]', 'parts: [initiation]')).toThrow(/part of itself/));
  it('says of each step and act to which part of the process it belongs, once', () => {
    for (const list of Object.values((parse(texts.stages) as { steps: Record<string, string[]> }).steps))
      expect(new Set(list).size).toBe(list.length);
    expect(rules.stageOfActivity.get('hearing')).toBe('decision');
  });
});
