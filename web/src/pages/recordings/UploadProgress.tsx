import { saySize, saySpan } from '@liuhen/contract';
import { Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { readClock } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import type { QueuedUpload } from '../../upload/rows.ts';

const windowMillis = 10_000;

/** Bytes a second over the last ten seconds. */
function useSpeed(sent: number): number {
  const marks = useRef<{ at: number; sent: number }[]>([]);
  const [speed, setSpeed] = useState(0);
  useEffect(() => {
    const now = readClock();
    marks.current = [...marks.current.filter(({ at }) => now - at < windowMillis), { at: now, sent }];
    const first = marks.current[0];
    if (first && now > first.at) setSpeed(Math.max(0, ((sent - first.sent) * 1000) / (now - first.at)));
  }, [sent]);
  return speed;
}

/** How far all files together have come, how fast, and how long it will take. */
export function UploadProgress({ rows }: { rows: readonly QueuedUpload[] }) {
  const saying = useTerms();
  const { t } = saying;
  const size = rows.reduce((sum, row) => sum + row.size, 0);
  const sent = rows.reduce((sum, row) => sum + (row.state === 'done' ? row.size : row.sent), 0);
  const speed = useSpeed(sent);
  const isSending = rows.some(({ state }) => state === 'sending');
  const isGoing = isSending && sent < size && speed > 0;
  return (
    <div className="no-print">
      <Progress
        percent={size === 0 ? 100 : Math.floor((sent / size) * 100)}
        status={sent === size ? 'success' : isSending ? 'active' : 'normal'}
      />
      <span className="quiet">
        {t('uploads.progress', { sent: saySize(sent), size: saySize(size) })}
        {isGoing &&
          ` · ${t('uploads.speed', { speed: saySize(speed) })} · ${t('uploads.remaining', {
            span: saySpan(((size - sent) / speed) * 1000, saying),
          })}`}
      </span>
    </div>
  );
}
