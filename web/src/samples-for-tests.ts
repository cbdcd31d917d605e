import type { Act, ActStep, Duty, EnforcementCase } from '@liuhen/contract';

/** Ids that can be told apart by their last digits. */
export const sampleId = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A duty that is done, with no word of Chinese but in its Chinese texts. */
export const sampleDuty = (change: Partial<Duty> = {}): Duty => ({
  ...{ id: sampleId(1), subject: { type: 'act', id: sampleId(2), title: 'XZ-1 patrol' } },
  ...{ duty: 'store', key: '', what: null, tier: 'local', state: 'discharged', whose: 'organ' },
  ...{ opensAt: null, dueBefore: '2026-10-15T16:00:00.000Z', provisional: false },
  ...{ dischargedAt: '2026-10-14T02:00:00.000Z', excusable: false, excuse: null, mayExplain: false },
  ...{ exceptionApplied: false, exceptionRefused: null, also: [], packFingerprint: 'sha256:abcdef' },
  citation: {
    ...{ packId: 'sx', title: '某某办法', titleEn: 'Some Measures', article: 'SX-10.2(3)' },
    label: '第十条第二款第三项',
  },
  ...{ countedFrom: null, parts: [], steps: [], explanation: { zh: '按时', en: 'in time' } },
  ...{ previousDueBefore: null, calendarVersion: null },
  ...change,
});

/** A step of an act: its kind, and what each of its versions says. */
export const sampleStep = (
  kind: ActStep['kind'],
  ...versions: Partial<ActStep['versions'][number]>[]
): ActStep => ({
  ...{ id: sampleId(30), kind },
  versions: versions.map((version, at) => ({
    ...{ id: sampleId(31 + at), at: '2026-10-14T02:00:00.000Z', until: null, detail: {}, media: null },
    ...{ withdrawn: false, reason: null, statedBy: 'Wang', statedAt: '2026-10-14T03:00:00.000Z' },
    ...version,
  })),
});

export const sampleAct = (change: Partial<Act> = {}): Act => ({
  ...{ id: sampleId(2), number: 'XZ-A-1', type: 'questioning', cause: 'no licence', party: null },
  ...{ place: null, unitId: sampleId(3), unit: 'Unit 1', planned: false, planNote: null },
  ...{ startedAt: '2026-10-14T02:00:00.000Z', endedAt: null, filmed: true, circumstances: [] },
  ...{ procedure: null, case: null, recordings: 0, revision: 1, officers: [], coordinates: null },
  ...{ despite: null, axis: null, links: [], suggestions: [], duties: [], steps: [], life: [] },
  checklists: { keyContents: [], textRecord: [], statementFields: [] },
  abilities: { change: false, link: false },
  ...change,
});

export const sampleCase = (change: Partial<EnforcementCase> = {}): EnforcementCase => ({
  ...{ id: sampleId(4), number: 'XZ-C-1', ownNumber: null, cause: 'no licence', party: 'Shunda' },
  ...{ unitId: sampleId(3), unit: 'Unit 1', officers: [{ id: sampleId(5), name: 'Wang' }] },
  ...{ procedure: 'ordinary', openedAt: '2026-10-14T02:00:00.000Z', closedAt: null, actCount: 0 },
  ...{ causeId: null, source: null, sourceOn: null, sourceNote: null, weights: [], revision: 1 },
  ...{ parties: [], partyInWords: null, acts: [], duties: [], life: [] },
  ...{ state: 'received', abilities: { change: false, rewrite: false, addAct: false } },
  ...change,
});
