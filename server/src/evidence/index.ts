export { fillFromEvidence } from './fill-documents.ts';
export { goodsOfCase, type KnownGoods, listGoods } from './goods-view.ts';
export { mayChange as mayChangeGoods } from './ground.ts';
export { caseEvidence } from './item-view.ts';
export { noticeJobs } from './notice-job.ts';
export { evidenceRoutes } from './routes.ts';
export { caseServices } from './serving-view.ts';
