import { expect, it } from 'vitest';
import { titleOf } from './source-moves.ts';

it('an approval is told by what is approved, not by the case on whose line it stands', () => {
  const title = '2026-0002 未按规定设置会计账簿';
  expect(titleOf({ matter: 'filing', subject_type: 'move', title })).toEqual({
    ...{ zh: '立案审批', en: expect.stringMatching(/^Approval: \S/) },
  });
  expect(titleOf({ matter: 'document', subject_type: 'document', title: '行政处罚决定书' }).zh).toBe(
    '行政处罚决定书审批',
  );
});
