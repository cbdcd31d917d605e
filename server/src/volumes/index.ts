export { loadRecordRules } from './record-rules.ts';
export { volumeRoutes } from './routes.ts';
