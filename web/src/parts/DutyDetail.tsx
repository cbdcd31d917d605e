import { type Duty, sayDue, sayExact } from '@liuhen/contract';
import { Descriptions } from 'antd';
import { Link } from 'react-router';
import { useTerms } from '../shell/language.ts';
import { ArticleLink } from './ArticleLink.tsx';
import { CountingStrip } from './CountingStrip.tsx';
import { nameDuty, sayCalendar } from './duty-words.ts';
import { Excuse } from './Excuse.tsx';

/** The items of a duty that consists of several: what is there, what is missing, what does not apply and why. */
function Parts({ duty }: { duty: Duty }) {
  const { t, nameOf, pick } = useTerms();
  if (duty.parts.length === 0) return null;
  return (
    <ul className="parts" aria-label={t('duties.parts')}>
      {duty.parts.map((part) => (
        <li key={part.id} className={`part-${part.state}`}>
          {part.state === 'present' ? '✓' : part.state === 'missing' ? '✗' : '—'} {pick(part.name)}
          <span className="quiet"> · {nameOf('duties.part', part.state)}</span>
          {part.reason !== null && <span className="quiet"> · {part.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Duties for which the texts set no time; of all others it is not known yet. */
const untimed: ReadonlySet<string> = new Set<Duty['duty']>([
  'textRecord',
  'evidenceNote',
  'evidenceDisc',
  'fallback',
  'keeping',
  'breach',
]);
const wordOfNoDue = ({ duty, state }: Duty) =>
  untimed.has(duty) && state !== 'undetermined' ? 'duties.untimed' : 'duties.noDue';

/** All that is known of a duty: due time, article, tier, counting, exceptions. */
export function DutyDetail({ duty }: { duty: Duty }) {
  const saying = useTerms();
  const { t, nameOf, pick } = saying;
  const rows = [
    {
      key: 'due',
      label: t('duties.due'),
      children: duty.dueBefore === null ? t(wordOfNoDue(duty)) : sayDue(duty.dueBefore, saying),
    },
    ...(duty.previousDueBefore === null
      ? []
      : [{ key: 'former', label: t('duties.formerDue'), children: sayDue(duty.previousDueBefore, saying) }]),
    {
      key: 'basis',
      label: t('duties.basis'),
      children: (
        <div>
          {[duty.citation, ...duty.also].map((one) => (
            <div key={one.article}>
              <ArticleLink citation={one} />
            </div>
          ))}
        </div>
      ),
    },
    { key: 'tier', label: t('duties.tierLabel'), children: nameOf('duties.tier', duty.tier) },
    ...(duty.countedFrom === null
      ? []
      : [{ key: 'from', label: t('duties.countedFrom'), children: sayExact(duty.countedFrom) }]),
    ...(duty.dischargedAt === null
      ? []
      : [{ key: 'done', label: t('duties.dischargedAt'), children: sayExact(duty.dischargedAt) }]),
    ...(duty.calendarVersion === null
      ? []
      : [
          {
            key: 'calendar',
            label: t('duties.calendar.label'),
            children: <Link to="/calendar">{sayCalendar(duty.calendarVersion, saying)}</Link>,
          },
        ]),
  ];
  const notes = [
    duty.provisional ? t('duties.provisional') : null,
    duty.exceptionApplied ? t('duties.exceptionApplied') : null,
    duty.exceptionRefused === null
      ? null
      : `${t('duties.exceptionRefused')}${t('shell.word.colon')}${pick(duty.exceptionRefused)}`,
  ].filter((note) => note !== null);
  return (
    <div>
      <strong>
        {nameDuty(duty, saying)} · {nameOf('duties.state', duty.state)}
      </strong>
      <Descriptions size="small" column={1} items={rows} style={{ marginTop: 8 }} />
      <p style={{ margin: '4px 0' }}>{pick(duty.explanation)}</p>
      <Parts duty={duty} />
      {duty.steps.length > 0 && <div className="quiet">{t('duties.counting')}</div>}
      <CountingStrip duty={duty} />
      {notes.map((note) => (
        <p key={note} className="quiet" style={{ margin: '2px 0' }}>
          {note}
        </p>
      ))}
      <Excuse key={duty.id} duty={duty} />
      <div className="quiet digest">
        {t('duties.packFingerprint')} {duty.packFingerprint.replace('sha256:', '').slice(0, 16)}
      </div>
    </div>
  );
}
