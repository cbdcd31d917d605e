export { readCompleteness } from './completeness.ts';
export { loadRecordRules } from './record-rules.ts';
export { volumeRoutes } from './routes.ts';
export { readTimeline } from './timeline.ts';
export { readVolume } from './volume-view.ts';
