import { describe, expect, it } from 'vitest';
import { indexWords, searchQuery } from './words.ts';

describe('words of a text', () => {
  it('are single signs and pairs of Chinese, whole runs of the rest', () => {
    expect(indexWords('王建国 DCAM_0012')).toEqual(['王', '建', '国', '王建', '建国', 'dcam', '0012']);
  });
  it('fold width and case', () => {
    expect(indexWords('ＡＢＣ１')).toEqual(['abc1']);
  });
  it('take what is outside the first plane', () => {
    expect(indexWords('𠮷野')).toContain('𠮷野');
  });
  it('are none for signs alone', () => {
    expect(indexWords('——！？')).toEqual([]);
  });
  it('ask for nothing when nothing is typed', () => {
    expect(searchQuery(' ')).toBeNull();
  });
});
