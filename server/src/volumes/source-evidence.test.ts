import { expect, it } from 'vitest';
import { openWords } from './source-evidence.ts';

it('a notice that still runs lacks no receipt', () => {
  expect([openWords('publicNotice').zh, openWords('postal').zh]).toEqual(['公告期间', '尚无回证']);
});
