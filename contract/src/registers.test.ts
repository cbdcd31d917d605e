import { describe, expect, it, test } from 'vitest';
import { type RegisterKind, registerKindNames, registerOf } from './register-kinds.ts';
import { registerContent, registerInput } from './registers.ts';
import { findTerm } from './terms/index.ts';

const id = '018f0000-0000-7000-8000-00000000dead';
const fault = {
  ...{ deviceId: id, foundAt: '2026-10-14T01:00:00Z', foundBy: '王', symptom: '黑屏', repair: 'none' },
  ...{ reportedTo: '李', reportedAt: '2026-10-14T09:10:00+08:00' },
};
const pathsOf = (kind: RegisterKind, content: unknown) =>
  (registerContent(kind).safeParse(content).error?.issues ?? []).map(({ path }) => path.join('.')).sort();

describe.each(registerKindNames)('the register %s', (name) => {
  const kind = registerOf(name);
  test('names its day, its title and its pairs among its fields', () => {
    const pairs = [...(kind.order ?? []), ...(kind.together ?? [])].flat();
    for (const field of [kind.day, kind.title, ...pairs, ...(kind.oneOf ?? []), ...(kind.past ?? [])])
      expect(Object.keys(kind.fields)).toContain(field);
    expect(kind.fields[kind.day]?.required).toBe(true);
    expect(kind.fields[kind.title]?.required).toBe(true);
  });
  test('has words for all it asks', () => {
    expect(findTerm(['books', 'kind', name])).not.toBeNull();
    for (const [field, { choices = [] }] of Object.entries(kind.fields)) {
      expect(findTerm(['books', 'field', field]), field).not.toBeNull();
      for (const choice of choices) expect(findTerm(['books', 'choice', choice]), choice).not.toBeNull();
    }
  });
  test('refuses what is empty and names each field that is wanted', () => {
    const wanted = Object.entries(kind.fields).flatMap(([field, { required }]) => (required ? [field] : []));
    expect(pathsOf(name, {})).toEqual([...wanted, ...(kind.oneOf ?? []).slice(0, 1)].sort());
  });
});

describe('an entry', () => {
  it('is taken with its empty fields left out', () => {
    const taken = registerInput.parse({ id, kind: 'fault', content: { ...fault, cost: null, check: '' } });
    expect(taken.content).toEqual(fault);
  });

  it.each<[string, RegisterKind, object, string[]]>([
    ['a report before the fault', 'fault', { ...fault, reportedAt: '2026-10-14T00:59:59Z' }, ['reportedAt']],
    [
      'a return without check or name',
      'fault',
      { ...fault, returnedAt: '2026-10-14T02:00:00Z' },
      ['check', 'returnedBy'],
    ],
    [
      'a repair before the day',
      'fault',
      { ...fault, repairedOn: '2026-10-13', repairer: '厂家' },
      ['repairedOn'],
    ],
    ['what nobody asks', 'fault', { ...fault, colour: 'red' }, ['']],
    [
      'all at once',
      'fault',
      { ...fault, foundBy: ' ', cost: -1, repair: 'magic', reportedAt: '2026-10-13T00:00:00Z' },
      ['cost', 'foundBy', 'repair', 'reportedAt'],
    ],
    [
      'a regime without text or file',
      'regime',
      { title: '制度', subject: 'using', issuedBy: '局', from: '2026-01-01' },
      ['text'],
    ],
  ])('is refused for %s', (_, kind, content, paths) => expect(pathsOf(kind, content)).toEqual(paths));

  it('on the day of the fault may be repaired and reported in one minute', () =>
    expect(
      pathsOf('fault', { ...fault, repairedOn: '2026-10-14', repairer: '厂家', reportedAt: fault.foundAt }),
    ).toEqual([]));
});

const office = { name: '某中心', documentNo: '1号', matters: '巡查', powers: '检查' };
test.each([
  ['91350100m000100y43', []],
  ['91350100M000100Y44', ['creditCode']],
])('an entrusted organisation has a credit code that checks itself: %s', (creditCode, paths) =>
  expect(pathsOf('entrusted', { ...office, from: '2026-01-01', until: '2026-12-31', creditCode })).toEqual(
    paths,
  ),
);
