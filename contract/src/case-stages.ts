/** Links of a case in their order (执法环节). */
export const caseStages = ['initiation', 'investigation', 'review', 'execution', 'archive'] as const;
export type CaseStage = (typeof caseStages)[number];

/** Where a case stands, and the link that this belongs to. */
export const stageOf = {
  received: 'initiation',
  investigating: 'investigation',
  reviewing: 'review',
  decided: 'execution',
  served: 'execution',
  performed: 'execution',
  transferred: 'execution',
  closed: 'archive',
  notFiled: 'archive',
  withdrawn: 'archive',
} as const satisfies Record<string, CaseStage>;
export type CaseState = keyof typeof stageOf;
export const caseStates = Object.keys(stageOf) as CaseState[];
