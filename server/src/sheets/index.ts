export { importJobs } from './import-job.ts';
export { sheetRoutes } from './routes.ts';
