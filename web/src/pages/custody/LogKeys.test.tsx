import type { Output } from '@liuhen/contract';
import { shortFingerprint } from '@liuhen/proof';
import { describe, expect, it } from 'vitest';
import { key, log, makeKey, namingKey, now, successor } from '../../parts/custody-log-for-tests.ts';
import { draw, wordsIn } from '../../render-for-tests.tsx';
import { LogKeys } from './LogKeys.tsx';

type Keys = Output<'logKeys'>['keys'];

const first: Keys[number] = { verifierKey: log.verifierKey, since: now, replacing: null, receipt: null };
const shown = (keys: Keys) => draw(<LogKeys />, { answers: [['logKeys', {}, { keys }]] });

describe('the keys of the log', () => {
  it('a key that the one before named is told so, with the receipt', () => {
    const drawn = shown([...namingKey(key, successor.verifierKey), first]);
    expect(wordsIn(drawn)).toContain(
      `前一把密钥（${shortFingerprint(log.verifierKey)}）签署的检查点写明了这把密钥，本浏览器已核对`,
    );
    expect(drawn).toContain('download="succession-1.json"');
  });

  it.each<[string, Keys]>([
    ['by a stranger', namingKey(makeKey(), successor.verifierKey)],
    [
      'as another one',
      namingKey(key, log.verifierKey).map((one) => ({ ...one, verifierKey: successor.verifierKey })),
    ],
    ['by nobody', namingKey(key, successor.verifierKey).map((one) => ({ ...one, receipt: null }))],
  ])('a key that was named %s is not believed', (_how, keys) => {
    const drawn = shown([...keys, first]);
    expect(wordsIn(drawn)).toContain('前一把密钥没有为它作证');
    expect(drawn).not.toContain('download=');
  });

  it('of the first key nothing is said of one before', () => {
    const words = wordsIn(shown([first]));
    expect(words).toContain(shortFingerprint(log.verifierKey));
    expect(words).not.toContain('前一把密钥');
  });
});
