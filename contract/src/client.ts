import { describeError, type ErrorBody, isErrorCode } from './errors.ts';
import { type Input, type Output, type Route, type RouteName, routes } from './routes.ts';

/** An answer that was an error: its body as the server sent it, or one that says the network failed. */
export class ContractError extends Error {
  readonly body: ErrorBody;
  readonly status: number;
  constructor(body: ErrorBody, status: number) {
    super(body.message);
    this.body = body;
    this.status = status;
  }
}

export interface ClientOptions {
  baseUrl: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Added to each request: the CSRF header of a browser, the bearer token of a program. */
  headers: () => Record<string, string>;
}

export type Call = <N extends RouteName>(name: N, input: Input<N>) => Promise<Output<N>>;

function address(
  route: Route,
  input: Record<string, unknown>,
): { url: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const url = route.path.replace(/:(\w+)/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
}

function queryOf(rest: Record<string, unknown>): string {
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([k, v]): [string, string] => [k, String(v)]))}`;
}

/** What an answer that failed says of itself; a status without a body of ours is a fault of the server. */
export async function readError(response: Response): Promise<ContractError> {
  const body: unknown = await response.json().catch(() => null);
  // A proxy before the server may answer with a body of its own.
  const code = (body as Partial<ErrorBody> | null)?.code;
  const isOurs = typeof code === 'string' && isErrorCode(code);
  return new ContractError(
    isOurs ? (body as ErrorBody) : describeError('server.fault', { id: String(response.status) }),
    response.status,
  );
}

/** Makes the one function by which web, command line and journeys talk to the server. Throws ContractError. */
export function makeClient(options: ClientOptions): Call {
  return async (name, input) => {
    const route = routes[name] as Route;
    const { url, rest } = address(route, (input ?? {}) as Record<string, unknown>);
    const isGet = route.method === 'GET';
    const response = await options.fetch(`${options.baseUrl}${url}${isGet ? queryOf(rest) : ''}`, {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...(isGet ? {} : { 'content-type': 'application/json' }),
        ...options.headers(),
      },
      ...(isGet ? {} : { body: JSON.stringify(rest) }),
    });
    if (!response.ok) throw await readError(response);
    return (await response.json()) as Output<typeof name>;
  };
}
