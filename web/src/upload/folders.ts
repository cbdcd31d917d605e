/** A file that was chosen or dropped, with its path below what was chosen. */
export interface Chosen {
  file: File;
  relativePath: string;
}

/** What operating systems leave on a card beside the record. */
const leavings = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|System Volume Information|\$RECYCLE\.BIN)(\/|$)/i;

/** Drops the leavings of operating systems. */
export const withoutLeavings = (chosen: readonly Chosen[]): Chosen[] =>
  chosen.filter(({ relativePath }) => !leavings.test(relativePath));

/** Files of an input, with their paths when a folder was chosen. */
export const filesOfInput = (files: FileList | null): Chosen[] =>
  withoutLeavings(
    [...(files ?? [])].map((file) => ({ file, relativePath: file.webkitRelativePath || file.name })),
  );

const readBatch = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

async function walk(entry: FileSystemEntry, below: string): Promise<Chosen[]> {
  const relativePath = `${below}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, relativePath }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Chosen[] = [];
  // A reader gives at most a hundred entries at a time and ends with an empty batch.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader))
    for (const child of batch) found.push(...(await walk(child, `${relativePath}/`)));
  return found;
}

/** Everything that was dropped, folders with all that is in them. */
export async function filesOfDrop(items: DataTransferItemList): Promise<Chosen[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: Chosen[] = [];
  for (const entry of entries) found.push(...(await walk(entry, '')));
  return withoutLeavings(found);
}
