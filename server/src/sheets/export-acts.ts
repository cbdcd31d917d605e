import { type Act, type ActRow, type ActStep, routes, tellDetail } from '@liuhen/contract';
import { getAct } from '../obligations/index.ts';
import { columnOf, named, whole } from './written-list.ts';

const ofActRow = columnOf<ActRow>();

/** An act as a row, in the list of acts and in that of a case. */
export const actColumns = [
  ofActRow('acts.number', 'text', ({ number }) => number),
  ofActRow('acts.type', 'text', ({ type }, { nameOf }) => nameOf('names.actType', type)),
  ofActRow('acts.cause', 'text', ({ cause }) => cause),
  ofActRow('acts.party', 'text', ({ party }) => party),
  ofActRow('sheets.head.place', 'text', ({ place }) => place),
  ofActRow('acts.unit', 'text', ({ unit }) => unit),
  ofActRow('acts.officers', 'text', ({ officers }, saying) => named(officers, saying)),
  ofActRow('acts.startedAt', 'instant', ({ startedAt }) => startedAt),
  ofActRow('sheets.head.endedAt', 'instant', ({ endedAt }) => endedAt),
  ofActRow('acts.case', 'text', ({ case: of }) => of?.number ?? null),
  ofActRow('sheets.head.procedure', 'text', ({ procedure }, { nameOf }) =>
    procedure === null ? null : nameOf('names.procedure', procedure),
  ),
  ofActRow('acts.recordings', 'number', ({ recordings }) => recordings),
];

interface StepRow {
  act: Act;
  step: ActStep;
  last: ActStep['versions'][number];
}

const ofStep = columnOf<StepRow>();
/** The steps of an act as they stand, what was withdrawn among them. */
export const actSteps = whole(
  'acts.section.steps',
  routes.getAct,
  async (ctx, { law }, asked): Promise<StepRow[]> => {
    const act = await getAct(ctx, law, asked);
    return act.steps.flatMap((step) => step.versions.slice(-1).map((last) => ({ act, step, last })));
  },
  [
    ofStep('sheets.head.at', 'instant', ({ last }) => last.at),
    ofStep('sheets.head.endedAt', 'instant', ({ last }) => last.until),
    ofStep('sheets.head.step', 'text', ({ step }, { nameOf }) => nameOf('names.stepKind', step.kind)),
    ofStep('sheets.head.content', 'text', ({ act, step, last }, saying) =>
      tellDetail(act, step, last.detail, saying).join(saying.t('shell.word.semicolon')),
    ),
    ofStep('sheets.head.film', 'text', ({ act, last }) => {
      const film = act.links.find(({ recording }) => recording.id === last.media?.recordingId);
      return film?.recording.name ?? null;
    }),
    ofStep('sheets.head.second', 'number', ({ last }) => last.media?.second ?? null),
    ofStep('sheets.head.state', 'text', ({ step, last }, { t }) => {
      if (last.withdrawn) return t('acts.step.withdrawn');
      return step.versions.length > 1 ? t('acts.step.corrected') : null;
    }),
    ofStep('sheets.head.reason', 'text', ({ last }) => last.reason),
    ofStep('sheets.head.statedBy', 'text', ({ last }) => last.statedBy),
    ofStep('sheets.head.statedAt', 'instant', ({ last }) => last.statedAt),
  ],
);
