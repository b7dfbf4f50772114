import type { components, paths } from '#contracts/generated/api.d.ts';

type Schemas = components['schemas'];
export type PublicLink = Schemas['PublicLink'];
export type PublicProfile = Schemas['PublicProfile'];
export type SlotList = Schemas['SlotList'];
export type Question = Schemas['Question'];
export type Hold = Schemas['Hold'];
export type BookInput = Schemas['BookInput'];
export type GuestBooking = Schemas['GuestBooking'];
export type ManageLinks = Schemas['ManageLinks'];
export type BookingReceipt = Schemas['BookingReceipt'];
export type ManagedBooking = Schemas['ManagedBooking'];
export type Alternative = { start: string; end: string; kind: string };

type FieldProblem = { pointer: string; message: string };

/** A refusal or a failure of the API as the pages show it; texts come from the code, never from the answer. */
export type Failure = {
  code: string;
  status: number;
  errors: readonly FieldProblem[];
  alternatives: readonly Alternative[];
  retryAfterSeconds: number | null;
  requestId: string | null;
};

export type Outcome<T> =
  | { ok: true; data: T /** The server's clock, ms, when it said so. */; serverTime: number | null }
  | { ok: false; failure: Failure };

type Query = Record<string, string | number | undefined>;
type Parameters = { path?: Record<string, string>; query?: Query; header?: Record<string, string> };
type Call = { params?: Parameters; body?: unknown; keepalive?: boolean };

type WithMethod<Method extends 'get' | 'post'> = {
  [Path in keyof paths]: paths[Path][Method] extends { responses: unknown } ? Path : never;
}[keyof paths];
type Content<T> = T extends { content: { 'application/json': infer Json } } ? Json : undefined;
type Success<Responses> = Responses extends { 201: infer Created }
  ? Content<Created>
  : Responses extends { 200: infer Ok }
    ? Content<Ok>
    : undefined;
type Answer<Operation> = Operation extends { responses: infer Responses } ? Success<Responses> : never;
type Sent<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Json } } }
  ? { body: Json }
  : { body?: undefined };
type Given<Operation> = Operation extends { parameters: infer Given }
  ? { params: { [Place in keyof Given as undefined extends Given[Place] ? never : Place]: Given[Place] } }
  : { params?: undefined };

/** The API as the contract describes it: paths, parameters, bodies and answers are checked by the compiler. */
export type GuestApi = {
  get: <Path extends WithMethod<'get'>>(
    path: Path,
    request: Given<paths[Path]['get']>,
  ) => Promise<Outcome<Answer<paths[Path]['get']>>>;
  post: <Path extends WithMethod<'post'>>(
    path: Path,
    request: Given<paths[Path]['post']> & Sent<paths[Path]['post']> & { keepalive?: boolean },
  ) => Promise<Outcome<Answer<paths[Path]['post']>>>;
};

type Body = Partial<{
  code: string;
  instance: string;
  errors: FieldProblem[];
  alternatives: Alternative[];
}>;

const failureOf = (response: Response, error: unknown): Failure => {
  const body: Body = typeof error === 'object' && error !== null ? error : {};
  const retryAfter = Number(response.headers.get('retry-after'));
  return {
    code: body.code ?? (response.status === 404 ? 'not_found' : 'internal'),
    status: response.status,
    errors: body.errors ?? [],
    alternatives: body.alternatives ?? [],
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    requestId: body.instance ?? response.headers.get('x-request-id'),
  };
};

export const offline: Failure = {
  code: 'offline',
  status: 0,
  errors: [],
  alternatives: [],
  retryAfterSeconds: null,
  requestId: null,
};

const addressOf = (path: string, { path: values = {}, query = {} }: Parameters): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given).toString()}`;
};

const isJson = (response: Response): boolean => /\bjson\b/.test(response.headers.get('content-type') ?? '');

/**
 * The client of the public API, a few hundred bytes where a general one costs an eighth of the page's script budget.
 * `baseUrl` is empty in the browser and absolute on the server. Nothing throws: no connection is the refusal `offline`.
 */
export const createGuestApi = (
  baseUrl: string,
  fetcher: (request: Request) => Promise<Response>,
  headers: Record<string, string> = {},
): GuestApi => {
  const call = async (method: string, path: string, given: Call): Promise<Outcome<never>> => {
    try {
      const { params = {}, body, keepalive = false } = given;
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetcher(
        new Request(baseUrl + addressOf(path, params), {
          method,
          headers: { ...headers, ...json, ...params.header },
          keepalive,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      const answer: unknown = isJson(response) ? await response.json() : undefined;
      if (!response.ok || (answer === undefined && response.status !== 204))
        return { ok: false, failure: failureOf(response, answer) };
      const date = Date.parse(response.headers.get('date') ?? '');
      return { ok: true, data: answer as never, serverTime: Number.isNaN(date) ? null : date };
    } catch {
      return { ok: false, failure: offline };
    }
  };
  return {
    get: (path, request) => call('GET', path, request),
    post: (path, request) => call('POST', path, request),
  };
};

/** A fresh Idempotency-Key. `randomUUID` exists only on secure origins; local networks have plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
