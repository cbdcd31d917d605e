export { storageFollower } from './follower.ts';
export { loadLaw } from './law.ts';
export { obligationRoutes } from './routes.ts';
