export { kindById as documentKind } from './catalogue/index.ts';
export { tesseract } from './ocr.ts';
export { openDocuments } from './open.ts';
export { documentRoutes } from './routes.ts';
export { titleOfKind } from './rows.ts';
export { reorderReadings, scanJobs } from './scan-job.ts';
export { documentById, documentsOfCase, listDocuments } from './show.ts';
export { listDocumentKinds } from './templates.ts';
export { documentText } from './text.ts';
