import type { FilmItem, RecordLink, TextItem } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleDuty, sampleId } from '../../samples-for-tests.ts';
import { FilmLine, TextLine } from './CompletenessItems.tsx';

const { citation } = sampleDuty();
const to = (type: RecordLink['type'], part?: string): RecordLink => ({
  ...{ type, id: sampleId(4), seconds: null },
  ...(part === undefined ? {} : { part }),
});
const missing: TextItem = {
  ...{ id: 'service', zh: '送达', en: 'service', state: 'missing', ground: null, citation },
  ...{ stage: 'service', stated: null, contradicted: [], atFiling: false, proposal: null },
  needs: [
    {
      ...{ zh: '送达记录', en: 'the service', met: false, proofs: [] },
      counts: [
        { zh: '任一送达', en: 'any service', link: to('service') },
        { zh: '送达回证', en: 'the receipt', link: to('case', 'documents') },
      ],
    },
  ],
};
const filmed = (change: Partial<FilmItem['findings'][number]>): FilmItem => ({
  ...{ id: 'filming', zh: '录音录像', en: 'filming', state: 'missing', ground: null, citation },
  findings: [
    {
      ...{ dutyId: sampleId(7), title: 'XZ-1', state: 'missing', reason: null, link: to('act'), proofs: [] },
      ...change,
    },
  ],
});
const textLine = (language: 'zh' | 'en' = 'zh') =>
  draw(<TextLine item={missing} takeBack={null} />, { language, roles: ['officer'] });
const filmLine = (change: Partial<FilmItem['findings'][number]>) =>
  draw(<FilmLine item={filmed(change)} />, { language: 'zh', roles: ['officer'] });

describe('an item that is missing', () => {
  it('leads to where each thing is entered that would count', () => {
    expect(linksIn(textLine())).toEqual(
      expect.arrayContaining([`/cases/${sampleId(4)}/services`, `/cases/${sampleId(4)}#documents`]),
    );
    expect(wordsIn(textLine('en'))).toMatch(/any service\n,\s*the receipt/);
  });
});

describe('a demand on film', () => {
  it('that is not met leads to how it was judged', () => {
    expect(linksIn(filmLine({}))).toContain(`/obligations?id=${sampleId(7)}&state=all`);
    expect(linksIn(filmLine({ state: 'present' })).join()).not.toContain('/obligations');
  });
  it('says where the only ground is the word of the act', () => {
    const words = '还没有关联音像';
    expect(wordsIn(filmLine({ state: 'present' }))).toContain(words);
    expect(wordsIn(filmLine({}))).not.toContain(words);
    const proofs = [{ title: { zh: '录像', en: 'film' }, at: null, link: to('recording') }];
    expect(wordsIn(filmLine({ state: 'present', proofs }))).not.toContain(words);
  });
});
