import { describe, expect, it } from 'vitest';
import { errorTable } from './error-table.ts';
import { describeError, type ErrorCode, isErrorCode } from './errors.ts';
import { permissions } from './permissions.ts';

const codes = Object.keys(errorTable) as ErrorCode[];
const namesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

/** Words that tell people what to do now, or what the right thing would have been. */
const advice = {
  zh: /请(?!求)|会自动|应为|可用：|不能(早于|与)/,
  en: /\b(again|correct|choose|ask|use|wait|send|needs|must|can be stored|can be neither|check|tell|can unlock|register it|first)\b/i,
};

/** Sentences with nothing to advise: the answer is the whole message. The list must not grow unnoticed. */
const saysAll = [
  'notFound',
  'handover.nothing',
  'media.notAvailable',
  'range.unsatisfiable',
  'log.unknownSize',
];
const plain = { zh: saysAll, en: ['signIn.wrong', ...saysAll] };

describe.each(codes)('%s', (code) => {
  const row = errorTable[code];

  it('has an HTTP status of refusals or faults', () => {
    expect(row.status).toBeGreaterThanOrEqual(400);
    expect(row.status).toBeLessThan(600);
  });

  it('speaks Chinese and English in whole sentences', () => {
    expect(row.zh).toMatch(/\p{Script=Han}/u);
    expect(row.zh).toMatch(/。$/);
    expect(row.en).not.toMatch(/\p{Script=Han}/u);
    expect(row.en).toMatch(/\.$/);
  });

  it('asks for the same details in both languages, so that neither is left with a hole', () => {
    expect(namesIn(row.en)).toEqual(namesIn(row.zh));
  });

  it('puts every detail into both sentences', () => {
    const detail = Object.fromEntries(namesIn(row.zh).map((name) => [name, `«${name}»`]));
    const body = describeError(code, detail);
    for (const value of Object.values(detail)) {
      expect(body.message).toContain(value);
      expect(body.messageEn).toContain(value);
    }
    expect(body.message + body.messageEn).not.toMatch(/[{}]/);
    expect(body).toMatchObject({ code, retry: row.retry });
  });
});

describe('describeError', () => {
  it('leaves no braces behind when a detail is missing', () => {
    expect(describeError('signIn.locked').message).toBe(
      '连续输错密码，账号已锁定至 。如需提前解锁，请联系系统管理员。',
    );
  });

  it('carries details that no sentence names, and none when there are none', () => {
    expect(describeError('notFound', { extra: 'x' })).toMatchObject({ detail: { extra: 'x' } });
    expect(describeError('notFound')).not.toHaveProperty('detail');
  });

  it('names a missing permission as people do, and tells programs its id', () => {
    const body = describeError('permission.denied', { reason: 'recording.readAll' });
    expect(body.message).toBe(
      '您的角色不能进行此操作：查看本机关全部音像记录。如确有需要，请联系本单位管理员。',
    );
    expect(body.messageEn).toContain('see all recordings');
    expect(body.detail).toEqual({ reason: 'recording.readAll' });
    for (const permission of permissions)
      expect(describeError('permission.denied', { reason: permission }).message).not.toMatch(/[a-z]/);
    expect(describeError('permission.denied', { reason: '只能查看本人的音像' }).message).toContain(
      '本人的音像',
    );
  });

  it('does not read a detail as a pattern', () => {
    expect(describeError('conflict.exists', { value: '$& {value}' }).message).toContain('“$& {value}”');
  });
});

describe('isErrorCode', () => {
  it('knows the closed list and nothing that every object has', () => {
    expect(codes.every(isErrorCode)).toBe(true);
    for (const stranger of ['', 'toString', '__proto__', 'signIn', 'server.fault ']) {
      expect(isErrorCode(stranger)).toBe(false);
    }
  });
});

describe('the list', () => {
  it('tells what to do in both languages, but for a few answers that leave nothing to do', () => {
    const without = (language: 'zh' | 'en') =>
      codes.filter((code) => !advice[language].test(errorTable[code][language]));
    expect({ zh: without('zh'), en: without('en') }).toEqual(plain);
  });

  it('says each thing once', () => {
    const sentences = codes.flatMap((code) => [errorTable[code].zh, errorTable[code].en]);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('never invites to retry what the same request can never pass', () => {
    const retried = codes.filter((code) => errorTable[code].retry);
    for (const code of ['input.invalid', 'permission.denied', 'notFound', 'conflict.exists', 'upload.gone'])
      expect(retried).not.toContain(code);
    for (const code of ['server.fault', 'storage.full', 'upload.checksum', 'signIn.tooOften'])
      expect(retried).toContain(code);
  });
});
