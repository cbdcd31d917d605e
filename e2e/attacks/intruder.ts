import { randomBytes } from 'node:crypto';
import {
  canonicalize,
  formatCheckpoint,
  type Json,
  leafHash,
  parseCheckpoint,
  parseNote,
  payloadDigest,
  rootFromLeafHashes,
  signNote,
  utf8,
} from '@liuhen/proof';
import { connectOwner } from '../../server/src/base/database.ts';
import type { Place } from './place.ts';

type Owner = Awaited<ReturnType<typeof connectOwner>>;

const guarded = [
  ...['recording', 'log_key', 'custody_entry', 'custody_payload', 'custody_leaf', 'custody_checkpoint'],
  ...['checkpoint_cosignature', 'checkpoint_stamp'],
];

/** Does something in the database as its owner, who takes the guards away for it. */
async function intrude<T>(place: Place, work: (owner: Owner) => Promise<T>): Promise<T> {
  const owner = await connectOwner(place.house.ground().ownerUrl);
  try {
    for (const table of guarded) await owner.query(`alter table ${table} disable trigger user`);
    const done = await work(owner);
    for (const table of guarded) await owner.query(`alter table ${table} enable trigger user`);
    return done;
  } finally {
    await owner.end();
  }
}

const otherName = '换过的.mp4';

/** Gives the film another name in its row and in the list. */
export const renameFilm = (place: Place): Promise<void> =>
  intrude(place, async (owner) => {
    for (const [table, key] of [
      ['recording', 'id'],
      ['recording_shelf', 'recording_id'],
    ])
      await owner.query(`update ${table} set name = $2 where ${key} = $1`, [place.filmId, otherName]);
  });

interface SealedRow {
  entry_id: string;
  leaf: string;
  payload: string;
}

/** Makes the entry that sealed the film fit the other name: payload, salt, digest, leaf. Gives the number and the leaf. */
export const resealFilm = (place: Place): Promise<{ entryId: string; leaf: string }> =>
  intrude(place, async (owner) => {
    const { rows } = await owner.query<SealedRow>(
      `select e.entry_id, e.leaf, p.payload from custody_entry e join custody_payload p using (entry_id)
       where e.subject_id = $1 and e.kind = 'recording.registered'`,
      [place.filmId],
    );
    const [{ entry_id: entryId, leaf: former, payload } = { entry_id: '', leaf: '{}', payload: '{}' }] = rows;
    const renamed = { ...(JSON.parse(payload) as Record<string, Json>), name: otherName };
    const salt = randomBytes(16).toString('hex');
    const entry = { ...(JSON.parse(former) as Record<string, Json>), digest: payloadDigest(salt, renamed) };
    const leaf = canonicalize(entry);
    await owner.query('update custody_payload set payload = $2, salt = $3 where entry_id = $1', [
      ...[entryId, canonicalize(renamed), salt],
    ]);
    await owner.query('update custody_entry set leaf = $2 where entry_id = $1', [entryId, leaf]);
    return { entryId, leaf };
  });

/** Puts the hash of the other leaf into the tree; the published tiles are made of it. */
export const rehash = (
  place: Place,
  { entryId, leaf }: { entryId: string; leaf: string },
): Promise<unknown> =>
  intrude(place, (owner) =>
    owner.query('update custody_leaf set leaf_hash = $2 where entry_id = $1', [
      ...[entryId, Buffer.from(leafHash(utf8(leaf)))],
    ]),
  );

/** Signs all checkpoints anew, of the tree as it is now, with the key of the log; gives their notes. */
export const resignAll = (place: Place): Promise<string[]> =>
  intrude(place, async (owner) => {
    const notes: string[] = [];
    const leaves = await owner.query<{ hash: Buffer }>(
      'select leaf_hash as hash from custody_leaf order by leaf_index',
    );
    const hashes = leaves.rows.map(({ hash }) => new Uint8Array(hash));
    const { rows } = await owner.query<{ size: string; note: string }>(
      'select size, note from custody_checkpoint order by size',
    );
    for (const { size, note } of rows) {
      const { origin } = parseCheckpoint(parseNote(note).text);
      const root = rootFromLeafHashes(hashes.slice(0, Number(size)));
      const text = formatCheckpoint({ origin, size: Number(size), root });
      const again = signNote(text, [place.logKey.signer]);
      notes.push(again);
      await owner.query('update custody_checkpoint set root = $2, note = $3 where size = $1', [
        ...[size, Buffer.from(root), again],
      ]);
    }
    return notes;
  });

/** Deletes the last entries with all that says that they were there. */
export const cutLog = (place: Place): Promise<void> =>
  intrude(place, async (owner) => {
    const { rows } = await owner.query<{ size: string }>(
      'select size from custody_checkpoint order by size desc offset 2 limit 1',
    );
    const size = Number(rows[0]?.size);
    const gone = `(select entry_id from custody_leaf where leaf_index >= ${size})`;
    for (const table of ['custody_payload', 'custody_entry'])
      await owner.query(`delete from ${table} where entry_id in ${gone}`);
    await owner.query(`delete from custody_leaf where leaf_index >= ${size}`);
    for (const table of ['checkpoint_cosignature', 'checkpoint_stamp', 'custody_checkpoint'])
      await owner.query(`delete from ${table} where size > ${size}`);
  });

/** Puts another key on record in the place of the log's own. */
export const exchangeKey = (place: Place, verifierKey: string): Promise<unknown> =>
  intrude(place, (owner) => owner.query('update log_key set verifier_key = $1', [verifierKey]));
