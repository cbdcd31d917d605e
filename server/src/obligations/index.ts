export { adoptLaw } from './adopt-law.ts';
export { caseFollower } from './case-notices.ts';
export { dutiesOfAll } from './duties.ts';
export { storageFollower } from './follower.ts';
export { listDuties } from './list.ts';
export { regulationView } from './regulation-view.ts';
export { reminderJobs } from './reminders.ts';
export { obligationRoutes } from './routes.ts';
