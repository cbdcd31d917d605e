import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftOf, dropDraft, readDraft, writeDraft } from './draft.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('what was typed and not sent', () => {
  const typed = { party: '五台商贸有限公司', officers: ['1', '2'], filmed: true, note: '' };

  test('is of whoever typed it, also on a computer that several use', () => {
    const [mine, theirs] = ['a', 'b'].map((account) => draftOf(account, 'excuse', '7'));
    writeDraft(mine ?? '', typed);
    expect(readDraft(mine ?? '')).toEqual(typed);
    expect(readDraft(theirs ?? '')).toBeNull();
    expect(draftOf('a', 'excuse', 'decision', '7')).not.toBe(mine);
  });

  test('is there again under its name only', () => {
    writeDraft('act.new', typed);
    expect(readDraft('act.new')).toEqual(typed);
    expect(readDraft('act.7')).toBeNull();
  });

  test('is what was typed last', () => {
    writeDraft('act.new', typed);
    writeDraft('act.new', { ...typed, party: '另一家' });
    expect(readDraft<typeof typed>('act.new')?.party).toBe('另一家');
  });

  test('goes when it was sent, the drafts of other forms stay', () => {
    writeDraft('act.new', typed);
    writeDraft('act.7', typed);
    dropDraft('act.new');
    expect(readDraft('act.new')).toBeNull();
    expect(readDraft('act.7')).toEqual(typed);
  });

  test('that is spoilt is none', () => {
    writeDraft('act.new', typed);
    for (const key of kept.keys()) kept.set(key, '{"party":');
    expect(readDraft('act.new')).toBeNull();
  });
});

test('a browser that keeps nothing has no draft', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(readDraft('act.new')).toBeNull();
});
