export { replaySearch, searchFollower } from './follower.ts';
export { searchRoutes } from './routes.ts';
