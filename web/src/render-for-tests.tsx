import {
  type Input,
  type Language,
  type Output,
  permissionsOf,
  type Role,
  type RouteName,
  type Session,
} from '@liuhen/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { whoIsHere } from './api.ts';
import { chooseLanguage } from './shell/language.ts';

type Answer = { [N in RouteName]: readonly [N, Input<N>, Output<N>] }[RouteName];

interface Drawing {
  language?: Language;
  /** Who is signed in; nobody where it is left out. */
  roles?: readonly Role[];
  /** What the server has answered already: route, input, answer. */
  answers?: readonly Answer[];
  /** The address of the page. */
  at?: string;
}

export const ownAccountId = '018f0000-0000-7000-8000-00000000000a';
export const ownOfficerId = '018f0000-0000-7000-8000-00000000000b';

const sessionOf = (roles: readonly Role[]): Session => ({
  account: {
    ...{ id: ownAccountId, loginName: 'xz.wang', displayName: '王建国', officerId: ownOfficerId },
    ...{ roles: [...roles], active: true, lockedUntil: null },
  },
  organ: { id: 'o', code: 'xz', name: '忻州', packId: 'sx', packBoundFrom: '2020-01-01' },
  permissions: [...permissionsOf(roles)],
  ...{ csrf: 'c', expiresAt: '2199-01-01T00:00:00.000Z', mustChangePassword: false },
});

/** A part of a page as it is first drawn, as HTML. Language and session are as they were afterwards. */
export function draw(
  part: ReactNode,
  { language = 'zh', roles, answers = [], at = '/' }: Drawing = {},
): string {
  const client = new QueryClient();
  for (const [name, input, answer] of answers) client.setQueryData([name, input], answer);
  const before = whoIsHere.get();
  whoIsHere.set(roles === undefined ? null : sessionOf(roles));
  chooseLanguage(language);
  try {
    return renderToStaticMarkup(
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={[at]}>{part}</MemoryRouter>
      </QueryClientProvider>,
    );
  } finally {
    chooseLanguage('zh');
    whoIsHere.set(before);
    client.clear();
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** The words that people read in HTML, each run of them on a line of its own. */
export const wordsIn = (html: string): string =>
  html
    .replace(/<style\b.*?<\/style>|<svg\b.*?<\/svg>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(\w+|#x27);/g, (all, name: string) => entities[name] ?? all)
    .replace(/\s*\n\s*/g, '\n')
    .trim();

/** What each button says. */
export const buttonsIn = (html: string): string[] =>
  [...html.matchAll(/<button\b[^>]*>(.*?)<\/button>/gs)].map(([, inner = '']) =>
    wordsIn(inner)
      .replaceAll('\n', ' ')
      .replace(/^(\p{Script=Han}) (\p{Script=Han})$/u, '$1$2'),
  );

/** Where the links go. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, to = '']) => to.replaceAll('&amp;', '&'));

/** What is Chinese in words that should be English, its punctuation among them. */
export const chineseIn = (html: string): string[] =>
  wordsIn(html)
    .split('\n')
    .filter((line) => /[\p{Script=Han}\u3001-\u301b\uff01-\uff1f]/u.test(line));
