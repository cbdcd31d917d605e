export { type Sealing, seal, sealAll } from './seal.ts';
