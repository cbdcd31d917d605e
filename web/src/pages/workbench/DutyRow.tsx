import type { Duty } from '@liuhen/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { DueTime } from '../../parts/DueTime.tsx';
import { placeOf } from '../../parts/duty-place.ts';
import { nameDuty } from '../../parts/duty-words.ts';
import { FileName } from '../../parts/FileName.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';

/** What a duty is of, what is owed and by which article. */
export function DutyWords({ duty }: { duty: Duty }) {
  const saying = useTerms();
  return (
    <span className="stack duty-words">
      <Link to={placeOf(duty)}>
        <FileName name={duty.subject.title} />
      </Link>
      <span className="quiet">
        {nameDuty(duty, saying)} · <ArticleLink citation={duty.citation} />
      </span>
      <DueTime duty={duty} />
    </span>
  );
}

/** A duty on the workbench with what can be done about it. */
export function DutyRow({ duty, isFirst }: { duty: Duty; isFirst: boolean }) {
  const { t } = useTerms();
  const may = useMay();
  const isOpen = duty.dischargedAt === null;
  const canStore = isOpen && duty.duty === 'store' && may('recording.upload');
  const act = canStore
    ? t('duties.workbench.act.store')
    : isOpen && duty.duty === 'handover' && may('handover.receive')
      ? t('duties.workbench.act.handover')
      : t('duties.workbench.act.see');
  const target = canStore && duty.subject.type === 'act' ? '/upload' : placeOf(duty);
  return (
    <div className="card-row duty-row">
      <DutyWords duty={duty} />
      <DeadlineTag facts={duty} duty={duty} />
      <Link to={target}>
        <Button type={isFirst ? 'primary' : 'default'}>
          {isFirst && canStore ? t('duties.workbench.first') : act}
        </Button>
      </Link>
    </div>
  );
}
