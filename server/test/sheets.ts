import { makeId } from '../src/base/ids.ts';
import { asHouse } from './custody.ts';
import type { TestGround } from './house.ts';
import type { TestOrgan } from './people.ts';

/** Sheets that went out and came in; here only whose they are matters. */
export async function laySheets(ground: TestGround, { id, people }: TestOrgan): Promise<void> {
  const [by, at] = [people.officer.accountId, ground.clock.now()];
  await asHouse(ground, async ({ tx }) => {
    await tx
      .insertInto('sheet_export')
      .values({
        id: makeId(ground.clock),
        organ_id: id,
        list: 'acts',
        filter: '{}',
        format: 'csv',
        language: 'zh',
        by,
        at,
      })
      .execute();
    const file = { file_name: 'a.csv', sha256: '0'.repeat(64), size: 1, mapping: '{}', rows: 1 };
    const import_id = makeId(ground.clock);
    await tx
      .insertInto('sheet_import')
      .values({
        id: import_id,
        organ_id: id,
        kind: 'people',
        ...file,
        state: 'waiting',
        started_by: by,
        started_at: at,
      })
      .execute();
    await tx.insertInto('sheet_import_progress').values({ import_id, organ_id: id, done: 0 }).execute();
  });
}
