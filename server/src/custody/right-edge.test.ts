import { rootFromLeafHashes } from '@liuhen/proof';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastSha256, hashBytes } from './fast-hash.ts';
import { appendLeaves, emptyEdge, loadEdge, rootOfEdge } from './right-edge.ts';
import { cutHashes } from './tiles.ts';

const leaves = Buffer.concat(
  Array.from({ length: 70_000 }, (_, i) => Buffer.from(fastSha256(Buffer.from(String(i))))),
);
const upTo = (size: number) => leaves.subarray(0, size * hashBytes);

test('leaves that come in pieces give the edge and the nodes of all at once', () => {
  const pieces = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, (widths) => {
      const whole = appendLeaves(emptyEdge(), upTo(widths.reduce((sum, width) => sum + width, 0)));
      let edge = emptyEdge();
      const completed = widths.flatMap((width) => {
        const from = edge.size * hashBytes;
        const step = appendLeaves(edge, leaves.subarray(from, from + width * hashBytes));
        edge = step.edge;
        return step.completed;
      });
      expect(edge.size).toBe(whole.edge.size);
      expect(completed).toEqual(whole.completed);
      for (const [level, tile] of whole.edge.tiles.entries())
        expect((edge.tiles[level] ?? Buffer.alloc(0)).equals(tile)).toBe(true);
    }),
  );
});

test.each([0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])(
  'the root at %i leaves is the one of RFC 6962, also from stored tiles',
  async (size) => {
    const { edge, completed } = appendLeaves(emptyEdge(), upTo(size));
    const root = Buffer.from(rootFromLeafHashes(cutHashes(upTo(size)), fastSha256));
    expect(root.equals(await rootOfEdge(edge))).toBe(true);
    const stored = await loadEdge(size, async (level, index, width) =>
      level === 0
        ? leaves.subarray(index * 256 * hashBytes, (index * 256 + width) * hashBytes)
        : Buffer.concat(
            completed
              .filter((node) => node.level === level && node.index >= index * 256)
              .map(({ hash }) => hash)
              .slice(0, width),
          ),
    );
    expect(root.equals(await rootOfEdge(stored))).toBe(true);
  },
);

test('a stored tile that is too short is told', async () => {
  await expect(loadEdge(3, async () => upTo(2))).rejects.toThrow('lacks hashes at level 0');
});
