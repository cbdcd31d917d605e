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
import { type ReactNode, useRef, useState } from 'react';
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
  return <OpenTag duty={duty} className={`tag tag-${tone}`} words={words} face={face} />;
}

/** The tag as a button: what it opens has the focus until Escape gives it back, so that forms in it work without a mouse. */
function OpenTag(shown: { duty: Duty; className: string; words: string; face: ReactNode }) {
  const { duty, className, words, face } = shown;
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <Popover
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(isOpen) => isOpen && content.current?.focus()}
      destroyOnHidden
      content={
        <div
          ref={content}
          role="dialog"
          aria-label={t('duties.tag.more')}
          tabIndex={-1}
          className="tag-content"
          onKeyDown={({ key }) => key === 'Escape' && close()}
        >
          <DutyDetail duty={duty} />
        </div>
      }
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={`${words} ${t('duties.tag.more')}`}
      >
        {face}
      </button>
    </Popover>
  );
}
