import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inked, linesOf } from './lines.ts';
import { parseRegulation, readBack } from './regulation.ts';

/** A small regulation of our own; `body` replaces what stands between its title and its last article. */
const lake = (body: string) => `青湖区养蜂管理局巡查记录办法\n${body}\n第九条 本办法自2021年3月1日起施行。`;
const read = (text: string) => parseRegulation(text, 'QH');
const kinds = (text: string) => read(text).notes.map(({ kind, line }) => [kind, line]);
const whole = (text: string) => expect(inked(readBack(read(text)))).toBe(inked(text));

describe('articles', () => {
  it('gives every article its printed number, its place and its lines', () => {
    const [first, second] = read(
      '巡查办法\n\n第一条 蜂箱要编号。\n第二条\n蜂场要登记。\n登记每年一次。\n',
    ).articles;
    expect(first).toMatchObject({ id: 'QH-1', ordinal: 1, label: '第一条', lines: { from: 3, to: 3 } });
    expect(second).toMatchObject({ id: 'QH-2', lines: { from: 4, to: 6 } });
    expect(second?.paragraphs.map(({ text }) => text)).toEqual(['蜂场要登记。', '登记每年一次。']);
  });

  it('tells two articles with one number apart by a letter', () => {
    const text = lake('第一条 甲。\n第四条 乙。\n第四条 丙。');
    expect(read(text).articles.map(({ id, label }) => [id, label])).toEqual([
      ['QH-1', '第一条'],
      ['QH-4a', '第四条(1)'],
      ['QH-4b', '第四条(2)'],
      ['QH-9', '第九条'],
    ]);
    expect(kinds(text)).toEqual([
      ['numberGap', 3],
      ['numberDoubled', 4],
      ['numberGap', 5],
    ]);
  });

  it('takes an inserted article for one of its own', () => {
    const text = lake(
      '第一条 甲。\n第一条之一 乙：\n（一）丙。\n第一条之二\n丁。\n第二条 依照第一条之一第（一）项、本办法第一条之三处理。\n第一条之一规定的蜂箱。',
    );
    expect(read(text).articles.map(({ id, label, mark }) => [id, label, mark])).toEqual([
      ['QH-1', '第一条', '第一条'],
      ['QH-1-1', '第一条之一', '第一条之一'],
      ['QH-1-2', '第一条之二', '第一条之二'],
      ['QH-2', '第二条', '第二条'],
      ['QH-9', '第九条', '第九条'],
    ]);
    expect(read(text).articles[1]?.paragraphs).toMatchObject([
      { text: '乙：', items: [{ label: '第（一）项' }] },
    ]);
    expect(kinds(text)).toEqual([
      ['danglingReference', 7],
      ['numberGap', 9],
    ]);
    whole(text);
  });

  it.each([
    ['第一条 甲。\n第一条之二 乙。\n第二条 丙。', 'numberGap', 3],
    ['第一条 甲。\n第三条之一 乙。\n第四条 丙。', 'numberGap', 3],
    ['第一条 甲。\n第一条之二 乙。\n第一条之一 丙。', 'numberBackwards', 4],
    ['第一条 甲。\n第一条之一 乙。\n第一条之一 丙。', 'numberDoubled', 4],
  ])('says where an inserted number is odd: %j', (text, kind, line) => {
    expect(kinds(lake(text))).toContainEqual([kind, line]);
  });

  it('reads a number with a space inside and a text that follows at once', () => {
    const text = lake('第 十四 条蜂农应当到场。');
    expect(read(text).articles[0]).toMatchObject({ id: 'QH-14', mark: '第 十四 条' });
    expect(kinds(text)).toContainEqual(['headingSpaced', 2]);
  });

  it.each(['第三条第二款规定的蜂箱。', '第三条规定的蜂箱。', '第三条、第四条的蜂箱。'])(
    'does not take a sentence that goes on for a heading: %s',
    (line) => {
      expect(read(lake(`第三条 蜂农应当保护\n${line}`)).articles[0]?.paragraphs).toMatchObject([
        { text: `蜂农应当保护${line}` },
      ]);
    },
  );

  it('takes no-break and ideographic spaces for blank', () => {
    const text = lake('\u00a0\u00a0第一条\u00a0 甲。\n\u00a0\n\u3000\u3000第二条\u3000乙。');
    expect(read(text).articles.map(({ id }) => id)).toEqual(['QH-1', 'QH-2', 'QH-9']);
    whole(text);
  });

  it('says where a number is left out or runs backwards', () => {
    expect(kinds(lake('第一条 甲。\n第三条 乙。\n第二条 丙。'))).toEqual([
      ['numberGap', 3],
      ['numberBackwards', 4],
      ['numberGap', 5],
    ]);
  });
});

describe('paragraphs and items', () => {
  const listed = read(
    lake(
      '第一条 下列蜂箱要换：\n（一）漏水的；\n\n（二）虫蛀的；\n- (三) 过旧的;\n-  （四）其他的。\n换下的当日登记。',
    ),
  ).articles[0];

  it('keeps items together across blank lines, brackets of both widths and bullets', () => {
    expect(listed?.paragraphs[0]?.items.map(({ mark, label, text }) => [mark, label, text])).toEqual(
      [
        ['（一）', '第（一）项', '漏水的；'],
        ['（二）', '第（二）项', '虫蛀的；'],
        ['- (三)', '第（三）项', '过旧的;'],
        ['-  （四）', '第（四）项', '其他的。'],
      ].map(([mark, label, text]) => [mark, `第一款${label}`, text]),
    );
    expect(listed?.paragraphs[1]).toMatchObject({ number: 2, text: '换下的当日登记。', items: [] });
  });

  it('numbers bare bullets by their order and keeps points in their item', () => {
    const [article] = read(lake('第一条 蜂场分为：\n- 山地的：\n1. 南坡；\n2. 北坡；\n- 平地的。')).articles;
    expect(article?.paragraphs[0]?.items).toMatchObject([
      { number: 1, text: '山地的：\n1. 南坡；\n2. 北坡；' },
      { number: 2, text: '平地的。' },
    ]);
  });

  it('joins a broken line, also across a blank one, and says so', () => {
    const text = lake(
      '第一条 蜂农因转场需要，\n可以申请。\n第二条 蜂蜜的运输，按照本局及\n\n有关单位的安排办理。',
    );
    expect(read(text).articles.map(({ paragraphs }) => paragraphs.length)).toEqual([1, 1, 1]);
    expect(kinds(text).slice(0, 2)).toEqual([
      ['lineJoined', 3],
      ['lineJoined', 6],
    ]);
    whole(text);
  });

  it('says which items are misnumbered or lack punctuation', () => {
    expect(kinds(lake('第一条 包括：\n(一)蜂王；\n(三)工蜂\n(四)雄蜂。')).slice(0, 4)).toEqual([
      ['bracketsMixed', 3],
      ['itemNumberOdd', 4],
      ['itemUnpunctuated', 4],
      ['itemNumberOdd', 5],
    ]);
  });
});

describe('references inside the text', () => {
  const text = (reference: string) =>
    lake(`第一条 蜂箱要编号。\n第二条 包括：\n（一）木箱；\n（二）草箱。\n第三条 ${reference}`);
  const dangling = (reference: string) =>
    read(text(reference)).notes.filter(({ kind }) => kind === 'danglingReference');

  it.each([
    ['违反本办法第二条第三款的，责令改正。', '第二条第三款'],
    ['依照第二条第（五）项处理。', '第二条第（五）项'],
    ['本办法第二十条另有规定。', '第二十条'],
  ])('notes one that leads nowhere: %s', (sentence, place) => {
    expect(dangling(sentence)).toMatchObject([{ line: 6, text: { zh: expect.stringContaining(place) } }]);
  });

  it.each([
    '违反本办法第一条的，责令改正。',
    '依照第二条第（二）项处理。',
    '依照《中华人民共和国畜牧法》第七十条处理。',
    '依照行政处罚法第六十条、第六十一条处理。',
  ])('leaves one that leads somewhere, or into another text: %s', (sentence) => {
    expect(dangling(sentence)).toEqual([]);
  });
});

describe('headings', () => {
  it('infers the number of a chapter that prints none', () => {
    const text = lake('总则\n第一条 甲。\n第二章记录\n第二条 乙。\n蜂箱的保管\n第三条 丙。');
    expect(
      read(text).chapters.map(({ number, mark, title, firstArticle }) => [number, mark, title, firstArticle]),
    ).toEqual([
      [1, null, '总则', 1],
      [2, '第二章', '记录', 2],
      [3, null, '蜂箱的保管', 3],
    ]);
    expect(kinds(text).filter(([kind]) => kind === 'chapterNumberInferred')).toHaveLength(2);
    whole(text);
  });

  it('takes the title of a chapter from the next line', () => {
    expect(read(lake('第一章\n总则\n第一条 甲。')).chapters).toMatchObject([{ number: 1, title: '总则' }]);
  });

  it('knows sections, and says when a chapter is left out', () => {
    const text = lake(
      '第一章 总则\n第一条 甲。\n第三章 记录\n第一节 文字\n第二条 乙。\n第二节 声像\n第三条 丙。',
    );
    expect(read(text).chapters.map(({ level, number }) => `${level} ${number}`)).toEqual([
      'chapter 1',
      'chapter 3',
      'section 1',
      'section 2',
    ]);
    expect(kinds(text)).toContainEqual(['chapterNumberOdd', 4]);
  });

  it('leaves a table of contents aside', () => {
    const text = lake('目  录\n第一章 总则\n第二章 记录\n第一章 总则\n第一条 甲。\n第二章 记录\n第二条 乙。');
    expect(read(text).chapters).toHaveLength(2);
    expect(read(text).contents).toHaveLength(3);
    whole(text);
  });
});

describe('what stands around the text', () => {
  const notice = [
    '〔2019〕12号',
    '',
    '青湖区养蜂管理局',
    '关于印发《蜂场巡查',
    '记录制度》的通知',
    '各站：',
    '请遵照执行。',
    '2019年2月3日',
    '青湖区养蜂管理局',
    '蜂场巡查记录制度',
    '第一条 蜂箱要编号。',
    '青湖区养蜂管理局办公室    2019年2月4日印发',
  ].join('\n');

  it('sets the notice apart and proposes its date', () => {
    const parsed = read(notice);
    expect(parsed.cover).toMatchObject({
      issuer: '青湖区养蜂管理局',
      number: '〔2019〕12号',
      title: '关于印发《蜂场巡查记录制度》的通知',
    });
    expect(parsed.title.text).toBe('青湖区养蜂管理局蜂场巡查记录制度');
    expect(parsed.tail).toHaveLength(1);
    expect(parsed.issued).toEqual({ date: '2019-02-04', line: 12 });
    expect(kinds(notice)).toEqual([
      ['documentNumberIncomplete', 1],
      ['noEffectiveDate', null],
    ]);
    whole(notice);
  });

  it('proposes a date of effect only as the text states it', () => {
    expect(read(lake('第一条 甲。')).effective).toEqual({ rule: 'stated', date: '2021-03-01', line: 3 });
    const issued = '巡查办法\n（2020年5月6日局务会议通过 2020年6月1日公布）\n第一条 本办法自公布之日起施行。';
    expect(read(issued)).toMatchObject({
      issued: { date: '2020-06-01' },
      effective: { rule: 'fromIssue', date: '2020-06-01', line: 3 },
    });
    expect(read('巡查办法\n第一条 本办法自二〇二〇年七月十五日起实施。').effective?.date).toBe('2020-07-15');
    expect(read('巡查办法\n第一条 本办法自印发之日起施行。').effective?.date).toBeNull();
  });

  it('proposes no date that does not exist', () => {
    const parsed = read('巡查办法\n第一条 本办法自2021年2月30日起施行。');
    expect(parsed.effective).toBeNull();
    expect(parsed.notes.map(({ kind }) => kind)).toContain('dateImpossible');
  });

  it('takes out the marks of a word processor and keeps them', () => {
    const parsed = read(lake('[bookmark: _Go]第一条 甲。'));
    expect(parsed.stripped).toEqual([{ line: 2, text: '[bookmark: _Go]' }]);
    expect(parsed.articles[0]?.id).toBe('QH-1');
  });

  it('leaves attachments unread', () => {
    const text = `${lake('第一条 甲。')}\n附件：蜂箱登记表\n第一栏 箱号`;
    expect(read(text).tail).toHaveLength(2);
    expect(kinds(text)).toContainEqual(['attachmentNotRead', 4]);
    whole(text);
  });

  it('takes for the title of a chapter only what follows its number', () => {
    const text = '第一章\n（一）丙；\n第';
    expect(read(text).chapters).toMatchObject([{ mark: '第一章', title: '' }]);
    whole(text);
  });

  it('finds no article in a text that has none', () => {
    expect(read('今天的菜单\n一、汤').articles).toEqual([]);
    expect(read('').articles).toEqual([]);
  });
});

it.each([
  ['spaces inside a line', `第一条 甲${' '.repeat(200_000)}乙。`],
  ['marks of a word processor that never end', `第一条 甲${'[bookmark:'.repeat(50_000)}`],
  ['references', `第一条 甲${'，第一条'.repeat(40_000)}。`],
])('reads a line full of %s without going over it again and again', (_, line) => {
  const began = performance.now();
  whole(lake(line));
  expect(performance.now() - began).toBeLessThan(5000);
});

it('never loses a character, whatever the lines and their order', () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...['第一章 总则', '总则', '第三条 甲。', '第十 条乙，', '（一）丙；', '- (二) 丁', '目录', '附件：表'],
      ...[
        '\u00a0',
        '',
        '某局办公室 2020年1月1日印发',
        '2020年1月1日',
        '巡查办法',
        '关于印发办法的通知',
        '1. 戊。',
      ],
    ),
    fc.string({ unit: fc.constantFrom(...'第条章一二（）()- \u00a0。，甲乙') }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 24 }), (lines) => {
      const text = lines.join('\n');
      expect(inked(readBack(read(text)))).toBe(inked(text));
      expect(linesOf(text).stripped).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
