export { goodsOfCase, type KnownGoods, listGoods } from './goods-view.ts';
export { mayChange as mayChangeGoods } from './ground.ts';
export { evidenceRoutes } from './routes.ts';
