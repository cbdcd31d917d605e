import type { CellFault, ImportMapping, ImportPreview, ImportState, Saying } from '@liuhen/contract';

/** Whether a file that was looked at can be imported as it is. */
export const isSound = ({
  missing,
  faultCount,
  knownAs,
  rows,
}: Pick<ImportPreview, 'missing' | 'faultCount' | 'knownAs' | 'rows'>): boolean =>
  missing.length === 0 && faultCount === 0 && knownAs === null && rows > 0;

/** A field that another column says now, or none. */
export function remapped(mapping: ImportMapping, field: string, at: number | undefined): ImportMapping {
  const { [field]: _, ...others } = mapping;
  return at === undefined ? others : { ...others, [field]: at };
}

/** How a column is called: by its head, or by its place where it has none. */
export const headOf = (columns: readonly string[], at: number, { t }: Saying): string =>
  columns[at] || t('sheets.import.column', { n: at + 1 });

/** Where a fault lies: the head of its column, else the field that is wanted. */
export const placeOfFault = (
  { column, field }: Pick<CellFault, 'column' | 'field'>,
  kind: 'people' | 'cases',
  columns: readonly string[],
  { nameOf }: Saying,
): string =>
  (column === null ? '' : columns[column]) || (field ? nameOf(`sheets.field.${kind}`, field) : '—');

/** What an import made, each kind of which there is some. */
export const saidMade = (made: NonNullable<ImportState['made']>, { t }: Saying): string[] =>
  (['people', 'accounts', 'cases', 'parties'] as const).flatMap((one) =>
    made[one] > 0 ? [t(`sheets.import.made.${one}`, { n: made[one] })] : [],
  );
