import {
  ContractError,
  type Input,
  makeClient,
  type Output,
  type RouteName,
  readError,
  type Session,
} from '@liuhen/contract';
import { QueryClient, type UseQueryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { makeStore } from './shell/store.ts';

/** Who is signed in: undefined while it is not known yet, null for nobody. */
export const whoIsHere = makeStore<Session | null | undefined>(undefined);
/** True when a session ended under an open page: the sign-in form lies over it until somebody signs in. */
export const sessionEnded = makeStore(false);

/** The header that shows the server that a change comes from our own page. */
export function csrfHeader(): Record<string, string> {
  const csrf = whoIsHere.get()?.csrf;
  return csrf === undefined ? {} : { 'x-liuhen-csrf': csrf };
}

const rawCall = makeClient({
  baseUrl: '',
  fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  headers: csrfHeader,
});

/** Notes what an error says of the session: ended, or still waiting for an own password. */
export function heedError(error: unknown): void {
  if (!(error instanceof ContractError)) return;
  const session = whoIsHere.get();
  if (error.body.code === 'signIn.required' && session) sessionEnded.set(true);
  if (error.body.code === 'password.mustChange' && session)
    whoIsHere.set({ ...session, mustChangePassword: true });
}

/** Asks the server by the contract. Throws ContractError, or TypeError when the network failed. */
export async function call<N extends RouteName>(name: N, input: Input<N>): Promise<Output<N>> {
  try {
    return await rawCall(name, input);
  } catch (error) {
    heedError(error);
    throw error;
  }
}

/** Asks for the first byte of a file: why it cannot be had, or null where it can. Throws TypeError when the network failed. */
export async function findFileFault(path: string): Promise<ContractError | null> {
  const answer = await fetch(path, { credentials: 'same-origin', headers: { range: 'bytes=0-0' } });
  if (answer.ok) {
    await answer.body?.cancel();
    return null;
  }
  const fault = await readError(answer);
  heedError(fault);
  return fault;
}

/** Whether asking again by itself makes sense: only when the network failed or the server says so. */
export function shouldAskAgain(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  if (!(error instanceof ContractError)) return true;
  return error.body.retry && error.status >= 500;
}

/** `always`: a browser that thinks itself offline asks all the same, and says so, instead of waiting in silence. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      ...{ networkMode: 'always', retry: shouldAskAgain, staleTime: 5_000, refetchOnWindowFocus: true },
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
});

type Asking<N extends RouteName> = Omit<UseQueryOptions<Output<N>>, 'queryKey' | 'queryFn'>;

/** Reads a route and keeps the answer; the key is the route and its input. */
export function useAsk<N extends RouteName>(name: N, input: Input<N>, asking: Asking<N> = {}) {
  return useQuery<Output<N>>({ queryKey: [name, input], queryFn: () => call(name, input), ...asking });
}

/** Whether somebody else was first: what the page shows is no longer how things are. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ContractError && error.body.code.startsWith('conflict.');

/**
 * Lets one call run at a time: whoever asks while it runs gets its answer, and nothing is sent a second time. A fast
 * double click comes before any button can be drawn as busy.
 */
export function oneAtATime<A extends unknown[], T>(run: (...given: A) => Promise<T>) {
  let running: Promise<T> | null = null;
  return {
    isRunning: () => running !== null,
    run: (...given: A): Promise<T> => {
      running ??= run(...given).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** Milliseconds that a form waits for the page behind it to show what was saved: a slow list keeps nobody. */
const renewalPatience = 3_000;

/**
 * Calls a changing route, once however fast it is asked again; afterwards the answers of the named routes are read
 * again, also when somebody else was first, so that the next try is of what is then shown.
 */
export function useChange<N extends RouteName>(name: N, renewed: readonly RouteName[]) {
  const renew = () => Promise.all(renewed.map((route) => queries.invalidateQueries({ queryKey: [route] })));
  const mutation = useMutation<Output<N>, Error, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => Promise.race([renew(), new Promise((go) => setTimeout(go, renewalPatience))]),
    onError: (error) => (isOvertaken(error) ? renew() : undefined),
  });
  // One function for the life of the component, so the guard is one as well.
  const { mutateAsync: send } = mutation;
  const guard = useMemo(() => oneAtATime<Parameters<typeof send>, Output<N>>(send), [send]);
  const mutate: typeof mutation.mutate = (...given) => {
    if (!guard.isRunning()) guard.run(...given).catch(() => undefined);
  };
  return { ...mutation, mutate, mutateAsync: guard.run };
}

/** Who the server says is signed in; null for nobody. Throws when it cannot be asked. */
export async function askSession(): Promise<Session | null> {
  try {
    return await rawCall('currentSession', {});
  } catch (error) {
    if (error instanceof ContractError && error.status === 401) return null;
    throw error;
  }
}

/** Reads the session once at the start. A missing one is no error. */
export async function findSession(): Promise<void> {
  whoIsHere.set(await askSession());
}

/** Takes over a session after signing in; another person's answers are forgotten. */
export function enterSession(session: Session): void {
  const before = whoIsHere.get();
  whoIsHere.set(session);
  sessionEnded.set(false);
  if (before && before.account.id !== session.account.id) queries.clear();
  void queries.invalidateQueries();
}

/** Ends the session here and on the server, also when the server does not know it any more. */
export async function leaveSession(): Promise<void> {
  try {
    await rawCall('signOut', {});
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
  }
  queries.clear();
  whoIsHere.set(null);
  sessionEnded.set(false);
}
