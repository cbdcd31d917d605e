import { makeId } from '../../src/base/ids.ts';
import { refusePackage, sealDescription } from '../../src/exports/build.ts';
import { noteHandout } from '../../src/exports/download.ts';
import { FileFault } from '../../src/exports/gather.ts';
import { orderPackage } from '../../src/exports/packages.ts';
import { fileOf } from '../../src/exports/store.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const handsOf = ({ ground }: SealingHouse) => ({
  ...{ database: ground.database, clock: ground.clock, wake: () => undefined },
});

async function order(house: SealingHouse, name: string): Promise<void> {
  const { ground, officer, made, lookup, as } = house;
  const id = makeId(ground.clock);
  const ids = [lookup('recording')];
  const input = { id, kind: 'recordings' as const, ids, recipient: '法院', purpose: '举证' };
  made[name] = (await as(officer, (ctx) => orderPackage(ctx, input))).id;
}

/** Evidence packages: ordered, described or not, handed out. */
export const packageKinds: KindSealed[] = [
  ['package.ordered', 'evidence_package', (house) => order(house, 'package')],
  [
    'package.described',
    'evidence_package',
    (house) => {
      const files = ['data/package.json', 'data/report.pdf', 'verify.html'];
      const made = files.map((path) => fileOf(path, Buffer.from(path)));
      const one = { id: house.lookup('package'), organId: house.organ.id };
      return sealDescription(handsOf(house), one, made, 1);
    },
  ],
  [
    'package.handedOut',
    'evidence_package',
    (house) => noteHandout(handsOf(house), house.officer, house.lookup('package')),
  ],
  ['package.ordered', 'evidence_package', (house) => order(house, 'otherPackage')],
  [
    'package.failed',
    'evidence_package',
    (house) => {
      const one = { id: house.lookup('otherPackage'), organId: house.organ.id };
      return refusePackage(handsOf(house), one, new FileFault('data/originals/a.mp4', 'missing'));
    },
  ],
];
