import { type Duty, sayDue, sayExact } from '@liuhen/contract';
import { Descriptions } from 'antd';
import { useTerms } from '../shell/language.ts';

/** Days of a long count that are drawn; the rest is told by the explanation. */
const drawnSteps = 40;

/** The counting of a deadline, step by step: what counts, which ordinal, and why not. */
export function CountingStrip({ duty }: { duty: Duty }) {
  const { t, pick } = useTerms();
  if (duty.steps.length === 0) return null;
  return (
    <ol className="strip" aria-label={t('duties.counting')}>
      {duty.steps.slice(0, drawnSteps).map((step) => (
        <li key={step.on} className={step.counted ? 'is-counted' : ''}>
          <strong>{step.on.length > 10 ? sayExact(step.on) : step.on}</strong>{' '}
          {step.counted
            ? step.ordinal === null
              ? t('duties.counted')
              : t('duties.ordinal', { n: step.ordinal })
            : t('duties.notCounted')}
          <div className="quiet">{pick(step.reason)}</div>
        </li>
      ))}
    </ol>
  );
}

/** All that is known of a duty: due time, article, tier, counting, exceptions. */
export function DutyDetail({ duty }: { duty: Duty }) {
  const saying = useTerms();
  const { t, nameOf, pick } = saying;
  const rows = [
    {
      key: 'due',
      label: t('duties.due'),
      children: duty.dueBefore === null ? t('duties.noDue') : sayDue(duty.dueBefore, saying),
    },
    {
      key: 'basis',
      label: t('duties.basis'),
      children: `《${duty.citation.title}》${duty.citation.label}`,
    },
    { key: 'tier', label: t('duties.tierLabel'), children: nameOf('duties.tier', duty.tier) },
    ...(duty.countedFrom === null
      ? []
      : [{ key: 'from', label: t('duties.countedFrom'), children: sayExact(duty.countedFrom) }]),
    ...(duty.dischargedAt === null
      ? []
      : [{ key: 'done', label: t('duties.dischargedAt'), children: sayExact(duty.dischargedAt) }]),
  ];
  const notes = [
    duty.provisional ? t('duties.provisional') : null,
    duty.exceptionApplied ? t('duties.exceptionApplied') : null,
    duty.excusable ? t('duties.excusable') : null,
    duty.exceptionRefused === null
      ? null
      : `${t('duties.exceptionRefused')}${t('shell.word.colon')}${pick(duty.exceptionRefused)}`,
  ].filter((note) => note !== null);
  return (
    <div>
      <strong>
        {nameOf('duties.duty', duty.duty)} · {nameOf('duties.state', duty.state)}
      </strong>
      <Descriptions size="small" column={1} items={rows} style={{ marginTop: 8 }} />
      <p style={{ margin: '4px 0' }}>{pick(duty.explanation)}</p>
      {duty.steps.length > 0 && <div className="quiet">{t('duties.counting')}</div>}
      <CountingStrip duty={duty} />
      {notes.map((note) => (
        <p key={note} className="quiet" style={{ margin: '2px 0' }}>
          {note}
        </p>
      ))}
      <div className="quiet digest">
        {t('duties.packFingerprint')} {duty.packFingerprint.replace('sha256:', '').slice(0, 16)}
      </div>
    </div>
  );
}
