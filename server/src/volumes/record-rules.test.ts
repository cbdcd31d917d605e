import { approvalMatters, caseMoveKinds, documentShapes, volumeShapes } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { documentKind } from '../documents/index.ts';
import { loadRecordRules } from './record-rules.ts';

it('names only what the house knows: documents, moves, matters, stages', async () => {
  const { items, volume, stageOfMatter, stages } = await loadRecordRules();
  const refs = [...items.values()].flatMap(({ asked, needs }) => [
    ...asked,
    ...needs.flatMap(({ by, when }) => [...by, ...when]),
  ]);
  const kinds = (type: string) => [
    ...new Set(refs.filter((ref) => ref.type === type).map(({ kind }) => kind)),
  ];
  const documents = [
    ...kinds('document'),
    ...volume.sections.flatMap((one) => one.documents),
    ...volume.sheets,
  ];
  expect(documents.filter((kind) => documentKind(kind) === undefined)).toEqual([]);
  expect(kinds('move').filter((kind) => !(caseMoveKinds as string[]).includes(kind))).toEqual([]);
  expect(
    [...stageOfMatter.keys()].filter((one) => !(approvalMatters as readonly string[]).includes(one)),
  ).toEqual([]);
  expect(stages.map(({ id }) => id)).toEqual([...volumeShapes.recordStages]);
  expect(documentShapes.documentStage.options).toEqual([...volumeShapes.recordStages]);
});
