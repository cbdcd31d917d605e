import { archive } from './archive.ts';
import { decision } from './decision.ts';
import { hearing } from './hearing.ts';
import { initiation } from './initiation.ts';
import { investigation } from './investigation.ts';
import type { CatalogueKind } from './kind.ts';
import { measures } from './measures.ts';
import { service } from './serving.ts';

/** Every kind of document the house knows, in the order of the procedure. */
export const catalogue: readonly CatalogueKind[] = [
  ...initiation,
  ...investigation,
  ...measures,
  ...decision,
  ...hearing,
  ...service,
  ...archive,
];

const byId = new Map(catalogue.map((kind) => [kind.id, kind]));

export const kindById = (id: string): CatalogueKind | undefined => byId.get(id);
