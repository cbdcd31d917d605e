import type { Act, ActStep } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, wordsIn } from '../../render-for-tests.tsx';
import { sampleAct, sampleDuty, sampleId, sampleStep } from '../../samples-for-tests.ts';
import { Steps } from './Steps.tsx';

const shown = (steps: ActStep[], change: Partial<Act> = {}, language: 'zh' | 'en' = 'zh') =>
  draw(<Steps act={sampleAct({ steps, ...change })} seek={() => undefined} />, {
    ...{ language, roles: ['officer'] },
  });
const may = { abilities: { change: true, link: true } };

describe('what happened in an act', () => {
  it('says what to enter where nothing is', () => {
    expect(wordsIn(shown([]))).toContain('还没有记录。到达、告知、开场说明');
  });
  it('stands with time, who entered it and when', () => {
    const words = wordsIn(shown([sampleStep('arrived', {})]));
    expect(words).toContain('2026-10-14 10:00');
    expect(words).toContain('Wang于 2026-10-14 11:00 记');
  });
  it('of a length stands with both ends', () => {
    const step = sampleStep('interrupted', { until: '2026-10-14T02:10:00.000Z' });
    expect(wordsIn(shown([step]))).toContain('2026-10-14 10:00 – 2026-10-14 10:10');
  });
});

describe('a step that was corrected', () => {
  const step = sampleStep(
    'hearingSet',
    { detail: { on: '2026-11-01' } },
    { detail: { on: '2026-11-02' }, reason: 'misread', statedBy: 'Li' },
  );
  it('shows what holds, why it was corrected, and below what was said before', () => {
    const words = wordsIn(shown([step]));
    expect(words).toContain('已更正');
    expect(words).toContain('Li于 2026-10-14 11:00 更正；misread');
    expect(words.indexOf('2026-11-02')).toBeLessThan(words.indexOf('2026-11-01'));
    expect(words).toContain('此前的记录（1）');
  });
  it('is led to by the version that holds', () => {
    expect(shown([step])).toContain(`id="step-${sampleId(32)}"`);
  });
});

describe('a step that was withdrawn', () => {
  const step = sampleStep('arrived', {}, { withdrawn: true, reason: 'of another act' });
  it('stays readable, struck out, with the reason', () => {
    const html = shown([step], may);
    expect(html).toContain('<del>');
    expect(wordsIn(html)).toContain('撤回；of another act');
  });
  it('cannot be corrected or withdrawn again', () => {
    expect(buttonsIn(shown([step], may))).not.toContain('更正');
    expect(buttonsIn(shown([step], may))).not.toContain('撤回');
  });
  it('serves no duty any more', () => {
    const duties = [sampleDuty({ duty: 'coverage' })];
    expect(wordsIn(shown([sampleStep('arrived', {})], { duties }))).toContain('对应的义务');
    expect(wordsIn(shown([step], { duties }))).not.toContain('对应的义务');
  });
});

it('a step that was never corrected has no history', () => {
  expect(wordsIn(shown([sampleStep('arrived', {})]))).not.toContain('此前的记录');
});

describe('film of a step', () => {
  const media = { recordingId: sampleId(8), second: 3725 };
  const links = [{ recording: { id: sampleId(8), name: 'a.mp4' } } as unknown as Act['links'][number]];
  const buttons = (...versions: Parameters<typeof sampleStep>[1][]) =>
    buttonsIn(shown([sampleStep('arrived', ...versions)], { links }));
  it('is offered at its second', () => {
    expect(buttons({ media })).toContainEqual(expect.stringContaining('1:02:05'));
  });
  it('is not offered of a step that was withdrawn, or of film that is not of the act', () => {
    expect(buttons({ media }, { media, withdrawn: true }).join()).not.toContain('▶');
    const elsewhere = { ...media, recordingId: sampleId(9) };
    expect(buttons({ media: elsewhere }).join()).not.toContain('▶');
  });
});

describe('steps are entered, corrected and withdrawn', () => {
  it('by who may change the act', () => {
    const buttons = buttonsIn(shown([sampleStep('arrived', {})], may));
    expect(buttons).toEqual(expect.arrayContaining(['记一笔', '更正', '撤回']));
  });
  it('by nobody else', () => {
    const buttons = buttonsIn(shown([sampleStep('arrived', {})]));
    for (const word of ['记一笔', '更正', '撤回']) expect(buttons).not.toContain(word);
  });
});

it('in English there is no Chinese word', () => {
  const steps = [
    sampleStep('interrupted', { detail: { cause: 'weather', voice: true, resumed: false } }),
    sampleStep('volumePeriodSet', { detail: { years: 30, startsOn: '2026-10-14' } }),
    sampleStep('breachFound', { detail: { breach: 'disclosed', reason: 'shown to others' } }),
    sampleStep('arrived', {}, { withdrawn: true, reason: 'mistaken' }),
  ].map((step, at) => ({ ...step, id: sampleId(300 + at) }));
  expect(chineseIn(shown(steps, { ...may, duties: [sampleDuty({ duty: 'breach' })] }, 'en'))).toEqual([]);
});
