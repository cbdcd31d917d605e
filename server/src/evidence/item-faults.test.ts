import { expect, it } from 'vitest';
import { Faults } from './ground.ts';
import { formFaults } from './item-faults.ts';

type Item = Parameters<typeof formFaults>[0];
type Media = Parameters<typeof formFaults>[1];
const film = { kind: 'video', seconds: 59.2 };
const clip = { form: 'clip', fromSeconds: 10, toSeconds: 20 } as const;
const found = (change: Partial<Item>, media: Media) => {
  const faults = new Faults();
  const item = { recordingId: 'a', fromSeconds: null, toSeconds: null, storagePlace: null, ...change };
  formFaults(item as Item, media, faults);
  return faults.all;
};

it.each<[string, Partial<Item>, Media, string[]]>([
  ['a film', { form: 'recording' }, film, []],
  ['a sound', { form: 'recording' }, { kind: 'audio', seconds: 5 }, []],
  ['a film that is a picture', { form: 'recording' }, { kind: 'picture', seconds: null }, ['recordingId']],
  ['a photo that is a film', { form: 'photo' }, film, ['recordingId']],
  ['a file without a file', { form: 'electronicFile', recordingId: null }, null, ['recordingId']],
  ['a document without a film', { form: 'document', recordingId: null }, null, []],
  ['a thing in no place', { form: 'object', recordingId: null, storagePlace: '' }, null, ['storagePlace']],
  ['a thing in its place', { form: 'object', recordingId: null, storagePlace: '证物室' }, null, []],
  ['a clip', clip, film, []],
  ['a clip of no length', { ...clip, toSeconds: 10 }, film, ['toSeconds']],
  ['a clip to the begun last second', { ...clip, toSeconds: 60 }, film, []],
  ['a clip past the end', { ...clip, toSeconds: 61 }, film, ['toSeconds']],
  ['a clip of a film of unknown length', { ...clip, toSeconds: 9000 }, { kind: 'video', seconds: null }, []],
  [
    'a clip of nothing',
    { form: 'clip', recordingId: null },
    null,
    ['recordingId', 'fromSeconds', 'toSeconds'],
  ],
])('%s', (_, change, media, faulty) => {
  expect(found(change, media).map(({ path }) => path)).toEqual(faulty);
});

it('says how long the film is, in both languages', () => {
  expect(found({ ...clip, toSeconds: 61 }, film)).toMatchObject([
    { message: '录像全长 60 秒，不能超过', messageEn: 'The recording is 60 s long' },
  ]);
});
