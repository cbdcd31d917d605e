export { kindById as documentKind } from './catalogue/index.ts';
export { openDocuments } from './open.ts';
export { documentRoutes } from './routes.ts';
export { titleOfKind } from './rows.ts';
export { documentById, documentsOfCase } from './show.ts';
export { documentText } from './text.ts';
