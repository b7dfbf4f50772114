import type { paths } from '#contracts/generated/api.d.ts';
import { type Failure, readFailure, unreachable } from './failure.ts';

export type Outcome<T> = { ok: true; data: T; headers: Headers } | { ok: false; failure: Failure };

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];

type WithMethod<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends { responses: unknown } ? Path : never;
}[keyof paths];

type Content<T> = T extends { content: { 'application/json': infer Json } } ? Json : undefined;
type Success<Responses> = Responses extends { 201: infer Found } | { 200: infer Found } | { 202: infer Found }
  ? Content<Found>
  : undefined;
type Answer<Operation> = Operation extends { responses: infer Responses } ? Success<Responses> : never;

type Sent<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Json } } }
  ? { body: Json }
  : { body?: undefined };

type Required<Places> = { [P in keyof Places as undefined extends Places[P] ? never : P]: Places[P] };
type Optional<Places> = {
  [P in keyof Places as undefined extends Places[P]
    ? [NonNullable<Places[P]>] extends [never]
      ? never
      : P
    : never]?: NonNullable<Places[P]>;
};
type Given<Operation> = Operation extends { parameters: infer Places }
  ? keyof Required<Places> extends never
    ? { params?: Optional<Places> }
    : { params: Required<Places> & Optional<Places> }
  : { params?: undefined };

type Extra = { signal?: AbortSignal; keepalive?: boolean };

/** The API as the contract describes it: paths, parameters, bodies and answers are checked by the compiler. */
export type Api = {
  [M in Method]: <Path extends WithMethod<M>>(
    path: Path,
    request: Given<paths[Path][M]> & Sent<paths[Path][M]> & Extra,
  ) => Promise<Outcome<Answer<paths[Path][M]>>>;
};

type Values = Record<string, string | number | undefined>;
type Call = Extra & {
  params?: { path?: Record<string, string>; query?: Values; header?: Record<string, string> };
  body?: unknown;
};

const addressOf = (path: string, { path: values = {}, query = {} }: NonNullable<Call['params']>): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given).toString()}`;
};

/** An answer that takes longer counts as lost; the same request may be sent again. */
const answerMsMax = 20_000;

const deadline = (signal: AbortSignal | undefined): AbortSignal => {
  const late = AbortSignal.timeout(answerMsMax);
  return signal === undefined ? late : AbortSignal.any([signal, late]);
};

/**
 * The client of the API for both web apps, a few hundred bytes where a general one costs an eighth of the guest page's
 * script budget. `baseUrl` is empty in a browser and absolute on the server. Nothing throws: no answer, one that was
 * given up or one later than 20 s is the failure `unreachable`.
 */
export const createApi = (
  fetcher: (request: Request) => Promise<Response> = fetch,
  baseUrl = '',
  headers: Record<string, string> = {},
): Api => {
  const call = async (method: Method, path: string, given: Call): Promise<Outcome<unknown>> => {
    try {
      const { params = {}, body, signal, keepalive = false } = given;
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetcher(
        new Request(baseUrl + addressOf(path, params), {
          method: method.toUpperCase(),
          headers: { ...headers, ...json, ...params.header },
          keepalive,
          signal: deadline(signal),
          body: body === undefined ? null : JSON.stringify(body),
        }),
      );
      const type = response.headers.get('content-type');
      const answer: unknown = /\bjson\b/.test(type ?? '') ? await response.json() : undefined;
      return !response.ok || (answer === undefined && type !== null)
        ? { ok: false, failure: readFailure(response, answer) }
        : { ok: true, data: answer, headers: response.headers };
    } catch {
      return { ok: false, failure: unreachable };
    }
  };
  return Object.fromEntries(
    methods.map((method) => [method, (path: string, given: Call) => call(method, path, given)]),
  ) as Api;
};
