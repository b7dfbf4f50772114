import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { problemsOf } from '#contracts/operation/problems.ts';
import { Problem, problems } from '#contracts/problems.ts';
import type { TokenPurpose } from '#domain/booking/capability.ts';
import { isErrorCode } from '#domain/errors.ts';
import type { MemberRole } from '#domain/member/types.ts';
import type { Fixture } from './fixtures.ts';
import { type Api, type SendOptions, type SignedIn, send } from './harness.ts';

/** What the cases of one operation are run in. */
export type World = {
  api: Api;
  own: Fixture;
  /** The same in a tenant that must never shine through. */
  foreign: Fixture;
  as: Readonly<Record<MemberRole, SignedIn>>;
  /** The fixture's booking and others in other states: what may be done with one may not be done with another. */
  bookingIds: readonly string[];
};
export type BatteryCase = { name: string; run: (world: World) => Promise<void> };

/** An RFC 9457 document of the expected code, one that the contract lists, without anything that was not meant for the caller. */
export const expectProblem = async (answer: Response, code: string, endpoint?: Endpoint) => {
  const problem = Problem.parse(await answer.json());
  expect(problem.code).toBe(code);
  if (!isErrorCode(problem.code)) throw new Error('unknown code');
  expect(answer.status).toBe(problems[problem.code].status);
  expect(problem.status).toBe(answer.status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.type).toBe(`/problems/${problem.code.replaceAll('_', '-')}`);
  expect(problem.instance).toBe(answer.headers.get('x-request-id'));
  if (endpoint !== undefined) expect(problemsOf(endpoint)).toContain(problem.code);
  return problem;
};

/** The fields of an object's schema by name; none for anything else. */
export const fieldsOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> =>
  schema instanceof z.ZodObject ? schema.shape : {};

export const takesBody = (endpoint: Endpoint): boolean => endpoint.body.type !== 'undefined';
export const isStream = (endpoint: Endpoint): boolean => endpoint.produces === 'text/event-stream';

/** A body that the operation fulfils: its example, with the values that have to be those of the fixture. */
export const bodyOf = (endpoint: Endpoint, { values }: Fixture): Record<string, unknown> => {
  const example = Object(endpoint.example?.body ?? bodyExamples[endpoint.operation] ?? {});
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => {
      const known = [`${endpoint.operation}.${name}`, name].find((each) => Object.hasOwn(values, each));
      return [name, known === undefined ? value : values[known]];
    }),
  );
};

export const queryOf = (endpoint: Endpoint): Readonly<Record<string, string>> =>
  endpoint.example?.query ?? {};

type Claimed = {
  purpose?: TokenPurpose;
  tenantId?: string;
  expiresAt?: number;
  bookingId?: string;
  guestRequestId?: string;
};

/** A signed token; for what is the fixture's, for an hour and for what the operation asks unless told otherwise. */
export const tokenFor = ({ api, own }: World, endpoint: Endpoint, claims: Claimed = {}): string => {
  const [asked = 'manage']: readonly TokenPurpose[] =
    endpoint.access.kind === 'capability' ? endpoint.access.purposes : [];
  const { purpose = asked, bookingId = own.bookingId, guestRequestId = own.guestRequestId } = claims;
  // The same over the whole of a case: a token is part of what a repeated request is known by.
  const expiresAt = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000;
  const named = { tenantId: own.tenant.tenantId, expiresAt, ...claims };
  return api.deps.signer.sign(
    purpose === 'data' ? { ...named, purpose, guestRequestId } : { ...named, purpose, bookingId },
  );
};

export type CallOptions = SendOptions & {
  method?: string;
  /** Parameters of the path that differ from the fixture's. */
  ids?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>> | string;
};

/** What the parameters of the operation's path stand for: `<operation>.<name>` where it needs one of its own. */
export const idsOf = ({ own }: World, { operation }: Endpoint): Record<string, string> => {
  const particular = Object.entries(own.ids).flatMap(([name, id]) =>
    name.startsWith(`${operation}.`) ? [[name.slice(operation.length + 1), id] as const] : [],
  );
  return { ...own.ids, ...Object.fromEntries(particular) };
};

const pathOf = (
  world: World,
  endpoint: Endpoint,
  { ids, query = queryOf(endpoint) }: CallOptions,
): string => {
  const known: Record<string, string> = {
    token: tokenFor(world, endpoint),
    ...idsOf(world, endpoint),
    ...ids,
  };
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const id = known[name];
    if (id === undefined) throw new Error(`api/testing/fixtures.ts has nothing for {${name}}`);
    return encodeURIComponent(id);
  });
  const search = new URLSearchParams(query).toString();
  const site = endpoint.site === undefined ? '' : `http://${world.own.site}`;
  return `${site}/api/v1${path}${search === '' ? '' : `?${search}`}`;
};

const callerOf = ({ as, api }: World, { access }: Endpoint): SignedIn | undefined => {
  if (access.kind === 'operator') return api.operatorLogin;
  return access.kind === 'member' ? as.owner : undefined;
};

/** Calls the operation as it wants to be called: by the owner, with a fresh key, on whatever version is there. */
export const call = async (
  world: World,
  endpoint: Endpoint,
  options: CallOptions = {},
): Promise<Response> => {
  const { method = endpoint.method.toUpperCase(), headers, ids: _ids, query: _query, ...rest } = options;
  return send(world.api, method, pathOf(world, endpoint, options), {
    as: callerOf(world, endpoint),
    body: takesBody(endpoint) ? bodyOf(endpoint, world.own) : undefined,
    headers: {
      ...(endpoint.idempotent === true ? { 'Idempotency-Key': randomUUID() } : {}),
      ...(endpoint.precondition === undefined ? {} : { 'If-Match': '*' }),
      ...headers,
    },
    ...rest,
  });
};

/** What shows, for operations that take a body, that nothing of a request was looked at: a body that is not JSON. */
export const unreadable = (endpoint: Endpoint): CallOptions => (takesBody(endpoint) ? { body: '{' } : {});
