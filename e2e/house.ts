import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import type { Person } from '../server/src/base/context.ts';
import { readConfig } from '../server/src/config.ts';
import { setPassword } from '../server/src/roster/index.ts';
import { cookieName, openSession } from '../server/src/roster/session.ts';
import { asPerson, type TestOrgan } from '../server/test/people.ts';
import { startTestServer, type TestServer } from '../server/test/server.ts';

export const password = '三号 柜子 左边 7';
export const cards = join(import.meta.dirname, '..', 'media', 'cards');
export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

export type RoleName = keyof TestOrgan['people'];

/** A running house with a browser before it. */
export interface House {
  server: TestServer;
  browser: Browser;
  /** A folder for files that a journey makes; gone afterwards. */
  folder: string;
  /** A page of somebody who is signed in, in a browser profile of their own; the form of signing in is tested apart. */
  enter(role: RoleName, viewport?: { width: number; height: number }): Promise<Page>;
  /** A page of nobody. */
  visit(viewport?: { width: number; height: number }): Promise<Page>;
  /** What pages complained of since the last asking. */
  complaints(): string[];
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  // A microphone that hums, and nobody who has to allow it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

async function givePassword(server: TestServer, person: Person): Promise<void> {
  await asPerson(server.ground, person, (ctx) => setPassword(ctx, person.accountId, password));
}

/** The pages that stand open in this worker, each with what it asked for and has no answer to. */
const openPages = new Map<Page, Set<string>>();

function watch(page: Page): void {
  const waiting = new Set<string>();
  openPages.set(page, waiting);
  const nameOf = (request: Request) => `${request.method()} ${request.url()}`;
  page.on('request', (request) => waiting.add(nameOf(request)));
  page.on('requestfinished', (request) => waiting.delete(nameOf(request)));
  page.on('requestfailed', (request) => waiting.delete(nameOf(request)));
  page.on('close', () => openPages.delete(page));
}

/** What a person would see on every open page: an answer to "why did it stop there" that a log can carry. */
export async function describePages(): Promise<string[]> {
  const lines: string[] = [];
  for (const [page, waiting] of openPages) {
    const front = page.locator('[role=dialog]:visible, [role=alert]:visible');
    const texts = await front.allInnerTexts().catch(String);
    const typed = await front
      .locator('input:visible, textarea:visible')
      .evaluateAll((fields) => fields.map((field) => `${field.id}=${(field as HTMLInputElement).value}`))
      .catch(String);
    lines.push(JSON.stringify({ url: page.url(), texts, typed, waiting: [...waiting] }));
  }
  return lines;
}

/** Chromium without its windows, which takes a quarter less time; the whole one where only that is installed. */
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Types name and password and waits for the first page. */
export async function signIn(page: Page, loginName: string, secret = password): Promise<void> {
  await page.getByLabel('登录名').fill(loginName);
  await page.getByLabel('密码', { exact: true }).fill(secret);
  await page.locator('button[type=submit]').click();
}

/** A real browser. */
export async function openBrowser(): Promise<Browser> {
  // A machine without a locale, as under cron, cannot hand over files with Chinese names.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const executablePath = browsers.find((path) => existsSync(path)) ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: flags, env });
}

/** Starts the real server with the machine's ffmpeg, an organ with everybody in it, and a real browser. */
export async function openHouse(): Promise<House> {
  const server = await startTestServer({ ffmpeg: readConfig({ PATH: '/usr/bin' }).ffmpeg });
  for (const person of Object.values(server.organ.people)) await givePassword(server, person);
  const browser = await openBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-journey-'));
  const complained: string[] = [];
  const contexts: BrowserContext[] = [];
  const openPage = async (viewport: typeof wide) => {
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      // Far from Beijing on purpose: every time on the pages must be Beijing's all the same.
      timezoneId: 'America/New_York',
      // A list that still unfolds moves away between the press and the release of a mouse this quick.
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    watch(page);
    page.on('pageerror', (error) => complained.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
        complained.push(line.text());
    });
    return page;
  };
  return {
    ...{ server, browser, folder },
    visit: async (viewport = wide) => {
      const page = await openPage(viewport);
      await page.goto(server.url);
      return page;
    },
    enter: async (role, viewport = wide) => {
      const page = await openPage(viewport);
      const person = server.organ.people[role];
      const session = await asPerson(server.ground, person, (ctx) => openSession(ctx, person, 'browser', 12));
      const { hostname } = new URL(server.url);
      await page.context().addCookies([
        {
          name: cookieName,
          value: session.value.token,
          domain: hostname,
          path: '/',
          httpOnly: true,
          sameSite: 'Strict',
        },
      ]);
      await page.goto(server.url);
      await page.getByRole('heading', { name: '工作台' }).waitFor();
      return page;
    },
    complaints: () => complained.splice(0),
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A sound recording of so many bytes that no other is equal to. */
export async function makeSound(path: string, bytes: number, seed: number): Promise<string> {
  const file = Buffer.alloc(bytes, seed % 251);
  file.write('RIFF', 0);
  file.writeUInt32LE(bytes - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(48_000, 24);
  file.writeUInt32LE(96_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(bytes - 44, 40);
  file.writeUInt32LE(seed, 44);
  await writeFile(path, file);
  return path;
}

/** Brings a file in through the upload page and opens its recording. */
export async function sendAndOpen(page: Page, file: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/upload`);
  await page.getByTestId('choose-files').setInputFiles(file);
  await page.getByText('可以清空设备', { exact: true }).waitFor();
  await page.getByRole('link', { name: '查看并核对' }).click();
  await page.getByTestId('custody-badge').waitFor();
}
