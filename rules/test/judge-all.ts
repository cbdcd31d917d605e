import { judgeActExample } from '../src/act/example.ts';
import { actExamplesOf } from './acts.ts';
import { calendar, examplesOf, judgeExample, packIds, packs, regulationIds } from './shelf.ts';

/** Every example's judgement as JSON: the same bytes whatever the process's time zone. */
export function judgeAll(): string {
  const stored = regulationIds.map((id) => [id, examplesOf(id).map((one) => judgeExample(id, one))]);
  const acts = packIds.map((id) => [
    id,
    actExamplesOf(id).map((one) => judgeActExample(packs, id, calendar, one)),
  ]);
  return JSON.stringify([stored, acts]);
}
