import { describe, expect, it } from 'vitest';
import { catalogue, kindById } from './catalogue/index.ts';
import { type Composing, composeSheet } from './compose.ts';
import { isFilled, sayDay, sayField } from './format.ts';
import { sampleContent } from './sample-for-tests.ts';
import { digestOf, sheetText } from './sheet.ts';
import { strokesSvg } from './strokes.ts';
import { checkTemplate, parseTemplate, roleOf } from './template.ts';
import { standIns } from './try-template.ts';

function compose(id: string, change: Partial<Composing> = {}) {
  const kind = kindById(id);
  if (kind === undefined) throw new Error(`no kind ${id}`);
  return composeSheet({
    ...{ kind, body: kind.body, title: kind.title.zh, organ: '试验局', number: null },
    ...{ content: sampleContent(kind), marks: [], approvals: [], draft: false, void: false },
    ...change,
  });
}

describe('the catalogue', () => {
  it.each(catalogue.map((one) => [one.id, one] as const))('%s: each word in both languages', (_, one) => {
    const said = [
      ...one.fields.flatMap(({ label, hint }) => [label, ...(hint === null ? [] : [hint])]),
      ...one.fields.flatMap(({ options, columns }) => [...options, ...columns]),
    ];
    for (const { zh, en } of said) {
      expect(zh).toMatch(/\p{sc=Han}/u);
      expect(en).toMatch(/^[\x20-\x7e]+$/);
    }
    expect(new Set(one.fields.map(({ id }) => id)).size).toBe(one.fields.length);
    for (const { options, columns } of one.fields)
      for (const all of [options, columns]) expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(catalogue.map((one) => [one.id, one] as const))(
    '%s: each field says its name in a preview',
    (id, one) => {
      const text = sheetText(compose(id, { content: standIns(one.fields, '2026-10-14T02:00:00.000Z') }));
      expect(text).not.toMatch(/undefined|null|\{\w+\}|NaN/);
      const required = one.fields.filter(({ type, required }) => required && type === 'text');
      for (const { label } of required) expect(text).toContain(`〔${label.zh}〕`);
    },
  );

  it('what goes out bears a number and a seal; who signs each page signs at the end too', () => {
    for (const one of catalogue) {
      expect(one.outward && one.word === null, one.id).toBe(false);
      for (const role of one.eachPage) expect(one.signatures.map((each) => each.role)).toContain(role);
      if (one.decides) expect(one.outward).toBe(true);
    }
  });

  it('nothing long and no list of people stands in half a row, where it would be a narrow column', () => {
    const narrow = catalogue.flatMap((one) =>
      parseTemplate(one.body).lines.flatMap((line) =>
        line.do === 'row' && line.cells.length > 1
          ? line.cells.flatMap(({ text }) => {
              const field = one.fields.find(({ id }) => text.includes(`{${id}}`));
              return ['longText', 'officers'].includes(field?.type ?? '') ? [`${one.id} ${field?.id}`] : [];
            })
          : [],
      ),
    );
    expect(narrow).toEqual([]);
  });
});

describe('a sheet', () => {
  it('leaves out what is conditional and empty, and keeps a line for what is to be written by hand', () => {
    const text = (content: Record<string, string>) =>
      sheetText(
        compose('onSceneRecord', {
          content: { ...sampleContent(kindById('onSceneRecord') as never), ...content },
        }),
      );
    expect(text({ attachments: '' })).not.toContain('附：');
    expect(text({ attachments: '照片三张' })).toContain('附：照片三张');
    expect(text({ partyPhone: '' })).toMatch(/电话：＿+/);
  });

  it('has one stop where typed text meets the sentence, and names no recorder where there is none', () => {
    const typed = {
      extendReason: '案情复杂。',
      liftReason: '已经改正。',
      reasons: '逾期不履行',
      basis: '第四十五条。',
    };
    for (const [id, said] of [
      ['measureExtension', '因案情复杂，经本机关负责人批准'],
      ['measureLifting', '因已经改正，依据第四十五条，决定'],
      ['enforcementDecision', '逾期不履行。依据第四十五条，本机关决定强制执行。'],
    ] as const)
      expect(
        sheetText(compose(id, { content: { ...sampleContent(kindById(id) as never), ...typed } })),
      ).toContain(said);
    const notice = kindById('hearingNotice') as never;
    const content = { ...sampleContent(notice), presiderName: '张三', recorderName: '' };
    expect(sheetText(compose('hearingNotice', { content }))).toContain('主持人：张三。\n你（单位）认为');
  });

  it('a notice of an intended penalty says the facts once', () => {
    const content = { ...sampleContent(kindById('priorNotice') as never), facts: '占道经营三日' };
    expect(sheetText(compose('priorNotice', { content })).split('占道经营三日')).toHaveLength(2);
  });

  it('a form keeps its empty cells empty, and names people line by line where they share a row', () => {
    const [block] = compose('caseFilingApproval', { content: {} }).blocks;
    if (block?.is !== 'rows') throw new Error('no rows');
    expect(
      block.rows.flatMap((row) => ('cells' in row ? row.cells.map(({ text }) => text) : [row.text])),
    ).toEqual(Array.from({ length: 13 }, () => ''));
    const kind = kindById('caseFilingApproval');
    const narrow = compose('caseFilingApproval', {
      body: `${kind?.body.replace('@row 承办人 | {handlers}\n@row 日期 | {date}', '@row 承办人 | {handlers} | 日期 | {date}')}`,
    });
    expect(JSON.stringify(narrow.blocks)).toContain('王志强（执法证号14090001）\\n李卫国');
  });

  it('numbers the rows of a list and leaves blank ones out', () => {
    const goods = [{ name: '电视' }, { name: '', model: '' }, { name: '冰箱', quantity: '2台' }];
    const table = compose('goodsList', { content: { goods } }).blocks.find(({ is }) => is === 'table');
    expect(table).toMatchObject({
      columns: ['序号', '名称', '规格型号', '数量', '特征、新旧程度', '备注'],
      rows: [
        ['1', '电视', '', '', '', ''],
        ['2', '冰箱', '', '2台', '', ''],
      ],
    });
  });

  it('says who speaks: question and answer when questioned, names in a hearing', () => {
    const record = sheetText(
      compose('interviewRecord', { content: { dialogue: [{ q: '几点？', a: '九点。' }] } }),
    );
    expect(record).toContain('问：几点？\n答：九点。');
    const hearing = compose('hearingRecord', { content: { minutes: [{ q: '主持人', a: '现在开始。' }] } });
    expect(hearing.blocks.find(({ is }) => is === 'dialogue')).toMatchObject({ asks: '', answers: '' });
  });

  it('puts each signature where its role signs, and in the foot of each page', () => {
    const mark = { name: '张三', said: '某时', svg: null };
    const { blocks, foot } = compose('interviewRecord', { marks: [{ role: 'party', mark }] });
    const sign = blocks.find(({ is }) => is === 'sign');
    expect(sign).toMatchObject({
      places: [
        { role: 'party', count: 1, marks: [mark] },
        { role: 'officer', count: 2, marks: [] },
        { role: 'recorder', count: 1, marks: [] },
      ],
    });
    expect(foot).toMatchObject([{ role: 'party', count: 1, marks: [mark] }]);
  });

  it('an organ’s own title and wording hold; the number stands in the text where it is asked for', () => {
    const sheet = compose('publicNotice', {
      ...{ title: '通告', body: '本文件编号{number}，由{organ}发布《{title}》。', number: '公〔2026〕1号' },
    });
    expect(sheet.blocks).toEqual([{ is: 'text', text: '本文件编号公〔2026〕1号，由试验局发布《通告》。' }]);
  });

  it('any change of what is said is another digest; who signed is none', () => {
    const digests = [
      compose('publicNotice'),
      compose('publicNotice', { title: '通告' }),
      compose('publicNotice', { organ: '他局' }),
      compose('publicNotice', { content: {} }),
    ].map(digestOf);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('the language of templates', () => {
  const faultsOf = (id: string, body: string) =>
    checkTemplate(kindById(id) as never, body).map(({ zh }) => zh);

  it.each([
    ['@row 甲', '看不懂'],
    ['@row 甲 | {party} | 乙', '看不懂'],
    ['@row 甲 | {party} | 乙 | {date} | 丙 | {cause}', '看不懂'],
    ['@table goods', '看不懂'],
    ['@qa 问答', '看不懂'],
    ['@sign', '看不懂'],
    ['@box | {opinion} | handler', '看不懂'],
    ['@constructor x', '看不懂'],
    ['?nobody 有则写', '没有名为'],
    ['{nobody}', '没有名为'],
    ['@table {facts}', '没有名为'],
    ['@sign judge', '没有“judge”签名'],
  ])('%s: %s', (line, said) => {
    const kind = kindById('goodsList');
    expect(faultsOf('goodsList', `${kind?.body}\n${line}`).join()).toContain(said);
  });

  it('wants each required field, each signature, and the seal of what goes out', () => {
    const said = faultsOf('priorNotice', '{party}').join();
    for (const words of ['事实', '日期', '@seal']) expect(said).toContain(words);
    expect(said).not.toContain('签名处');
    expect(faultsOf('defenceRecord', '{party}').join()).toContain('缺少“officer”的签名处');
  });

  it('blank lines are nothing, and conditions go before any line', () => {
    const { lines, faults } = parseTemplate('\n\n?payBy # 缴款\n?goods @table {goods}\n');
    expect(faults).toEqual([]);
    expect(lines).toEqual([
      { at: 3, when: 'payBy', do: 'heading', text: '缴款' },
      { at: 4, when: 'goods', do: 'table', field: 'goods' },
    ]);
    expect([roleOf('reviewer'), roleOf('head')]).toEqual(['legalReviewer', 'head']);
  });
});

describe('how a field is said', () => {
  const field = (id: string, of: string) => {
    const found = kindById(of)?.fields.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no field ${id}`);
    return found;
  };
  it.each([
    ['date', 'priorNotice', '2026-01-05', '2026年1月5日'],
    ['startedAt', 'onSceneRecord', '2026-10-14T16:05:00.000Z', '2026年10月15日0时05分'],
    ['startedAt', 'onSceneRecord', '上午', '上午'],
    [
      'fine',
      'penaltyDecision',
      '1234567.8',
      '1,234,567.80元（大写：人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角）',
    ],
    ['fine', 'penaltyDecision', '0012', '12元（大写：人民币壹拾贰元整）'],
    ['servedHow', 'serviceReceipt', 'retained', '留置送达'],
    ['party', 'priorNotice', '  张三 ', '张三'],
    ['party', 'priorNotice', '   ', ''],
  ])('%s of %s: %s is %s', (id, of, value, said) =>
    expect(sayField(field(id, of), { [id]: value })).toBe(said),
  );

  it('people with their certificates, blank rows left out', () => {
    const officers = [
      { name: '王建国', certificateNo: '1' },
      { name: ' ' },
      { name: '李卫东', certificateNo: '' },
    ];
    expect(sayField(field('officers', 'onSceneRecord'), { officers })).toBe('王建国（执法证号1）、李卫东');
    expect([isFilled([{ a: ' ' }]), isFilled([{ a: 'x' }]), isFilled(undefined), sayDay('x')]).toEqual([
      ...[false, true, false, 'x'],
    ]);
  });
});

it('a drawn signature is cut to its lines, and a dot can be seen', () => {
  const svg = strokesSvg([
    [
      [100, 200, 0],
      [300, 400, 9],
    ],
    [[500, 500, 20]],
  ]);
  expect(svg).toContain('viewBox="0 0 520 420"');
  expect(svg).toContain('M60 60L260 260M460 360L460 360');
});

describe('what was said in the approval', () => {
  const approvals = ['同意。　（王局长，2026-10-14 10:00）', '请按期送达。　（李副局长，2026-10-14 11:00）'];

  it.each(['caseSourceRegister', 'caseFilingApproval', 'nonFilingApproval', 'closingReport'])(
    'stands in the box of the head of %s, one line each',
    (id) => {
      expect(sheetText(compose(id, { approvals }))).toContain(approvals.join('\n'));
    },
  );

  it('stands nowhere where the head has no box', () => {
    expect(sheetText(compose('serviceReceipt', { approvals }))).not.toContain('王局长');
  });
});
