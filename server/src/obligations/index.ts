export { storageFollower } from './follower.ts';
export { obligationRoutes } from './routes.ts';
