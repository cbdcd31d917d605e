import { afterEach } from 'vitest';
import { describePages } from './house.ts';

/** A journey that fails once in fifty runs leaves nothing but its log: what stood on the pages belongs in there. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const line of await describePages()) console.error(`on a page when "${task.name}" failed: ${line}`);
});
