import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { problemsOf } from '#contracts/operation-problems.ts';
import { Problem, problems } from '#contracts/problems.ts';
import { newId } from '#db/new-id.ts';
import { isErrorCode } from '#domain/errors.ts';
import { type Fixture, tomorrow } from './fixtures.ts';
import { type Api, firstLogin, type SendOptions, send } from './harness.ts';

export type BatteryCase = { name: string; run: (api: Api, own: Fixture, foreign: Fixture) => Promise<void> };

const start = (): string => new Date(tomorrow(5)).toISOString();
const guest = { name: 'An', email: 'an@example.com' };

/** A body that passes the schema, for operations whose body is not empty. */
const bodies: Readonly<Record<string, () => unknown>> = {
  placeHold: () => ({ start: start(), durationMinutes: 30, timeZone: 'UTC' }),
  bookLink: () => ({ start: start(), durationMinutes: 30, timeZone: 'UTC', guest }),
  releaseHold: () => ({ holdToken: 'nonsense' }),
  rescheduleAsGuest: () => ({ start: start() }),
  rescheduleBooking: () => ({ start: start() }),
  correctAddress: () => ({ email: 'another@example.com' }),
  createLink: () => ({ slug: `s-${randomUUID()}`, title: 'A link', durationsMinutes: [30] }),
  switchTenant: () => ({ tenantId: newId('tenant') }),
  changeHandle: () => ({ handle: `h-${randomUUID()}` }),
  createSchedule: () => ({ name: 'Hours', timeZone: 'UTC', weekly: [] }),
  replaceSchedule: () => ({ name: 'Hours', timeZone: 'UTC', weekly: [] }),
};

const bodyOf = (endpoint: Endpoint): unknown =>
  endpoint.body.type === 'undefined' ? undefined : (bodies[endpoint.operation]?.() ?? {});

const queries: Readonly<Record<string, string>> = {
  listSlots: '?from=2026-12-01&to=2026-12-02&timeZone=UTC',
  listMoves: '?from=2026-12-01&to=2026-12-02&timeZone=UTC',
  explainSlot: '?start=2026-12-01T10:00:00Z',
};

type Ids = Record<string, string>;

const idsOf = (fixture: Fixture): Ids => ({
  username: fixture.host.username,
  slug: fixture.slug,
  token: fixture.token,
  bookingId: fixture.bookingId,
  linkId: fixture.linkId,
  scheduleId: fixture.scheduleId,
  connectionId: fixture.connectionId,
  attentionId: fixture.attentionId,
  suppressionId: fixture.suppressionId,
  calendarId: fixture.calendarId,
  vendor: 'google',
});

const unknownIds = (): Ids => ({
  username: `nobody-${randomUUID()}`,
  slug: 'nothing',
  token: 'manage.a.b.c.d',
  bookingId: newId('booking'),
  linkId: newId('link'),
  scheduleId: newId('schedule'),
  connectionId: newId('connection'),
  attentionId: newId('delivery'),
  suppressionId: newId('suppression'),
  calendarId: newId('calendar'),
  vendor: 'google',
});

const pathOf = (endpoint: Endpoint, ids: Ids): string =>
  `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? name)}${queries[endpoint.operation] ?? ''}`;

const headersFor = (endpoint: Endpoint): Record<string, string> => ({
  ...(endpoint.idempotent === true ? { 'Idempotency-Key': randomUUID() } : {}),
  ...(endpoint.problems.includes('precondition_required') ? { 'If-Match': '*' } : {}),
});

const needsMember = (endpoint: Endpoint): boolean => endpoint.auth === 'member' || endpoint.auth === 'admin';

const call = async (
  api: Api,
  endpoint: Endpoint,
  ids: Ids,
  overrides: SendOptions & { method?: string } = {},
): Promise<Response> => {
  const { method = endpoint.method.toUpperCase(), headers, ...rest } = overrides;
  return send(api, method, pathOf(endpoint, ids), {
    as: needsMember(endpoint) ? firstLogin(api) : undefined,
    body: bodyOf(endpoint),
    headers: { ...headersFor(endpoint), ...headers },
    ...rest,
  });
};

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
  const general = ['method_not_allowed', 'unauthenticated'];
  if (endpoint !== undefined && !general.includes(code)) expect(problemsOf(endpoint)).toContain(problem.code);
  return problem;
};

const hasForeignId = (endpoint: Endpoint): boolean =>
  needsMember(endpoint) &&
  /\{(?:booking|link|schedule|connection|calendar|attention|suppression)Id\}/.test(endpoint.path);

const hasId = (endpoint: Endpoint): boolean =>
  endpoint.path.includes('{') && !endpoint.path.includes('{vendor}');

const bodyCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses a body that is not JSON',
    run: async (api, own) => {
      const answer = await call(api, endpoint, idsOf(own), { body: '{"a":' });
      await expectProblem(answer, 'malformed_request', endpoint);
    },
  },
  {
    name: 'refuses a body of another type',
    run: async (api, own) => {
      const headers = { ...headersFor(endpoint), 'Content-Type': 'text/plain' };
      await expectProblem(
        await call(api, endpoint, idsOf(own), { headers }),
        'unsupported_media_type',
        endpoint,
      );
    },
  },
  {
    name: 'names a field it does not know',
    run: async (api, own) => {
      const body = { ...Object(bodyOf(endpoint)), surprise: 1 };
      const problem = await expectProblem(
        await call(api, endpoint, idsOf(own), { body }),
        'invalid_request',
        endpoint,
      );
      expect(problem.errors).toEqual([{ pointer: '/surprise', message: 'is not a known field' }]);
    },
  },
  {
    name: 'refuses a body that is not an object',
    run: async (api, own) => {
      const problem = await expectProblem(
        await call(api, endpoint, idsOf(own), { body: [] }),
        'invalid_request',
        endpoint,
      );
      expect(problem.errors?.length).toBeGreaterThan(0);
    },
  },
];

const requiredFields = (endpoint: Endpoint): string[] =>
  Object.keys(Object(bodyOf(endpoint))).filter(
    (name) => !endpoint.body.safeParse({ ...Object(bodyOf(endpoint)), [name]: undefined }).success,
  );

const fieldCases = (endpoint: Endpoint): BatteryCase[] =>
  requiredFields(endpoint).map((field) => ({
    name: `names ${field} when it has the wrong type`,
    run: async (api, own) => {
      const body = { ...Object(bodyOf(endpoint)), [field]: { wrong: true } };
      const problem = await expectProblem(
        await call(api, endpoint, idsOf(own), { body }),
        'invalid_request',
        endpoint,
      );
      expect(problem.errors?.some((error) => error.pointer.startsWith(`/${field}`))).toBe(true);
    },
  }));

const idCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'answers 404 for an id nobody has',
    run: async (api) => {
      await expectProblem(await call(api, endpoint, unknownIds()), 'not_found', endpoint);
    },
  },
  ...(hasForeignId(endpoint)
    ? [
        {
          name: 'answers 404 for the id of another tenant, as if it did not exist',
          run: async (api: Api, _own: Fixture, foreign: Fixture) => {
            await expectProblem(await call(api, endpoint, idsOf(foreign)), 'not_found', endpoint);
          },
        },
      ]
    : []),
];

const memberCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'refuses callers who are not signed in, before it looks at anything else',
  run: async (api, own) => {
    await expectProblem(await call(api, endpoint, idsOf(own), { as: undefined }), 'unauthenticated');
    const broken = endpoint.method === 'get' || endpoint.method === 'delete' ? {} : { body: '{' };
    const forged = { email: '', token: `${'a'.repeat(32)}.${'b'.repeat(43)}=`, cookie: '' };
    await expectProblem(await call(api, endpoint, idsOf(own), { as: forged, ...broken }), 'unauthenticated');
  },
});

const methodCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'answers 405 with Allow to a method it does not have',
  run: async (api, own) => {
    const answer = await call(api, endpoint, idsOf(own), { method: 'PROPFIND', body: undefined });
    await expectProblem(answer, 'method_not_allowed');
    expect(answer.headers.get('allow')).toContain(endpoint.method.toUpperCase());
  },
});

const keyCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'refuses to act without an Idempotency-Key',
  run: async (api, own) => {
    const answer = await call(api, endpoint, idsOf(own), { headers: { 'Idempotency-Key': '' } });
    await expectProblem(answer, 'idempotency_key_missing', endpoint);
  },
});

const readCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'answers as its contract says',
  run: async (api, own) => {
    const answer = await call(api, endpoint, idsOf(own));
    expect(answer.status).toBe(endpoint.status);
    const body: unknown = endpoint.produces === undefined ? await answer.json() : await answer.text();
    expect(endpoint.response.safeParse(body)).toMatchObject({ success: true });
    expect(answer.headers.get('etag')).toMatch(/^W\/"[\w.-]+"$/);
  },
});

/** What must hold for an operation, derived from its row alone. */
export const batteryOf = (endpoint: Endpoint): BatteryCase[] => [
  ...(needsMember(endpoint) ? [memberCase(endpoint)] : []),
  methodCase(endpoint),
  ...(endpoint.idempotent === true ? [keyCase(endpoint)] : []),
  ...(endpoint.body.type === 'undefined' ? [] : [...bodyCases(endpoint), ...fieldCases(endpoint)]),
  ...(hasId(endpoint) ? idCases(endpoint) : []),
  ...(endpoint.method === 'get' && endpoint.produces !== 'text/event-stream' ? [readCase(endpoint)] : []),
];
