export { importJobs, reorderImports } from './import-job.ts';
export { sheetRoutes } from './routes.ts';
