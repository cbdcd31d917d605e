import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PackError, parseRecordRules, type RecordRules, readText } from '@liuhen/rules';

const folder = new URL('../../../rules/record/', import.meta.url);

async function read(name: string): Promise<string> {
  const { value, faults } = readText(await readFile(fileURLToPath(new URL(name, folder))));
  if (value === null) throw new PackError(faults.map((fault) => ({ ...fault, path: `record/${name}` })));
  return value;
}

/** Reads what proves the items of a record and how a volume is filed. Throws PackError or Error that names the place. */
export async function loadRecordRules(): Promise<RecordRules> {
  const [items, stages, volume] = await Promise.all(['items.yaml', 'stages.yaml', 'volume.yaml'].map(read));
  return parseRecordRules({ items: items ?? '', stages: stages ?? '', volume: volume ?? '' });
}
