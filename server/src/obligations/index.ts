export { storageFollower } from './follower.ts';
export { regulationView } from './regulation-view.ts';
export { obligationRoutes } from './routes.ts';
