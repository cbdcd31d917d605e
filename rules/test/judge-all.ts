import { examplesOf, judgeExample, packIds } from './shelf.ts';

/** Every example's judgement as JSON: the same bytes whatever the process's time zone. */
export function judgeAll(): string {
  return JSON.stringify(packIds.map((id) => [id, examplesOf(id).map((one) => judgeExample(id, one))]));
}
