import type { Media } from '@liuhen/contract';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { sayFileName } from '../../parts/file-name.ts';
import { Answered } from '../../parts/PageState.tsx';
import { RecordingPlayer } from '../../parts/RecordingPlayer.tsx';
import { useTerms } from '../../shell/language.ts';
import { saySecond } from './axis-draw.ts';

/** Plays a recording of the act from a second on. */
export function AxisPlayer({ media: { recordingId, second } }: { media: Media }) {
  const { t } = useTerms();
  const asked = useAsk('getRecording', { id: recordingId });
  return (
    <div className="no-print">
      <Answered asked={asked}>
        {(recording) => (
          <div className="stack" style={{ gap: 8 }}>
            <div className="row">
              <strong>
                {t('onSite.axis.playing', { name: sayFileName(recording.name), time: saySecond(second) })}
              </strong>
              <Link to={`/recordings/${recordingId}?at=${Math.floor(second)}`}>{t('onSite.axis.open')}</Link>
            </div>
            <RecordingPlayer recording={recording} from={second} />
          </div>
        )}
      </Answered>
    </div>
  );
}
