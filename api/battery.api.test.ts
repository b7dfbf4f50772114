import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { isMadeWhileSent } from '#contracts/operation/view.ts';
import { endpoints } from '#contracts/registry.ts';
import { memberRoles } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import {
  type BatteryCase,
  call,
  expectProblem,
  isStream,
  unreadable,
  type World,
} from './testing/battery.ts';
import { accessCases } from './testing/cases/access.ts';
import { headerCases } from './testing/cases/header.ts';
import { inputCases } from './testing/cases/input.ts';
import { bookInOtherStates, furnish, giveRoles } from './testing/fixtures.ts';
import { type Api, openApi, setConfirmed } from './testing/harness.ts';

let api: Api;
let as: World['as'];
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
  });
  as = await giveRoles(api);
});
afterAll(() => api.close());

const methodCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'answers 405 with Allow to a method it does not have',
  run: async (world) => {
    const answer = await call(world, endpoint, { method: 'PROPFIND', body: undefined });
    await expectProblem(answer, 'method_not_allowed');
    expect(answer.headers.get('allow')).toContain(endpoint.method.toUpperCase());
  },
});

const countCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'is counted in the metrics as its row says',
  run: async (world) => {
    const { status } = await call(world, endpoint, unreadable(endpoint));
    expect(status).toBeGreaterThanOrEqual(200);
    const text = await world.api.deps.metrics.registry.metrics();
    const counted = text.includes(`everslot_booking_requests_total{operation="${endpoint.operation}"`);
    expect(counted).toBe(endpoint.counts === 'booking');
  },
});

const readCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'answers as its contract says, and 304 to who has the answer already',
  run: async (world) => {
    const answer = await call(world, endpoint);
    expect(answer.status).toBe(endpoint.status);
    const body: unknown =
      (endpoint.produces ?? 'application/json') === 'application/json'
        ? await answer.json()
        : await answer.text();
    expect(endpoint.response.safeParse(body)).toMatchObject({ success: true });
    if (isMadeWhileSent(endpoint)) {
      expect(answer.headers.get('content-type')).toBe(
        endpoint.produces === 'text/csv' ? `${endpoint.produces}; charset=utf-8` : endpoint.produces,
      );
      expect(answer.headers.get('cache-control')).toContain('no-store');
      return;
    }
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w.-]+"$/);
    expect((await call(world, endpoint, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  },
});

/** What must hold for an operation, derived from its row alone; what is fulfilled and so changes something comes last. */
const batteryOf = (endpoint: Endpoint): BatteryCase[] => [
  methodCase(endpoint),
  ...accessCases(endpoint),
  ...inputCases(endpoint),
  ...(endpoint.method === 'get' && !isStream(endpoint) ? [readCase(endpoint)] : []),
  ...headerCases(endpoint),
  ...(isStream(endpoint) ? [] : [countCase(endpoint)]),
];

const isRead = ({ method }: Endpoint): boolean => method === 'get';

const createWorld = async (place: number): Promise<World> => {
  const [own, foreign] = await Promise.all([
    furnish(api, api.tenant, place),
    furnish(api, api.stranger, place),
  ]);
  const bookingIds = [own.bookingId, ...(await bookInOtherStates(api, own, place))];
  return { api, own, foreign, as, bookingIds };
};

/** What only reads finds what the one before it has found; those that change something come afterwards, each in a world of its own. */
const ordered = endpoints.toSorted((a, b) => Number(isRead(b)) - Number(isRead(a)));
let read: Promise<World> | undefined;

describe.each(ordered.map((endpoint, place) => ({ ...endpoint, endpoint, place })))(
  '$operation',
  ({ endpoint, place }) => {
    let world: World;
    beforeAll(async () => {
      world = await (isRead(endpoint) ? (read ??= createWorld(place)) : createWorld(place));
      if (endpoint.fresh === true)
        await Promise.all(memberRoles.map((role) => setConfirmed(api, as[role], Date.now())));
    });
    for (const { name, run } of batteryOf(endpoint)) it(name, () => run(world));
  },
);
