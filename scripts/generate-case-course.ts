import {
  caseMoveKinds,
  caseStages,
  caseStates,
  type MoveNeed,
  moveNeeds,
  moveOf,
  stageOf,
  terms,
} from '@liuhen/contract';
import { labelOf } from '@liuhen/rules';

const { move, state, stage, need } = terms.procedure;
const cited = (article: string) => `${article} ${labelOf(article)}`;
const needed = (one: MoveNeed) => `${need[one].zh.replace(/（[^）]*\{n\}[^）]*）/, '')} (${moveNeeds[one]})`;

/** The state diagram of a case, with its links as frames. */
function diagram(): string[] {
  const frames = caseStages.flatMap((one) => [
    `  state "${stage[one].zh}" as ${one} {`,
    ...caseStates.filter((of) => stageOf[of] === one).map((of) => `    ${of} : ${state[of].zh}`),
    '  }',
  ]);
  const arrows = caseMoveKinds.flatMap((kind) => {
    const { from, to } = moveOf(kind);
    return to === null ? [] : from.map((begin) => `  ${begin} --> ${to} : ${move[kind].zh}`);
  });
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> received', ...frames, ...arrows, '```'];
}

function row(kind: (typeof caseMoveKinds)[number]): string {
  const { from, to, article, by, approval, needs, steps } = moveOf(kind);
  const cells = [
    `${move[kind].zh} \`${kind}\``,
    `${from.map((one) => state[one].zh).join('、')} → ${to === null ? '不变' : state[to].zh}`,
    cited(article),
    by === 'handler' ? '承办人' : '法制审核人员',
    approval === null ? '—' : terms.names.approvalMatter[approval].zh,
    needs.map(needed).join('；') || '—',
    steps.map((step) => terms.names.stepKind[step].zh).join('、') || '—',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The course of a case as the house knows it, drawn from its one table. */
export function caseCourse(): string {
  return [
    '# 案件办理流程 · The course of a case',
    '',
    'Generated from `contract/src/case-moves.ts` by `npm run generate`. A case stands where its moves have led it; the moves are sealed and only ever added.',
    '',
    ...diagram(),
    '',
    '| 办理 move | 从 → 到 | 依据 | 由谁 | 须经审批 | 事先须有 | 记入的环节 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...caseMoveKinds.map(row),
    '',
  ].join('\n');
}
