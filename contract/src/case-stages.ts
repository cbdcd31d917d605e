/** Links of a case in their order (执法环节). */
export const caseStages = ['initiation', 'investigation', 'review', 'execution', 'archive'] as const;
export type CaseStage = (typeof caseStages)[number];
