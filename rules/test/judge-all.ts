import { actExamplesOf, factsOf, judgeFacts } from './acts.ts';
import { examplesOf, judgeExample, packIds, regulationIds } from './shelf.ts';

/** Every example's judgement as JSON: the same bytes whatever the process's time zone. */
export function judgeAll(): string {
  const stored = regulationIds.map((id) => [id, examplesOf(id).map((one) => judgeExample(id, one))]);
  const acts = packIds.map((id) => [id, actExamplesOf(id).map((one) => judgeFacts(id, factsOf(one)))]);
  return JSON.stringify([stored, acts]);
}
