/** What is read again after something was done with a document. */
export const renewed = ['getDocument', 'listDocuments', 'getCase', 'getAct'] as const;

export const stateColors = { draft: 'default', final: 'gold', signed: 'green', void: 'red' } as const;
