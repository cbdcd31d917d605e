import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  HourglassOutlined,
  QuestionCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { Duty } from '@liuhen/contract';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useNow } from '../shell/clock.ts';
import { useTerms } from '../shell/language.ts';
import { DutyDetail } from './DutyDetail.tsx';
import { type TagFacts, type Tone, tagWords, toneOf } from './deadline.ts';

const icons: Record<Tone, ReactNode> = {
  notYet: <ClockCircleOutlined />,
  due: <ClockCircleOutlined />,
  soon: <HourglassOutlined />,
  overdue: <ExclamationCircleOutlined />,
  done: <CheckCircleOutlined />,
  doneLate: <CheckCircleOutlined />,
  provisional: <WarningOutlined />,
  unknown: <QuestionCircleOutlined />,
};

/** A deadline: the time left in words; with the whole duty at hand, its article and counting on a tap. Where there are several, `tier` says whose rule it is. */
export function DeadlineTag({ facts, duty, tier }: { facts: TagFacts; duty?: Duty; tier?: boolean }) {
  const saying = useTerms();
  const now = useNow();
  const tone = toneOf(facts, now);
  const left = tagWords(facts, now, saying);
  const words = tier && duty ? `${saying.nameOf('duties.tier', duty.tier)} · ${left}` : left;
  const face = (
    <>
      {icons[tone]}
      {words}
    </>
  );
  if (duty === undefined) return <span className={`tag tag-${tone}`}>{face}</span>;
  return (
    <Popover
      trigger={['click']}
      content={
        <div style={{ maxWidth: 'min(520px, 84vw)', maxHeight: '70vh', overflow: 'auto' }}>
          <DutyDetail duty={duty} />
        </div>
      }
    >
      <button
        type="button"
        className={`tag tag-${tone}`}
        aria-label={`${words} ${saying.t('duties.tag.more')}`}
      >
        {face}
      </button>
    </Popover>
  );
}
