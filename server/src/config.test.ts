import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { formatCosignerKey, formatVerifierKey } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Config, describeSettings, readConfig } from './config.ts';

const faultsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    expect(said).toMatch(/^设置有误，请改正后再启动 \(settings are not valid\):\n/);
    return [...said.matchAll(/^ {2}(LIUHEN_\w+): \S/gm)].map(([, name]) => name ?? '');
  }
};

describe('the settings', () => {
  it('left alone have their defaults', () => {
    const asRoot = process.getuid?.() === 0;
    const home = asRoot ? '/var/lib/liuhen' : join(homedir(), '.local', 'share', 'liuhen');
    expect(readConfig({})).toEqual({
      home,
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: null,
      keyAlgorithm: 'ed25519',
      keyPassphraseFile: null,
      numberKeys: join(home, 'keys', 'number-keys'),
      logOrigin: 'liuhen.local/log',
      maxFileBytes: 64_000_000_000,
      dropFolder: join(home, 'drop'),
      dropAccount: 'station',
      secureCookies: false,
      sessionHours: 12,
      idleMinutes: 60,
      ffmpeg: null,
      remindHours: [24, 4, 0],
      escalateHours: [24],
      webhook: null,
      mail: null,
      timeStamps: null,
      witnesses: null,
      logLevel: 'info',
      language: 'zh',
    } satisfies Config);
  });

  it.each([
    [0, '/var/lib/liuhen'],
    [1000, join(homedir(), '.local', 'share', 'liuhen')],
  ])('put the home of account %d to %s, and the drop folder below', (uid, home) => {
    const as = vi.spyOn(process, 'getuid').mockReturnValue(uid);
    try {
      expect(readConfig({})).toMatchObject({ home, dropFolder: join(home, 'drop') });
    } finally {
      as.mockRestore();
    }
  });

  const table: [name: string, key: keyof Config, good: [string, unknown][], bad: string[]][] = [
    [
      'LIUHEN_HOST',
      'host',
      [
        ['0.0.0.0', '0.0.0.0'],
        ['::1', '::1'],
      ],
      [],
    ],
    [
      'LIUHEN_PORT',
      'port',
      [
        ['0', 0],
        ['1', 1],
        ['65535', 65_535],
        [' 443 ', 443],
      ],
      ['-1', '65536', '80.5', 'http', 'NaN', 'Infinity'],
    ],
    ['LIUHEN_DATABASE_URL', 'databaseUrl', [['postgres://a:b@c/d', 'postgres://a:b@c/d']], []],
    [
      'LIUHEN_LOG_ORIGIN',
      'logOrigin',
      [['liuhen.example.gov.cn/log', 'liuhen.example.gov.cn/log']],
      ['a b', 'a+b', 'a\nb'],
    ],
    [
      'LIUHEN_MAX_FILE_GB',
      'maxFileBytes',
      [
        ['1', 1e9],
        ['0.5', 5e8],
        ['2000', 2e12],
      ],
      ['0', '-1', 'much', 'Infinity'],
    ],
    ['LIUHEN_DROP_ACCOUNT', 'dropAccount', [['box', 'box']], []],
    [
      'LIUHEN_SECURE_COOKIES',
      'secureCookies',
      [
        ['yes', true],
        ['no', false],
      ],
      ['true', '1', 'YES'],
    ],
    [
      'LIUHEN_SESSION_HOURS',
      'sessionHours',
      [
        ['72', 72],
        ['0.25', 0.25],
      ],
      ['0', '-1', '72.1', '1000', 'day'],
    ],
    [
      'LIUHEN_IDLE_MINUTES',
      'idleMinutes',
      [
        ['1', 1],
        ['0.5', 0.5],
        ['600', 600],
      ],
      ['0', '-5', 'hour'],
    ],
    ['LIUHEN_FFMPEG', 'ffmpeg', [['/opt/ffmpeg', '/opt/ffmpeg']], []],
    [
      'LIUHEN_REMIND_HOURS',
      'remindHours',
      [
        ['48, 2', [48, 2]],
        ['0', [0]],
        ['4,4', [4]],
        ['none', []],
      ],
      ['-1', '721', '1.5', '4,', 'soon'],
    ],
    [
      'LIUHEN_ESCALATE_HOURS',
      'escalateHours',
      [
        ['24,72', [24, 72]],
        ['none', []],
      ],
      ['0', '721', 'x'],
    ],
    [
      'LIUHEN_LOG_LEVEL',
      'logLevel',
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'].map((one) => [one, one]),
      ['trace', 'INFO'],
    ],
  ];
  const good = table.flatMap(([name, key, values]) =>
    values.map(([given, read]) => [name, given, key, read] as const),
  );
  it.each(good)('%s=%s gives %s %j', (name, given, key, read) => {
    expect(readConfig({ [name]: given })[key]).toEqual(read);
  });
  const bad = table.flatMap(([name, , , values]) => values.map((given) => [name, given] as const));
  it.each(bad)('%s=%j is refused by its name', (name, given) => {
    expect(faultsOf({ [name]: given })).toEqual([name]);
  });

  it.each(['', ' ', '\t'])(
    'set to %j are as left alone: not all addresses, not the folder one stands in',
    (empty) => {
      const names = describeSettings().map(({ name }) => name);
      expect(readConfig(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(readConfig({}));
    },
  );

  it('are told with all their faults at once, in the order of the documentation', () => {
    const faulty = {
      LIUHEN_LOG_LEVEL: 'loud',
      LIUHEN_PORT: '99999',
      LIUHEN_SESSION_HOURS: '100',
      LIUHEN_SECURE_COOKIES: 'maybe',
      LIUHEN_MAX_FILE_GB: '-1',
    };
    const order = describeSettings().map(({ name }) => name);
    const named = faultsOf(faulty);
    expect([...named].sort()).toEqual(Object.keys(faulty).sort());
    expect(named).toEqual(order.filter((name) => named.includes(name)));
  });

  it('that mean something only together are refused alone, each missing one by its name', () => {
    const webhook = { LIUHEN_WEBHOOK_URL: 'https://a.example/x', LIUHEN_WEBHOOK_SECRET: '0123456789abcdef' };
    const mail = { LIUHEN_SMTP_URL: 'smtp://a', LIUHEN_MAIL_FROM: 'a@b', LIUHEN_MAIL_TO: 'c@d' };
    expect(readConfig({ ...webhook, ...mail })).toMatchObject({
      webhook: { url: 'https://a.example/x', secret: '0123456789abcdef' },
      mail: { url: 'smtp://a', from: 'a@b', to: 'c@d' },
    });
    expect(faultsOf({ LIUHEN_WEBHOOK_URL: 'http://a' })).toEqual(['LIUHEN_WEBHOOK_SECRET']);
    expect(faultsOf({ LIUHEN_MAIL_TO: 'c@d' })).toEqual(['LIUHEN_SMTP_URL', 'LIUHEN_MAIL_FROM']);
    for (const address of ['https://ann:geheim@a.example/', 'https://ann@a.example/']) {
      const read = () => readConfig({ ...webhook, LIUHEN_WEBHOOK_URL: address });
      expect(read).toThrow(/LIUHEN_WEBHOOK_URL: 地址里不能带用户名和密码/);
      expect(read).not.toThrow(/geheim/);
    }
    expect(faultsOf({ LIUHEN_WEBHOOK_URL: 'ftp://a', LIUHEN_SMTP_URL: 'a' })).toHaveLength(2);
  });

  it('name the authorities of time, each once and with its certificates', () => {
    const stamped = (text: string) => ({
      LIUHEN_TIME_AUTHORITIES: text,
      LIUHEN_TIME_CERTIFICATES: '/x/roots.pem',
    });
    expect(readConfig(stamped('国家授时=https://t.example/a=b, two=http://b:3/')).timeStamps).toEqual({
      authorities: [
        { name: '国家授时', url: 'https://t.example/a=b' },
        { name: 'two', url: 'http://b:3/' },
      ],
      certificates: '/x/roots.pem',
      everyMinutes: 60,
    });
    for (const text of [
      'https://a',
      'a=ftp://b',
      'a=https://b,a=https://c',
      'a b=https://c',
      'a=https://',
      'a=https://u:p@b',
    ])
      expect(faultsOf(stamped(text)), text).toEqual(['LIUHEN_TIME_AUTHORITIES']);
    expect(faultsOf({ LIUHEN_TIME_AUTHORITIES: 'a=https://b' })).toEqual(['LIUHEN_TIME_CERTIFICATES']);
    expect(faultsOf({ LIUHEN_TIME_CERTIFICATES: '/x' })).toEqual(['LIUHEN_TIME_AUTHORITIES']);
    expect(faultsOf({ ...stamped('a=https://b'), LIUHEN_TIME_MINUTES: '0' })).toEqual([
      'LIUHEN_TIME_MINUTES',
    ]);
  });

  it('name the witnesses, each key once and with its address or alone', () => {
    const [a, b] = [
      formatCosignerKey('w1', new Uint8Array(32)),
      formatCosignerKey('w2', new Uint8Array(32).fill(1)),
    ];
    const list = [
      { name: 'w1', verifierKey: a, url: 'https://w.example/a=b' },
      { name: 'w2', verifierKey: b, url: null },
    ];
    const both = `${a}=https://w.example/a=b, ${b}`;
    expect(readConfig({ LIUHEN_WITNESSES: both }).witnesses).toEqual({ list, needed: 2, alarmMinutes: 60 });
    const one = { LIUHEN_WITNESSES: both, LIUHEN_WITNESSES_NEEDED: '1', LIUHEN_WITNESS_ALARM_MINUTES: '5' };
    expect(readConfig(one).witnesses).toMatchObject({ needed: 1, alarmMinutes: 5 });
    const alias = formatCosignerKey('alias', new Uint8Array(32));
    const log = formatVerifierKey('log', new Uint8Array(32));
    for (const text of [
      log,
      'w1',
      `${a}x`,
      `${a}=ftp://b`,
      `${a}=https://u:p@b`,
      `${a},${a}`,
      `${a},${alias}`,
    ])
      expect(faultsOf({ LIUHEN_WITNESSES: text }), text).toEqual(['LIUHEN_WITNESSES']);
    expect(faultsOf({ ...one, LIUHEN_WITNESSES_NEEDED: '3' })).toEqual(['LIUHEN_WITNESSES_NEEDED']);
    expect(faultsOf({ ...one, LIUHEN_WITNESSES_NEEDED: '0' })).toEqual(['LIUHEN_WITNESSES_NEEDED']);
    expect(faultsOf({ LIUHEN_WITNESSES_NEEDED: '1' })).toEqual(['LIUHEN_WITNESSES']);
  });

  it('take no notice of what is not theirs', () => {
    expect(readConfig({ PORT: '1', LIUHEN_PORTS: 'x', HOST: 'y' })).toEqual(readConfig({}));
  });

  it.each([
    ['home', 'home', 'home/drop'],
    ['./home/', 'home', 'home/drop'],
    ['a/../home', 'home', 'home/drop'],
  ])('make the home %j a whole path', (given, home, drop) => {
    const config = readConfig({ LIUHEN_HOME: given });
    expect([config.home, config.dropFolder]).toEqual([resolve(home), resolve(drop)]);
  });

  it('let the drop folder be elsewhere', () => {
    const config = readConfig({ LIUHEN_HOME: 'home', LIUHEN_DROP_FOLDER: 'station/../out' });
    expect(config.dropFolder).toBe(resolve('out'));
  });
});

describe('ffmpeg', () => {
  let folder: string;
  const path = (...names: string[]) => names.map((name) => join(folder, name)).join(delimiter);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liuhen-path-'));
    for (const name of ['empty', 'one', 'two']) await mkdir(join(folder, name));
    for (const name of ['one', 'two']) {
      await writeFile(join(folder, name, 'ffmpeg'), '#!/bin/sh\n');
      await chmod(join(folder, name, 'ffmpeg'), 0o755);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['on no path', [], null],
    ['in no folder', ['empty', 'nowhere'], null],
    ['in a later folder', ['empty', 'nowhere', 'two'], 'two'],
    ['in two folders', ['two', 'one'], 'two'],
  ])('%s', (_, names, found) => {
    const expected = found === null ? null : join(folder, found, 'ffmpeg');
    expect(readConfig({ PATH: path(...names) }).ffmpeg).toBe(expected);
  });
  it('that is named is taken before the one on the path', () => {
    expect(readConfig({ PATH: path('one'), LIUHEN_FFMPEG: '/x/ffmpeg' }).ffmpeg).toBe('/x/ffmpeg');
  });
});

describe('the rows of the documentation', () => {
  const rows = describeSettings();
  it('are one for each setting, each with a sentence', () => {
    const readTogether = 2 + 3 + 3 + 3 - 4; // those of the webhook, the mail, the time stamps and the witnesses are one member each
    expect(rows).toHaveLength(Object.keys(readConfig({})).length + readTogether);
    for (const { name, description } of rows) {
      expect(name).toMatch(/^LIUHEN_[A-Z_]+$/);
      expect(description).toMatch(/^.{15,}\.$/);
    }
  });
  it('tell the defaults that hold: giving them all changes nothing', () => {
    const given = Object.fromEntries(
      rows.filter((row) => row.default !== '').map((row) => [row.name, row.default]),
    );
    expect(Object.keys(given).length).toBeGreaterThan(6);
    expect(readConfig(given)).toEqual(readConfig({}));
  });
});
