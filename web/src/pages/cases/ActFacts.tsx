import { type Act, sayInstant } from '@liuhen/contract';
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { useTerms } from '../../shell/language.ts';

/** Whether an officer is to withdraw from the act: asked for while it goes on, or decided before it ended. */
function Withdrawing({ act, officerId }: { act: Act; officerId: string }) {
  const { t } = useTerms();
  const { data } = useAsk('listRecusals', { actId: act.id });
  const own = (data?.rows ?? []).filter((row) => row.officerId === officerId);
  const at = own.find(({ decision }) => decision === 'granted')?.decidedAt ?? null;
  if (at !== null && (act.endedAt === null || at < act.endedAt))
    return <div className="part-missing">✗ {t('onSite.recusal.withdrawn', { at: sayInstant(at) })}</div>;
  const awaited = act.endedAt === null && own.some(({ decision }) => decision === null);
  return awaited && <div>{t('onSite.recusal.awaited')}</div>;
}

/** Who took part, with certificate, and what stands against it on the day of the act. */
function People({ act }: { act: Act }) {
  const { t, nameOf, pick } = useTerms();
  return (
    <ul className="plain" style={{ margin: 0 }}>
      {act.officers.map(({ id, name, kind, certificateNo, doubts }) => {
        const certificate =
          certificateNo === null
            ? t('onSite.noCertificate')
            : t('onSite.certificateOf', { number: certificateNo });
        const more = kind === 'assistant' ? nameOf('names.officerKind', kind) : certificate;
        return (
          <li key={id}>
            {t('shell.word.bracketed', { name, more })}
            {doubts.map((doubt) => (
              <div key={doubt.zh} className="part-missing">
                ✗ {pick(doubt)}
              </div>
            ))}
            <Withdrawing act={act} officerId={id} />
          </li>
        );
      })}
    </ul>
  );
}

/** What an act was: kind, cause, where, who, when. */
export function ActFacts({ act }: { act: Act }) {
  const { t, nameOf } = useTerms();
  const rows: { key: string; label: string; children: ReactNode }[] = [
    { key: 'type', label: t('acts.type'), children: nameOf('names.actType', act.type) },
    { key: 'cause', label: t('acts.cause'), children: act.cause },
    { key: 'party', label: t('acts.party'), children: act.party ?? '—' },
    { key: 'place', label: t('acts.place'), children: act.place ?? '—' },
    {
      key: 'position',
      label: t('onSite.coordinates'),
      children: act.coordinates === null ? '—' : `${act.coordinates.latitude}, ${act.coordinates.longitude}`,
    },
    {
      key: 'planned',
      label: t('onSite.planned'),
      children: [t(act.planned ? 'onSite.plannedYes' : 'onSite.plannedNo'), act.planNote]
        .filter(Boolean)
        .join(t('shell.word.colon')),
    },
    { key: 'unit', label: t('acts.unit'), children: act.unit },
    {
      key: 'officers',
      label: t('onSite.people'),
      children: <People act={act} />,
    },
    { key: 'start', label: t('acts.startedAt'), children: sayInstant(act.startedAt) },
    {
      key: 'end',
      label: t('acts.endedAt'),
      children: act.endedAt === null ? t('acts.ongoing') : sayInstant(act.endedAt),
    },
    {
      key: 'filmed',
      label: t('acts.filmed'),
      children: t(act.filmed ? 'acts.filmedYes' : 'acts.filmedNo'),
    },
    {
      key: 'circumstances',
      label: t('acts.circumstances'),
      children:
        act.circumstances.map((one) => nameOf('names.circumstance', one)).join(t('shell.word.comma')) ||
        t('acts.noCircumstances'),
    },
    {
      key: 'case',
      label: t('acts.case'),
      children:
        act.case === null ? (
          t('acts.noCase')
        ) : (
          <Link to={`/cases/${act.case.id}`}>
            {[act.case.number, act.case.ownNumber, act.case.cause].filter(Boolean).join(' · ')}
          </Link>
        ),
    },
    {
      key: 'procedure',
      label: t('acts.procedure'),
      children: act.procedure === null ? t('acts.noProcedure') : nameOf('names.procedure', act.procedure),
    },
  ];
  if (act.despite !== null) rows.push({ key: 'despite', label: t('onSite.despite'), children: act.despite });
  return <Descriptions size="small" column={{ xs: 1, md: 2 }} items={rows} />;
}
