import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sheetShapes } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../pages/', import.meta.url));
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => readFileSync(`${folder}${file}`, 'utf8'))
  .join('\n');
const buttons = [...pages.matchAll(/<ExportButton\b[^>]*?\blist="(\w+)"/g)].map(([, list]) => list ?? '');

describe('every list that can be written out', () => {
  it.each(sheetShapes.exportLists)('%s has its button on a page', (list) => {
    expect(buttons).toContain(list);
  });

  it('is known to the server by the name that the button says', () => {
    expect(buttons.filter((list) => !(sheetShapes.exportLists as readonly string[]).includes(list))).toEqual(
      [],
    );
  });
});
