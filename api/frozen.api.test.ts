import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusesFrozen } from '#contracts/operation/frozen.ts';
import { endpoints } from '#contracts/registry.ts';
import { hostRequests } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { isAllowed, permissions } from '#domain/member/permissions.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, contextAt, guestDetails } from '#services/booking/testing/requests.ts';
import { setPlan } from '#services/tenant/set-plan.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';
import { plantKey } from './testing/keys.ts';

const hourMs = 3_600_000;
let api: Api;
/** A member who is frozen, an admin so that nothing else refuses them. */
let frozen: { as: SignedIn; id: string };
let other: { as: SignedIn; id: string };
let hour = 0;

const plan = (name: 'free' | 'enterprise', limit: number | null) =>
  setPlan(
    contextAt(
      api.db,
      { tenantId: api.tenant.tenantId, now: Date.now() },
      { actor: { kind: 'operator', userId: 'usr_1', email: 'operator@example.com' } },
    ),
    { plan: name, limits: { members: limit }, reason: 'Test' },
  );
const ask = (method: string, path: string, as: SignedIn, body?: unknown) =>
  send(api, method, `/api/v1${path}`, {
    as,
    body,
    headers: method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {},
  });
const freeStart = (): number => {
  hour += 1;
  return Math.ceil(Date.now() / hourMs) * hourMs + (24 + hour) * hourMs;
};

beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 3 });
  const people = api.tenant.hosts
    .map(({ id }, index) => ({ id, as: api.logins[index] ?? firstLogin(api) }))
    .slice(1)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [kept, last] = people;
  if (kept === undefined || last === undefined) throw new Error('the suite has too few hosts');
  [other, frozen] = [kept, last];
  const role = await ask('PUT', `/members/${frozen.id}/role`, firstLogin(api), { role: 'admin' });
  expect(role.status).toBe(200);
  await plan('free', 2);
});
afterAll(() => api.close());

describe('a member whom the plan has frozen', () => {
  const refused = endpoints.filter(
    (row) => refusesFrozen(row) && row.access.kind === 'member' && isAllowed('admin', row.access.permission),
  );

  it('is refused everything that would change something, before anything of the request is looked at', async () => {
    expect(refused.length).toBeGreaterThan(40);
    for (const { method, path } of refused) {
      const answer = await ask(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'), frozen.as);
      const problem = await expectProblem(answer, 'member_frozen');
      expect(problem).toMatchObject({ planLimit: { name: 'members', plan: 'free', allowed: 2 } });
    }
  });

  it('reads every list and page as before, and has a file of their data made', async () => {
    const read = endpoints.filter(
      ({ method, path, access, query, produces, status }) =>
        method === 'get' &&
        access.kind === 'member' &&
        isAllowed('admin', access.permission) &&
        !path.includes('{') &&
        produces === undefined &&
        status === 200 &&
        query.safeParse({}).success,
    );
    expect(read.length).toBeGreaterThan(20);
    for (const { path } of read)
      expect([path, (await ask('GET', path, frozen.as)).status]).toEqual([path, 200]);
    expect((await ask('POST', '/me/exports', frozen.as, {})).status).toBe(201);
    expect((await ask('PATCH', '/me', frozen.as, { bio: 'Still here' })).status).toBe(200);
  });

  it('is told by which plan and whom to ask, and offered only what they can do', async () => {
    const me = (await (await ask('GET', '/me', frozen.as)).json()) as {
      frozen: unknown;
      permissions: string[];
    };
    expect(me.frozen).toEqual({ plan: 'free', allowed: 2, owners: ['Host 0'] });
    const writes = permissions.filter((each) => !each.endsWith('.read') && me.permissions.includes(each));
    expect(writes).toEqual(['account.write', 'bookings.write', 'others.write']);
    expect(await (await ask('GET', '/me', other.as)).json()).toMatchObject({ frozen: null });
  });

  it('still cancels and moves what is booked with them', async () => {
    const host = api.tenant.hosts.find(({ id }) => id === frozen.id);
    if (host === undefined) throw new Error('nobody is frozen');
    const link = await createTestLink(api.db, api.tenant, { hosts: [host] });
    const at = { tenantId: api.tenant.tenantId, now: Date.now() };
    const id = await bookAsGuest(api.db, at, {
      linkId: link.id,
      start: freeStart(),
      details: guestDetails(),
    });
    const moved = await ask('POST', `/bookings/${id}/reschedule`, frozen.as, {
      start: new Date(freeStart()).toISOString(),
    });
    expect(moved.status).toBe(200);
    await expectProblem(
      await ask('POST', `/bookings/${id}/reassign`, frozen.as, { hostId: other.id }),
      'member_frozen',
    );
    expect((await ask('POST', `/bookings/${id}/cancel`, frozen.as, {})).status).toBe(200);
  });

  it('does not agree to host another link, and may decline', async () => {
    const link = await createTestLink(api.db, api.tenant);
    const id = `hrq_${link.id.slice(4)}`;
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.insert(hostRequests).values({
        tenantId: api.tenant.tenantId,
        id,
        linkId: link.id,
        memberId: frozen.id,
        requestedBy: other.id,
        state: 'asked',
        position: 1,
        createdAt: Date.now(),
        updatedAt: Date.now(),
      }),
    );
    const answer = (how: string) => ask('PUT', `/host-requests/${id}/answer`, frozen.as, { answer: how });
    await expectProblem(await answer('accept'), 'member_frozen');
    expect((await answer('decline')).status).toBe(200);
    const [row] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(hostRequests)
        .where(and(eq(hostRequests.tenantId, api.tenant.tenantId), eq(hostRequests.id, id))),
    );
    expect(row?.state).toBe('declined');
  });

  it('is frozen for their API keys as well, and not for those of the organisation', async () => {
    const { tenantId } = api.tenant;
    const scopes = ['bookings.read', 'links.write', 'others.write'] as const;
    const own = await plantKey(api, { tenantId, memberId: frozen.id, createdBy: frozen.id, scopes });
    const common = await plantKey(api, { tenantId, memberId: null, createdBy: frozen.id, scopes });
    expect((await ask('GET', '/bookings', own)).status).toBe(200);
    const link = await createTestLink(api.db, api.tenant);
    await expectProblem(await ask('POST', `/links/${link.id}/archive`, own, {}), 'member_frozen');
    expect((await ask('POST', `/links/${link.id}/archive`, common, {})).status).toBe(200);
  });

  it('gets the place of another one by an owner, and everything back with a larger plan, with the next request', async () => {
    const makeSchedule = (as: SignedIn) =>
      ask('POST', '/schedules', as, {
        name: 'Evenings',
        timeZone: 'UTC',
        weekly: [{ weekday: 1, startMinute: 1080, endMinute: 1440 }],
      });
    const swapped = await ask('POST', `/members/${frozen.id}/unfreeze`, firstLogin(api), {
      insteadOf: other.id,
    });
    expect(await swapped.json()).toMatchObject({ id: frozen.id, isFrozen: false });
    expect((await makeSchedule(frozen.as)).status).toBe(201);
    await expectProblem(await makeSchedule(other.as), 'member_frozen');
    await plan('enterprise', null);
    expect((await makeSchedule(other.as)).status).toBe(201);
  });
});
