import { sayLength } from '@liuhen/contract';
import { Alert, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { keepOrHold } from '../../field/in-hand.ts';
import { fieldInstant } from '../../field/phone.ts';
import { tapFile } from '../../field/tap-file.ts';
import { readClock } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useKeeping } from './useKeeping.ts';

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' &&
  (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia !== undefined;

interface Taking {
  recorder: MediaRecorder;
  parts: Blob[];
  since: number;
  at: string;
}

async function begin(): Promise<Taking> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const kind = kinds.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, kind ? { mimeType: kind } : {});
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) parts.push(data);
  });
  recorder.start();
  return { recorder, parts, since: readClock(), at: fieldInstant() };
}

/** Ends a recording and gives the microphone back. */
const end = ({ recorder, parts }: Taking): Promise<Blob> =>
  new Promise((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of recorder.stream.getTracks()) track.stop();
      resolve(new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? '' }));
    });
    recorder.stop();
  });

/** A voice note: it stops and is kept by itself when the page is left. */
export function VoiceNote({ actId, close }: { actId: string; close: () => void }) {
  const { t } = useTerms();
  const { keep, busy } = useKeeping();
  const taking = useRef<Taking | null>(null);
  const [length, setLength] = useState<number | null>(null);
  const [denied, setDenied] = useState(false);
  const keepNow = useRef(keep);
  keepNow.current = keep;
  const stop = useCallback(async (): Promise<boolean> => {
    const going = taking.current;
    if (going === null) return true;
    taking.current = null;
    setLength(null);
    const sound = await end(going);
    // A tap by mistake leaves no sound.
    if (sound.size === 0) return true;
    const note = { actId, form: 'voice' as const, content: sound, at: going.at };
    return keepNow.current(() => keepOrHold(note, (made) => tapFile(made)));
  }, [actId]);
  useEffect(() => {
    const beat = setInterval(() => {
      if (taking.current !== null) setLength(readClock() - taking.current.since);
    }, 500);
    const hidden = () => document.visibilityState === 'hidden' && void stop();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(beat);
      document.removeEventListener('visibilitychange', hidden);
      void stop();
    };
  }, [stop]);
  const start = () =>
    begin().then(
      (begun) => {
        taking.current = begun;
        setLength(0);
      },
      () => setDenied(true),
    );
  if (!canRecord()) return <Alert type="warning" showIcon title={t('field.make.voiceNone')} />;
  return (
    <>
      <p className="quiet">{t('field.make.voiceLine')}</p>
      {denied && <Alert type="error" showIcon title={t('field.make.voiceDenied')} />}
      {length !== null && (
        <p className="field-voice" role="timer">
          {t('field.make.voiceGoes', { length: sayLength(length) })}
        </p>
      )}
      <div className="field-main">
        {length === null ? (
          <Button type="primary" loading={busy} onClick={() => void start()}>
            {t('field.make.voiceStart')}
          </Button>
        ) : (
          <Button type="primary" danger onClick={() => void stop().then((kept) => kept && close())}>
            {t('field.make.voiceStop')}
          </Button>
        )}
      </div>
    </>
  );
}
