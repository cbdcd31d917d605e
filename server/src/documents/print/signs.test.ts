import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { facesIn, markSigns, sayName, signsWithoutFace } from './signs.ts';

const shipped = new URL('../../../fonts/NotoSerifSC-Regular.ttf.gz', import.meta.url);
const faces = facesIn(gunzipSync(readFileSync(shipped)));

describe('signs without a face', () => {
  it('are none in what every document says', () => {
    expect(signsWithoutFace('示交罚〔2026〕3号：责令改正，处 200 元罚款。①㎡℃—…“”《》', faces)).toEqual([]);
  });

  it('are named once each, in the order in which they come', () => {
    expect(signsWithoutFace('𬭊某𠮷某𬭊', faces)).toEqual(['𬭊', '𠮷']);
  });

  it.each([
    ['a line break', 'a\n\tb'],
    ['a joiner', '某\u200b某\u200d'],
    ['a variation selector', '葛\u{e0100}\ufe0f'],
  ])('are not those that nobody sees: %s', (_, text) => {
    expect(signsWithoutFace(text, faces)).toEqual([]);
  });

  it('are all where there is no face', () => {
    expect(signsWithoutFace('某人', [])).toEqual(['某', '人']);
  });
});

it('a file that is no font has no faces', () => {
  expect(facesIn(new Uint8Array([1, 2, 3]))).toEqual([]);
});

it('each missing sign has the mark of printers in its place, everywhere', () => {
  expect(markSigns('𠮷某，𬭊𠮷', ['𠮷', '𬭊'])).toBe('〓某，〓〓');
});

it('a sign is named with its number', () => {
  expect(sayName('㛃')).toBe('㛃（U+36C3）');
  expect(sayName('A')).toBe('A（U+0041）');
});
