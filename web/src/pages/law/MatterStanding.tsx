import { type MatterListSummary, type MatterStanding, sayInstant } from '@liuhen/contract';
import { Alert, Steps, Tag } from 'antd';
import { useTerms } from '../../shell/language.ts';

const colours: Record<MatterStanding, string> = {
  ...{ draft: 'default', review: 'blue', approval: 'blue', upcoming: 'cyan' },
  ...{ inForce: 'green', superseded: 'default', withdrawn: 'red' },
};

export function StandingTag({ standing }: { standing: MatterStanding }) {
  const { nameOf } = useTerms();
  return <Tag color={colours[standing]}>{nameOf('matters.standing', standing)}</Tag>;
}

const places: Record<MatterStanding, number> = {
  ...{ draft: 0, review: 1, approval: 2, upcoming: 3, inForce: 4, superseded: 4, withdrawn: 0 },
};

/** How far a withdrawn list had come. */
const placeOf = (list: MatterListSummary): number => {
  if (list.standing !== 'withdrawn') return places[list.standing];
  if (list.approved) return 3;
  if (list.reviewed) return 2;
  return list.submitted ? 1 : 0;
};

/** Who did which step of a list, and whose turn it is. */
export function MatterSteps({ list }: { list: MatterListSummary }) {
  const { t, nameOf } = useTerms();
  const { standing } = list;
  const done = (step: MatterListSummary['drafted']) =>
    step === null ? null : t('matters.stepDone', { name: step.by, at: sayInstant(step.at) });
  const current = placeOf(list);
  const said = [
    done(list.changed ?? list.drafted),
    done(list.reviewed),
    done(list.approved),
    current === 4 || standing === 'upcoming' ? list.effectiveFrom : null,
  ];
  const keys = ['draft', 'review', 'approval', 'inForce'] as const;
  return (
    <div className="stack">
      <Steps
        size="small"
        current={current}
        status={standing === 'withdrawn' ? 'error' : 'process'}
        items={keys.map((key, at) => ({
          title: t(`matters.step.${key}`),
          content: (
            <>
              {(at < current || at === 3) && said[at]}
              {at === current && standing !== 'withdrawn' && (
                <strong style={{ display: 'block' }}>{nameOf('matters.turn', standing)}</strong>
              )}
            </>
          ),
        }))}
      />
      {standing === 'withdrawn' && (
        <Alert
          type="warning"
          showIcon
          title={`${t('matters.standing.withdrawn')}${t('shell.word.colon')}${done(list.withdrawn) ?? ''}`}
          description={list.remarks}
        />
      )}
      {standing !== 'withdrawn' && list.remarks && (
        <Alert
          type={standing === 'draft' ? 'warning' : 'info'}
          showIcon
          title={t('matters.remarksLast', { text: list.remarks })}
        />
      )}
    </div>
  );
}
