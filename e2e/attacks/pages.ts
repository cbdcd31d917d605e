import type { Browser, Page } from 'playwright-core';
import { cookieName, openSession } from '../../server/src/roster/session.ts';
import { asPerson } from '../../server/test/people.ts';
import { openBrowser, wide } from '../house.ts';
import type { Place } from './place.ts';

/** The browser of somebody who is signed in and remembers the log from each time it checked it. */
export interface Pages {
  /** The page of the log after the button that verifies it in the browser was pressed. */
  log(): Promise<string>;
  /** What the page of the film says of its proof. */
  film(): Promise<string>;
  close(): Promise<void>;
}

async function enter(browser: Browser, { house, organ }: Place): Promise<Page> {
  const person = organ.people.custodian;
  const { value } = await asPerson(house.ground(), person, (ctx) => openSession(ctx, person, 'browser', 12));
  const context = await browser.newContext({ viewport: wide, locale: 'zh-CN' });
  const cookie = { name: cookieName, value: value.token, httpOnly: true, sameSite: 'Strict' as const };
  await context.addCookies([{ ...cookie, domain: new URL(house.url).hostname, path: '/' }]);
  return context.newPage();
}

export async function openPages(place: Place): Promise<Pages> {
  const browser = await openBrowser();
  const page = await enter(browser, place);
  return {
    log: async () => {
      await page.goto(`${place.house.url}/log`);
      await page.getByRole('button', { name: '在我的浏览器里验证' }).click();
      await page
        .getByText(/^(本浏览器(刚刚核对|第一次)|警告：|核对没有通过)/)
        .first()
        .waitFor();
      return page.locator('body').innerText();
    },
    film: async () => {
      await page.goto(`${place.house.url}/recordings/${place.filmId}`);
      const badge = page.getByTestId('custody-badge');
      await badge.filter({ hasText: /刚刚核对|没有通过/ }).waitFor();
      return badge.innerText();
    },
    close: () => browser.close(),
  };
}
