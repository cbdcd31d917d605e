import { type Recording, type Saying, sayInstant, sayLength, saySize } from '@liuhen/contract';
import { App, Button, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { FileName } from '../../parts/FileName.tsx';
import { useTerms } from '../../shell/language.ts';

type Stream = Recording['streams'][number];

const sayStream = ({ type, codec, width, height, frameRate }: Stream, { nameOf }: Saying): string =>
  [
    nameOf('names.streamType', type),
    codec,
    width && height ? `${width}×${height}` : null,
    frameRate ? `${frameRate} fps` : null,
  ]
    .filter(Boolean)
    .join(' ');

/** Metadata give an instant, or a wall clock without a zone; the latter stays as it is written. */
const sayMetadataTime = (text: string | null): string | null =>
  text?.endsWith('Z') ? sayInstant(text, true) : (text?.replace('T', ' ') ?? null);

/** What the file is: kind, size, length, format, where it came from. */
export function RecordingFacts({ recording }: { recording: Recording }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const { gps, pixels } = recording;
  const facts: [key: string, label: string, value: ReactNode][] = [
    ['kind', t('recordings.fact.kind'), nameOf('names.mediaKind', recording.kind)],
    ['size', t('recordings.fact.size'), saySize(recording.size)],
    [
      'duration',
      t('recordings.fact.duration'),
      recording.durationMs === null ? null : sayLength(recording.durationMs),
    ],
    ['container', t('recordings.fact.container'), recording.container ?? recording.mime],
    [
      'streams',
      t('recordings.fact.streams'),
      recording.streams.map((one) => sayStream(one, saying)).join(t('shell.word.semicolon')) || null,
    ],
    ['pixels', t('recordings.fact.pixels'), pixels ? `${pixels.width}×${pixels.height}` : null],
    ['pages', t('recordings.fact.pages'), recording.pages],
    ['device', t('recordings.fact.metadataDevice'), recording.metadataDevice],
    ['created', t('recordings.fact.metadataCreatedAt'), sayMetadataTime(recording.metadataCreatedAt)],
    ['gps', t('recordings.fact.gps'), gps ? `${gps.lat.toFixed(5)}, ${gps.lon.toFixed(5)}` : null],
    [
      'original',
      t('recordings.fact.originalName'),
      recording.originalName === null ? null : <FileName key="name" name={recording.originalName} />,
    ],
    ['by', t('recordings.fact.uploadedBy'), recording.uploadedBy],
    ['source', t('recordings.fact.source'), nameOf('names.uploadSource', recording.source)],
    ['at', t('recordings.fact.registeredAt'), sayInstant(recording.registeredAt, true)],
  ];
  const items = facts.flatMap(([key, label, children]) =>
    children === null ? [] : [{ key, label, children }],
  );
  return <Descriptions size="small" column={1} items={items} />;
}

function Digest({ name, digest }: { name: string; digest: string }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard?.writeText(digest).then(() => message.success(t('shell.word.copied')));
  return (
    <div>
      <span className="quiet">{name} </span>
      <span className="digest">{digest}</span>{' '}
      <Button size="small" type="link" className="no-print" onClick={() => void copy()}>
        {t('shell.word.copy')}
      </Button>
    </div>
  );
}

/** Both digests of the original, to be compared by anybody who has a copy. */
export function DigestFacts({ recording }: { recording: Pick<Recording, 'sha256' | 'sm3'> }) {
  const { t } = useTerms();
  return (
    <div>
      <Digest name={t('recordings.fact.sha256')} digest={recording.sha256} />
      <Digest name={t('recordings.fact.sm3')} digest={recording.sm3} />
    </div>
  );
}
