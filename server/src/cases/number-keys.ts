import { type Database, house, transact } from '../base/database.ts';
import { createNumberKeys, type NumberKeys, readNumberKeys } from '../base/number-keys.ts';
import { OperatorFault } from '../base/operator-fault.ts';

/** The first and the last number that were entered: what the keys have to open. */
async function hiddenNumbers(database: Database): Promise<string[]> {
  const ends = await transact(database, house, (tx) =>
    Promise.all(
      (['asc', 'desc'] as const).map((order) =>
        tx
          .selectFrom('party')
          .select((eb) => eb.fn.coalesce('number_cipher', 'phone_cipher').as('hidden'))
          .where((eb) => eb.or([eb('number_cipher', 'is not', null), eb('phone_cipher', 'is not', null)]))
          .orderBy('id', order)
          .limit(1)
          .executeTakeFirst(),
      ),
    ),
  );
  return ends.flatMap((row) => row?.hidden ?? []);
}

const hasDocuments = (database: Database): Promise<boolean> =>
  transact(
    database,
    house,
    async (tx) => (await tx.selectFrom('document').select('id').limit(1).executeTakeFirst()) !== undefined,
  );

const isUntouched = async (database: Database): Promise<boolean> =>
  (await hiddenNumbers(database)).length === 0 && !(await hasDocuments(database));

/** The keys in the file where they open what is hidden; null for others and for none. */
async function openingKeys(database: Database, file: string): Promise<NumberKeys | null> {
  const [keys, hidden] = await Promise.all([readNumberKeys(file), hiddenNumbers(database)]);
  return keys !== null && hidden.every((one) => keys.opens(one)) ? keys : null;
}

/** Whether every number that is hidden could be read. Makes nothing. Throws OperatorFault for a file that is no key file. */
export const numbersOpen = async (database: Database, file: string): Promise<boolean> =>
  (await isUntouched(database)) || (await openingKeys(database, file)) !== null;

/**
 * The keys of the numbers of parties and in documents, made at the first start. A house that has numbers is not served
 * without their keys, nor with others: throws OperatorFault.
 */
export async function prepareNumberKeys(database: Database, file: string): Promise<NumberKeys> {
  if ((await isUntouched(database)) && (await readNumberKeys(file)) === null) await createNumberKeys(file);
  const keys = await openingKeys(database, file);
  if (keys === null) throw new OperatorFault('cli.fault.numberKeysMissing', { file });
  return keys;
}
