import { type Duty, sayDue } from '@liuhen/contract';
import { useTerms } from '../shell/language.ts';

/** Until when a duty is to be done, in small print beside the time left: the tag alone says nothing on paper. */
export function DueTime({ duty }: { duty: Pick<Duty, 'dueBefore'> }) {
  const saying = useTerms();
  if (duty.dueBefore === null) return null;
  return (
    <span className="quiet duty-due">
      {saying.t('duties.due')} {sayDue(duty.dueBefore, saying)}
    </span>
  );
}
