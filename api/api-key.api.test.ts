import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { Me } from '#contracts/account.ts';
import * as contract from '#contracts/api-key/api-key.ts';
import { BookingDetail } from '#contracts/booking.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { endpoints } from '#contracts/registry.ts';
import { Schedule } from '#contracts/schedule.ts';
import { auditLog } from '#db/schema/audit.ts';
import { apiKeys, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { keyScopes, mostKeys } from '#domain/api-key/scopes.ts';
import { memberRoles } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { call, expectProblem, isStream, type World } from './testing/battery.ts';
import { bookInOtherStates, furnish, giveRoles } from './testing/fixtures.ts';
import { type Api, openApi, type SendOptions, type SignedIn, send, setConfirmed } from './testing/harness.ts';
import { asKey, plantKey } from './testing/keys.ts';

const hourMs = 3_600_000;

let api: Api;
let as: World['as'];
/** How far the clock of this suite is ahead. */
let ahead = 0;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
    deps: { now: () => Date.now() + ahead },
  });
  as = await giveRoles(api);
});
afterAll(() => api.close());

const hostOf = (index: number) => {
  const host = api.tenant.hosts[index];
  if (host === undefined) throw new Error('the suite has too few hosts');
  return host;
};

const ask = async (method: string, path: string, options: SendOptions = {}) => {
  const key = method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {};
  return send(api, method, `/api/v1${path}`, { ...options, headers: { ...key, ...options.headers } });
};

const madeIn = async (answer: Response) => {
  expect(answer.status).toBe(201);
  return contract.createApiKey.response.parse(await answer.json());
};

const make = async (by: SignedIn, path: string, values: object = {}) => {
  const body = { name: 'Website', scopes: ['bookings.read'], expiresAt: null, ...values };
  return madeIn(await ask('POST', path, { as: by, body }));
};

const statusOf = async (token: string, path = '/bookings'): Promise<number> =>
  (await ask('GET', path, { as: asKey(token) })).status;

/** The clock of the suite, and that the owner sits there, hold for one test. */
afterEach(async () => {
  ahead = 0;
  await setConfirmed(api, as.owner, Date.now());
});

describe('a key', () => {
  it('is shown once: no list, no record and no row has it, and a repeated request shows it again', async () => {
    const request = {
      as: as.owner,
      body: { name: 'Once', scopes: ['bookings.read'], expiresAt: null },
      headers: { 'Idempotency-Key': randomUUID() },
    };
    const [first, again] = [await ask('POST', '/api-keys', request), await ask('POST', '/api-keys', request)];
    const made = await madeIn(first);
    expect(await madeIn(again)).toEqual(made);
    expect(await statusOf(made.key)).toBe(200);
    const listed = await (await ask('GET', '/api-keys', { as: as.owner })).text();
    expect(listed).toContain(made.id);
    const secret = made.key.split('_')[2] ?? '';
    const stored = await withTenant(api.db, api.tenant.tenantId, async (tx) =>
      JSON.stringify([await tx.select().from(apiKeys), await tx.select().from(auditLog)]),
    );
    for (const text of [listed, stored, api.logged()]) expect(text).not.toContain(secret);
  });

  it('of two requests that differ in nothing but their Idempotency-Key is another one', async () => {
    const [one, other] = [await make(as.owner, '/api-keys'), await make(as.owner, '/api-keys')];
    expect(one.key.split('_')[2]).not.toBe(other.key.split('_')[2]);
  });

  it('is refused from the next request on once it was revoked, and its stream ends', async () => {
    const { id, key } = await make(as.owner, '/api-keys', { scopes: ['changes.read'] });
    const stream = await ask('GET', '/stream', { as: asKey(key) });
    const text = stream.text();
    expect((await ask('DELETE', `/api-keys/${id}`, { as: as.owner })).status).toBe(204);
    expect((await ask('HEAD', '/stream', { as: asKey(key) })).status).toBe(401);
    expect(await text).toContain('listening');
    expect((await ask('DELETE', `/api-keys/${id}`, { as: as.owner })).status).toBe(204);
  });

  it('that was replaced is good for the overlap that was chosen, and for no longer', async () => {
    const made = await make(as.owner, '/api-keys');
    const rotate = async (overlapHours: number) =>
      madeIn(await ask('POST', `/api-keys/${made.id}/rotate`, { as: as.owner, body: { overlapHours } }));
    const second = await rotate(2);
    expect([await statusOf(made.key), await statusOf(second.key)]).toEqual([200, 200]);
    ahead = 2 * hourMs;
    expect([await statusOf(made.key), await statusOf(second.key)]).toEqual([401, 200]);
    await setConfirmed(api, as.owner, Date.now() + ahead);
    const third = await rotate(0);
    expect([await statusOf(second.key), await statusOf(third.key)]).toEqual([401, 200]);
    expect(third.id).toBe(made.id);
  });

  it('ends at the moment it expires at, and is then not replaced', async () => {
    const expiresAt = new Date(Date.now() + hourMs).toISOString();
    const { id, key } = await make(as.owner, '/api-keys', { expiresAt });
    expect(await statusOf(key)).toBe(200);
    ahead = hourMs;
    expect(await statusOf(key)).toBe(401);
    await setConfirmed(api, as.owner, Date.now() + ahead);
    const answer = await ask('POST', `/api-keys/${id}/rotate`, { as: as.owner, body: { overlapHours: 1 } });
    await expectProblem(answer, 'key_ended');
  });

  it('is named with its network when it was used, once a minute', async () => {
    const { id, key } = await make(as.owner, '/api-keys');
    const used = async () => {
      await statusOf(key);
      const listed = await (await ask('GET', '/api-keys', { as: as.owner })).json();
      const found = contract.listApiKeys.response.parse(listed).items.find((item) => item.id === id);
      if (found === undefined) throw new Error('the list lacks the key');
      return found;
    };
    const first = await used();
    expect(first.lastUsedFrom).not.toBeNull();
    expect((await used()).lastUsedAt).toBe(first.lastUsedAt);
    ahead = 61_000;
    expect((await used()).lastUsedAt).not.toBe(first.lastUsedAt);
  });

  it('is refused with a scope its maker does not have, without any, and with an end that has passed', async () => {
    const refused = async (by: SignedIn, values: object, path = '/api-keys') => {
      const body = { name: 'Wrong', scopes: ['bookings.read'], expiresAt: null, ...values };
      const problem = await expectProblem(await ask('POST', path, { as: by, body }), 'invalid_request');
      return problem.errors?.map(({ pointer }) => pointer);
    };
    expect(await refused(as.host, { scopes: ['bookings.read', 'others.write'] })).toEqual(['/scopes/1']);
    expect(await refused(as.owner, { scopes: ['account.write'] })).toEqual(['/scopes/0']);
    expect(await refused(as.owner, { scopes: [] })).toEqual(['/scopes']);
    expect(await refused(as.owner, { expiresAt: '2020-01-01T00:00:00Z' })).toEqual(['/expiresAt']);
    expect(await refused(as.owner, {}, '/tenant/api-keys')).toEqual(['/scopes']);
  });

  it('is one of fifty at most, of those that have not ended', async () => {
    const host = hostOf(3);
    const who = { tenantId: api.tenant.tenantId, memberId: host.id, createdBy: host.id };
    const planted = await Promise.all(
      Array.from({ length: mostKeys }, () => plantKey(api, { ...who, scopes: ['bookings.read'] })),
    );
    await plantKey(api, { ...who, scopes: ['bookings.read'], expiresAt: Date.now() - 1 });
    const body = { name: 'One more', scopes: ['bookings.read'], expiresAt: null };
    await expectProblem(await ask('POST', '/api-keys', { as: as.viewer, body }), 'too_many_keys');
    await ask('DELETE', `/api-keys/${planted[0]?.id}`, { as: as.viewer });
    const answers = await Promise.all([1, 2].map(() => ask('POST', '/api-keys', { as: as.viewer, body })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });
});

describe('what is counted and kept for a caller', () => {
  it("is a key's own: two keys of one member do not share Idempotency-Keys", async () => {
    const scopes = ['schedules.write'];
    const [one, other] = [
      await make(as.owner, '/api-keys', { scopes }),
      await make(as.owner, '/api-keys', { scopes }),
    ];
    const request = {
      headers: { 'Idempotency-Key': randomUUID() },
      body: { name: 'By a program', timeZone: 'UTC', weekly: [] },
    };
    const bodies = [];
    for (const { key } of [one, one, other]) {
      const answer = await ask('POST', '/schedules', { ...request, as: asKey(key) });
      expect(answer.status).toBe(201);
      bodies.push(Schedule.parse(await answer.json()).id);
    }
    expect(bodies[1]).toBe(bodies[0]);
    expect(bodies[2]).not.toBe(bodies[0]);
  });

  it('is limited for each key, and for all keys that one network uses', async () => {
    const limited = await openApi({
      databaseUrls: testDatabase(),
      env: { RATE_LIMIT_READ: '3/60', TRUST_PROXY_HOPS: '1' },
    });
    const [host] = limited.tenant.hosts;
    if (host === undefined) throw new Error('the tenant has no host');
    const who = { tenantId: limited.tenant.tenantId, memberId: host.id, createdBy: host.id };
    const plant = () => plantKey(limited, { ...who, scopes: ['bookings.read'] });
    const [one, other] = [await plant(), await plant()];
    const get = (key: SignedIn, address: string) =>
      send(limited, 'GET', '/api/v1/bookings', { as: key, headers: { 'X-Forwarded-For': address } });
    const left: (string | null)[] = [];
    for (const place of [1, 2, 3, 4]) {
      const answer = await get(one, `192.0.2.${place}`);
      left.push(`${answer.status} ${answer.headers.get('ratelimit-remaining')}`);
    }
    expect(left).toEqual(['200 2', '200 1', '200 0', '429 0']);
    for (const expected of [200, 200, 200, 429])
      expect((await get(other, '198.51.100.1')).status).toBe(expected);
    expect((await get(await plant(), '198.51.100.1')).status).toBe(429);
    expect((await get(await plant(), '203.0.113.1')).status).toBe(200);
    await limited.close();
  });
});

describe("a member's key", () => {
  it('acts as the member and is named in the record, with the member', async () => {
    const world = { api, own: await furnish(api, api.tenant, 300) };
    const { id, key } = await make(as.owner, '/api-keys', { scopes: ['bookings.read', 'bookings.write'] });
    const path = `/bookings/${world.own.bookingId}`;
    expect((await ask('POST', `${path}/cancel`, { as: asKey(key), body: {} })).status).toBe(200);
    const recorded = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.targetId, world.own.bookingId)).orderBy(asc(auditLog.at)),
    );
    expect(recorded.at(-1)).toMatchObject({ actorKind: 'key', actorId: id, onBehalfOf: hostOf(0).id });
    const { timeline } = BookingDetail.parse(await (await ask('GET', path, { as: asKey(key) })).json());
    expect(timeline.at(-1)).toMatchObject({
      actor: 'host',
      actorName: 'Host 0',
      key: { id, name: 'Website' },
    });
  });

  it('has at each moment no more than the role that its member has then, and ends with the membership', async () => {
    const host = hostOf(2);
    const set = (values: Partial<typeof members.$inferInsert>) =>
      withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx.update(members).set(values).where(eq(members.id, host.id)),
      );
    const { key } = await make(as.host, '/api-keys', { scopes: ['bookings.read', 'bookings.write'] });
    const write = async () =>
      (await ask('POST', '/bookings/nonsense/cancel', { as: asKey(key), body: {} })).status;
    expect(await write()).toBe(404);
    await set({ role: 'viewer' });
    expect([await write(), await statusOf(key)]).toEqual([403, 200]);
    await set({ isActive: false });
    expect([await write(), await statusOf(key)]).toEqual([401, 401]);
    await set({ role: 'host', isActive: true });
  });

  it('learns of no other organisation of its member', async () => {
    const { key } = await make(as.owner, '/api-keys', { scopes: ['account.read'] });
    const { memberships } = Me.parse(await (await ask('GET', '/me', { as: asKey(key) })).json());
    expect(memberships.map((one) => one.tenant.id)).toEqual([api.tenant.tenantId]);
  });

  it('is ended by an admin, who can neither rename nor replace it, and looks to other members as if it did not exist', async () => {
    const { id, key } = await make(as.host, '/api-keys');
    const rotate = { body: { overlapHours: 0 } };
    for (const by of [as.owner, as.viewer]) {
      await expectProblem(await ask('POST', `/api-keys/${id}/rotate`, { as: by, ...rotate }), 'not_found');
      await expectProblem(
        await ask('PATCH', `/api-keys/${id}`, { as: by, body: { name: 'x' } }),
        'not_found',
      );
    }
    await expectProblem(await ask('DELETE', `/api-keys/${id}`, { as: as.viewer }), 'not_found');
    expect((await ask('DELETE', `/api-keys/${id}`, { as: as.admin })).status).toBe(204);
    expect(await statusOf(key)).toBe(401);
  });
});

describe('a key of the organisation', () => {
  const scopes = ['bookings.read', 'others.write'];

  it('goes on when its maker leaves, and is recorded as itself', async () => {
    const admin = hostOf(1);
    const { id, key } = await make(as.admin, '/tenant/api-keys', { scopes });
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.update(members).set({ isActive: false }).where(eq(members.id, admin.id)),
    );
    expect(await statusOf(key, '/bookings/export')).toBe(200);
    const [row] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.actorId, id)),
    );
    expect(row).toMatchObject({ actorKind: 'key', onBehalfOf: null, action: 'booking.export' });
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.update(members).set({ isActive: true }).where(eq(members.id, admin.id)),
    );
  });

  it('is made, seen and changed by admins only', async () => {
    const { id } = await make(as.admin, '/tenant/api-keys', { scopes });
    expect(await (await ask('GET', '/tenant/api-keys', { as: as.owner })).text()).toContain(id);
    await expectProblem(await ask('GET', '/tenant/api-keys', { as: as.host }), 'forbidden');
    await expectProblem(await ask('DELETE', `/api-keys/${id}`, { as: as.host }), 'not_found');
    const renamed = await ask('PATCH', `/api-keys/${id}`, { as: as.owner, body: { name: 'Reports' } });
    expect(await renamed.json()).toMatchObject({ name: 'Reports', owner: 'tenant' });
  });

  const open = endpoints.filter(
    (row) => row.access.kind === 'member' && row.access.keys === 'all' && !isStream(row),
  );
  it.each(open.map((endpoint, place) => ({ operation: endpoint.operation, endpoint, place })))(
    'is answered by $operation as an owner is',
    async ({ endpoint, place }: { endpoint: Endpoint; place: number }) => {
      const own = await furnish(api, api.tenant, 200 + place);
      const key = await plantKey(api, {
        tenantId: api.tenant.tenantId,
        memberId: null,
        createdBy: hostOf(0).id,
        scopes: keyScopes,
      });
      const world: World = { api, own, foreign: own, as, bookingIds: [own.bookingId] };
      const others = endpoint.path.includes('{bookingId}')
        ? await bookInOtherStates(api, own, 200 + place)
        : [];
      const statuses = [(await call(world, endpoint, { as: key })).status];
      for (const bookingId of others)
        statuses.push((await call(world, endpoint, { as: key, ids: { bookingId } })).status);
      expect(statuses).toContain(endpoint.status);
    },
  );
});
