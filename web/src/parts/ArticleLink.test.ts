import { expect, it } from 'vitest';
import { articlePath, sayArticle } from './ArticleLink.tsx';

it.each([
  ['SX-10(4)', 'art. 10(4)', '/regulations/sx#SX-10'],
  ['SX-10-1.2', 'art. 10-1.2', '/regulations/sx#SX-10-1'],
])('says and finds %s', (reference, said, path) => {
  expect([sayArticle(reference), articlePath('sx', reference)]).toEqual([said, path]);
});
