import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { fromBase64 } from './bytes.ts';
import { verifyConsistency, verifyInclusion } from './claims.ts';

/** Probes of another implementation, kept beside the repository; a clone without them skips this file. */
const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'vectors', 'rfc6962-proofs.json');
const there = existsSync(file);

interface Probe {
  proof: (string | null)[] | null;
  desc: string;
  wantErr: boolean;
  file: string;
}
interface InclusionProbe extends Probe {
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
}
interface ConsistencyProbe extends Probe {
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
}
interface Probes {
  inclusion: InclusionProbe[];
  consistency: ConsistencyProbe[];
}
const probes: Probes = there
  ? (JSON.parse(readFileSync(file, 'utf8')) as Probes)
  : { inclusion: [], consistency: [] };

const bytes = (text: string | null) => fromBase64(text ?? '');
const hashes = (proof: Probe['proof']) => (proof ?? []).map(bytes);

describe('probes of another implementation', () => {
  test.skipIf(!there)('are there, right ones and wrong ones of both kinds', () => {
    for (const list of [probes.inclusion, probes.consistency]) {
      expect(list.some((probe) => probe.wantErr)).toBe(true);
      expect(list.some((probe) => !probe.wantErr)).toBe(true);
    }
  });

  for (const probe of probes.inclusion) {
    test(`${probe.file}: ${probe.desc}`, () => {
      const { leafIdx: index, treeSize: size, leafHash, root, proof } = probe;
      const claim = { index, size, leafHash: bytes(leafHash), root: bytes(root), proof: hashes(proof) };
      expect(codeOf(() => verifyInclusion(claim))).toBe(probe.wantErr ? 'inclusion' : null);
    });
  }

  for (const probe of probes.consistency) {
    test(`${probe.file}: ${probe.desc}`, () => {
      const claim = {
        oldSize: probe.size1,
        newSize: probe.size2,
        oldRoot: bytes(probe.root1),
        newRoot: bytes(probe.root2),
        proof: hashes(probe.proof),
      };
      // That any log continues the empty one proves nothing, so a proof from size 0 is refused here always.
      const refused = probe.wantErr || probe.size1 === 0;
      expect(codeOf(() => verifyConsistency(claim))).toBe(refused ? 'consistency' : null);
    });
  }
});
