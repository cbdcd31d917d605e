export { searchOn } from './answer.ts';
export { replaySearch, searchFollower } from './follower.ts';
export { searchRoutes } from './routes.ts';
