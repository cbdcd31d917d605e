import { byteRoutes, ContractError, type Recording } from '@liuhen/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress, Tag } from 'antd';
import { useState } from 'react';
import { findFileFault } from '../api.ts';
import { sayFault } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';
import { sayFileName } from './file-name.ts';

type Shown = Pick<
  Recording,
  'id' | 'name' | 'kind' | 'mime' | 'playable' | 'derivatives' | 'poster' | 'abilities'
>;

/** Why the screen stays dark: a tag of HTML does not tell, so the server is asked for the first byte once more. */
function Broken({ source, again }: { source: string; again: () => void }) {
  const saying = useTerms();
  const { t } = saying;
  const asked = useQuery({
    queryKey: ['fileFault', source],
    queryFn: () => findFileFault(source),
    retry: false,
    gcTime: 0,
  });
  if (asked.isPending) return null;
  const fault = asked.error ?? asked.data;
  return (
    <Alert
      type={fault instanceof ContractError ? 'error' : 'warning'}
      showIcon
      title={fault === null ? t('recordings.player.broken') : sayFault(fault, saying)}
      action={
        <Button size="small" className="no-print" onClick={again}>
          {t('shell.word.retry')}
        </Button>
      }
    />
  );
}

function Screen({ recording, source }: { recording: Shown; source: string }) {
  const { t } = useTerms();
  const [broken, setBroken] = useState(false);
  const { kind, name, id, poster } = recording;
  const label = t('recordings.player.picture', { name: sayFileName(name) });
  if (broken) return <Broken source={source} again={() => setBroken(false)} />;
  if (kind === 'picture')
    return <img className="screen" src={source} alt={label} onError={() => setBroken(true)} />;
  const common = { src: source, controls: true, preload: 'metadata', onError: () => setBroken(true) };
  return kind === 'audio' ? (
    <audio {...common} aria-label={label} style={{ width: '100%' }} />
  ) : (
    <>
      <video
        {...common}
        aria-label={label}
        className="screen"
        {...(poster ? { poster: byteRoutes.poster(id) } : {})}
      />
      {/* Browsers print no film: on paper its picture stands there. */}
      {poster && <img className="screen print-only" src={byteRoutes.poster(id)} alt="" />}
    </>
  );
}

function ProxyState({ recording }: { recording: Shown }) {
  const { t, pick } = useTerms();
  const proxy = recording.derivatives.find(({ kind }) => kind === 'proxy');
  const poster = recording.derivatives.find(({ kind }) => kind === 'poster');
  const failed = proxy?.reason ?? poster?.reason ?? null;
  if (failed !== null) return <Alert type="warning" showIcon title={pick(failed)} />;
  if (proxy?.state === 'working')
    return (
      <div>
        {t('recordings.player.working', { percent: Math.round(proxy.progress * 100) })}
        <Progress percent={Math.round(proxy.progress * 100)} />
      </div>
    );
  if (proxy?.state === 'waiting')
    return <Alert type="info" showIcon title={t('recordings.player.waiting')} />;
  if (recording.playable === 'browser') return null;
  const none = recording.kind === 'picture' ? 'recordings.player.nonePicture' : 'recordings.player.none';
  return <Alert type="info" showIcon title={t(none)} />;
}

/** Opens a document beside the page where a browser can, and hands out the original. */
function Originals({ recording }: { recording: Shown }) {
  const { t } = useTerms();
  const { id, kind, mime } = recording;
  const original = byteRoutes.original(id);
  const opens = mime === 'application/pdf';
  return (
    <>
      {kind === 'document' && !opens && (
        <Alert type="info" showIcon title={t('recordings.player.noneDocument')} />
      )}
      <div className="row no-print">
        {opens && (
          <Button type="primary" href={original} target="_blank" rel="noopener">
            {t('recordings.player.openDocument')}
          </Button>
        )}
        <Button href={`${original}?download`} download>
          {t('recordings.player.download')}
        </Button>
      </div>
    </>
  );
}

/**
 * Plays the original where a browser can, otherwise its proxy, and always says which of the two it is. What nothing
 * can play is still opened or downloaded by whoever may.
 */
export function RecordingPlayer({ recording, from = 0 }: { recording: Shown; from?: number }) {
  const { t } = useTerms();
  const { id, kind, playable, derivatives, abilities } = recording;
  const { play, download } = abilities;
  if (!play && !download) return <Alert type="info" showIcon title={t('recordings.player.denied')} />;
  const hasProxy = derivatives.some((one) => one.kind === 'proxy' && one.state === 'ready');
  const screened = play && kind !== 'document' && (playable === 'browser' || hasProxy);
  const isProxy = playable !== 'browser';
  // A fragment of time is the browser's own way to begin elsewhere; nothing of it is sent.
  const source = `${isProxy ? byteRoutes.proxy(id) : byteRoutes.original(id)}${from > 0 ? `#t=${from}` : ''}`;
  return (
    <div className="stack" style={{ gap: 8 }}>
      {screened && <Screen recording={recording} source={source} />}
      {screened && (
        <div className="row">
          <Tag color={isProxy ? 'orange' : 'green'}>
            {t(isProxy ? 'recordings.player.proxy' : 'recordings.player.original')}
          </Tag>
          {isProxy && <span className="quiet">{t('recordings.player.proxyLine')}</span>}
        </div>
      )}
      {kind !== 'document' && !hasProxy && <ProxyState recording={recording} />}
      {download && <Originals recording={recording} />}
    </div>
  );
}
