import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { permissions, permissionsOf, type Role, rolePermissions, roles } from './permissions.ts';
import { byteRoutes, type Route, routes } from './routes.ts';
import { isPlausible } from './shapes.ts';

const lines = Object.entries(routes) as [string, Route][];
const partsOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
const membersOf = (input: z.ZodType): string[] => {
  if (input instanceof z.ZodIntersection)
    return [input.def.left, input.def.right].flatMap((side) => membersOf(side as z.ZodType));
  return input instanceof z.ZodObject ? Object.keys(input.shape) : [];
};

describe('the table of routes', () => {
  it('has each method and address once, whatever the parts of the address are called', () => {
    const addresses = lines.map(([, route]) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
    expect(addresses.filter((one, i) => addresses.indexOf(one) !== i)).toEqual([]);
  });

  it.each(lines)('%s stands under /api with a permission of the closed list', (_, route) => {
    expect(route.path).toMatch(/^\/api(\/(:?[a-zA-Z]+|[a-z]+(-[a-z]+)*))+$/);
    expect(permissions).toContain(route.permission);
  });

  it.each(lines.filter(([, route]) => route.path.includes(':')))(
    '%s takes every part of its address from its input',
    (_, route) => {
      expect(membersOf(route.input)).toEqual(expect.arrayContaining(partsOf(route.path)));
    },
  );

  it('lets only signing in and what is published be asked by somebody unknown', () => {
    expect(lines.filter(([, route]) => route.permission === 'public').map(([name]) => name)).toEqual([
      'signIn',
      'publicMatters',
    ]);
  });

  it('changes nothing by GET: a link in a mail must not do anything', () => {
    const changing =
      /^(enter|correct|withdraw|create|register|change|open|link|unlink|claim|receive|attribute|start|sign(In|Out))/;
    const byGet = lines.filter(([name, route]) => route.method === 'GET' && changing.test(name));
    expect(byGet).toEqual([]);
  });

  it('has no address under which bytes travel, which are answered elsewhere', () => {
    const bytes = [
      byteRoutes.tus,
      byteRoutes.original(':id'),
      byteRoutes.proxy(':id'),
      byteRoutes.poster(':id'),
    ];
    const paths = new Set(lines.map(([, route]) => route.path));
    expect(bytes.filter((path) => paths.has(path))).toEqual([]);
  });
});

describe('permissions of roles', () => {
  it('are of the closed list, each once', () => {
    for (const role of roles) {
      const held = rolePermissions[role];
      expect(new Set(held).size).toBe(held.length);
      expect(permissions).toEqual(expect.arrayContaining([...held]));
    }
  });

  it('leave no permission that nobody holds, or no route that nobody may ask', () => {
    const held = permissionsOf(roles);
    expect(permissions.filter((permission) => !held.has(permission))).toEqual([]);
  });

  it('keep system administration and evidence in separate hands', () => {
    const film = permissions.filter((one) => /^(recording|handover|evidence|act|case|return)\./.test(one));
    const admin = permissionsOf(['administrator']);
    expect(film.filter((one) => admin.has(one))).toEqual([]);
    for (const role of roles.filter((one) => one !== 'administrator'))
      expect(permissionsOf([role]).has('roster.manage')).toBe(false);
  });

  it.each<[Role, boolean]>([
    ['officer', false],
    ['assistant', false],
    ['custodian', true],
    ['head', true],
    ['legalReviewer', true],
    ['administrator', false],
  ])('%s sees the whole organ: %s', (role, sees) => {
    expect(permissionsOf([role]).has('recording.readAll')).toBe(sees);
  });

  it('let only the custodian receive film', () => {
    expect(roles.filter((role) => permissionsOf([role]).has('handover.receive'))).toEqual(['custodian']);
  });

  it('add up for somebody with two roles, and are none without a role', () => {
    const both = permissionsOf(['assistant', 'administrator']);
    expect(both.has('recording.upload') && both.has('roster.manage')).toBe(true);
    expect(permissionsOf([]).size).toBe(0);
  });
});

describe('inputs', () => {
  const accepts = (name: keyof typeof routes, input: unknown) => routes[name].input.safeParse(input).success;
  const account = { loginName: 'xz.wang', displayName: '王', officerId: null, roles: ['officer'] };

  it.each(['x', 'Xz.wang', '.wang', 'wang jianguo', '王建国', 'a'.repeat(41)])(
    'refuse the sign-in name %s',
    (loginName) => {
      expect(accepts('openAccount', { ...account, loginName })).toBe(false);
      expect(accepts('openAccount', account)).toBe(true);
    },
  );

  it('refuse an account without a role or with a role unknown', () => {
    expect(accepts('openAccount', { ...account, roles: [] })).toBe(false);
    expect(accepts('openAccount', { ...account, roles: ['god'] })).toBe(false);
  });

  it('take the sign-in name as typed with capitals and blanks, but never an endless password', () => {
    expect(routes.signIn.input.parse({ loginName: ' Admin ', password: 'x' })).toEqual({
      loginName: 'admin',
      password: 'x',
      client: 'browser',
    });
    expect(accepts('signIn', { loginName: 'admin', password: 'x'.repeat(201) })).toBe(false);
  });

  it('read the size of a page from a query text and bound it', () => {
    expect(routes.listActs.input.parse({ limit: '7' })).toMatchObject({ limit: 7 });
    expect(routes.listActs.input.parse({})).toMatchObject({ limit: 50 });
    for (const limit of ['0', '101', '1.5', 'all']) expect(accepts('listActs', { limit })).toBe(false);
  });

  it('take no instant without its offset, which nobody could place', () => {
    const act = {
      type: 'other',
      cause: '检查',
      party: null,
      place: null,
      unitId: '018f0000-0000-7000-8000-000000000001',
      officerIds: ['018f0000-0000-7000-8000-000000000002'],
      startedAt: '2026-09-25T15:30:00+08:00',
      endedAt: null,
      filmed: true,
    };
    expect(accepts('createAct', act)).toBe(true);
    expect(accepts('createAct', { ...act, startedAt: '2026-09-25T15:30:00' })).toBe(false);
    expect(accepts('createAct', { ...act, cause: '   ' })).toBe(false);
    expect(accepts('createAct', { ...act, officerIds: [] })).toBe(false);
    const odd = ['0001-01-01T00:00:00+14:00', '1989-12-31T23:59:59+08:00', '9999-12-31T00:00:00Z'];
    for (const at of odd) {
      expect(accepts('createAct', { ...act, startedAt: at })).toBe(false);
      expect(accepts('changeAct', { ...act, id: act.unitId, endedAt: at })).toBe(false);
    }
    const said = routes.createAct.input.safeParse({ ...act, startedAt: odd[2] }).error?.issues[0]?.message;
    expect(said).toBe('日期应在 1990 年 1 月 1 日以后，且不晚于今天起一年');
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T16:00:00Z'])('attribute no film to %s', (at) => {
    const id = '018f0000-0000-7000-8000-000000000001';
    const stated = { id, version: 1, deviceId: null, officerId: null, reason: '核对' };
    const times = { startedAt: '2026-09-25T15:30:00+08:00', endedAt: null };
    expect(accepts('attributeRecording', { ...stated, ...times })).toBe(true);
    expect(accepts('attributeRecording', { ...stated, ...times, endedAt: at })).toBe(false);
    expect(accepts('attributeRecording', { ...stated, ...times, startedAt: at })).toBe(false);
  });

  it.each([
    ['1989-12-31T15:59:59.999Z', false],
    ['1989-12-31T16:00:00.000Z', true],
    ['2027-10-14T02:00:00.000Z', true],
    ['2027-10-14T02:00:00.001Z', false],
    ['2027-10-14T10:00:00+08:00', true],
  ])('hold %s against the clock: %s', (at, plausible) => {
    expect(isPlausible(at, '2026-10-14T02:00:00.000Z')).toBe(plausible);
  });
});
