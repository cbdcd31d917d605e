import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentWith, readCliConfig } from './config.ts';

describe('settings of the tool', () => {
  test('without any: Chinese, this computer, nobody signed in', () => {
    expect(readCliConfig({})).toMatchObject({
      language: 'zh',
      server: 'http://127.0.0.1:8080',
      loginName: null,
      password: null,
      stateFolder: join(homedir(), '.local', 'state', 'liuhen'),
    });
  });

  test('are taken as they are given', () => {
    const given = {
      LIUHEN_LANG: 'en',
      LIUHEN_URL: 'https://liuhen.example.gov.cn',
      LIUHEN_USER: 'xz.station',
      LIUHEN_PASSWORD: ' with space ',
      XDG_STATE_HOME: '/state',
      LIUHEN_DEMO_HOME: '/demo',
      LIUHEN_WITNESS_HOME: '/witness',
    };
    expect(readCliConfig(given)).toEqual({
      language: 'en',
      server: 'https://liuhen.example.gov.cn',
      loginName: 'xz.station',
      password: ' with space ',
      stateFolder: join('/state', 'liuhen'),
      demoHome: '/demo',
      witnessHome: '/witness',
    });
  });

  test.each(['zh', 'fr', 'EN', ''])('language %j is said in Chinese', (LIUHEN_LANG) =>
    expect(readCliConfig({ LIUHEN_LANG }).language).toBe('zh'),
  );

  test.each(['http://a', 'http://a/', 'http://a///'])('%s has no slash at its end', (LIUHEN_URL) =>
    expect(readCliConfig({ LIUHEN_URL }).server).toBe('http://a'),
  );

  test('the demonstration never lies in the home of a real house', () => {
    for (const real of ['/var/lib/liuhen', join(homedir(), '.local', 'share', 'liuhen')])
      expect(readCliConfig({}).demoHome).not.toBe(real);
    expect(readCliConfig({}).demoHome).toMatch(/liuhen-demo$/);
    expect(readCliConfig({ LIUHEN_HOME: '/house' }).demoHome).not.toBe('/house');
  });
});

test('the server gets this environment with the settings on top', () => {
  const given = environmentWith({ LIUHEN_PORT: '0', PATH: '/nowhere' });
  expect(given).toEqual({ ...process.env, LIUHEN_PORT: '0', PATH: '/nowhere' });
  expect(process.env.PATH).not.toBe('/nowhere');
});
