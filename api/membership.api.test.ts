import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookings } from '#db/schema/booking.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { createTenant, readTenant } from '#scripts/commands/create-tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { furnish } from './testing/fixtures.ts';
import {
  type Api,
  firstLogin,
  openApi,
  password,
  publicUrl,
  type SignedIn,
  send,
  signIn,
} from './testing/harness.ts';
import { addUnproven } from './testing/unproven.ts';

let api: Api;
/** Where the first person of the suite's tenant is a member as well. */
let second: TestTenant;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
  second = await createTestTenant(api.db, { hosts: 2, persons: api.tenant.hosts.slice(0, 1) });
});
afterAll(() => api.close());

type Me = {
  tenant: { id: string };
  member: { id: string; username: string; role: string };
  memberships: { memberId: string; tenant: { id: string; name: string } }[];
};

const meOf = async (as: SignedIn, headers: Record<string, string> = {}): Promise<Me> => {
  const answer = await send(api, 'GET', '/api/v1/me', { as, headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Me;
};
const switchTo = (as: SignedIn, tenantId: string) =>
  send(api, 'PUT', '/api/v1/me/tenant', { as, body: { tenantId } });
const freshSignIn = (): Promise<SignedIn> => signIn(api.app, firstLogin(api).email);
const handleOf = (): string => `name-${randomBytes(6).toString('hex')}`;

const setActive = (tenant: TestTenant, isActive: boolean) =>
  withTenant(api.db, tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set({ isActive })
      .where(eq(members.id, tenant.hosts[0]?.id ?? '')),
  );

describe('a person who is a member of two tenants', () => {
  it('sees both memberships and acts in the one of the sign-in', async () => {
    const me = await meOf(await freshSignIn());
    expect(me.memberships.map(({ tenant }) => tenant.id).toSorted()).toEqual(
      [api.tenant.tenantId, second.tenantId].toSorted(),
    );
    expect(me.memberships.every(({ tenant }) => tenant.name.startsWith('Tenant '))).toBe(true);
  });

  it('switches, sees that tenant and no other from then on, in this sign-in only', async () => {
    const [here, other] = [await freshSignIn(), await freshSignIn()];
    await switchTo(here, api.tenant.tenantId);
    await switchTo(other, api.tenant.tenantId);
    const answer = await switchTo(here, second.tenantId);
    expect(answer.status).toBe(200);
    const switched = (await answer.json()) as Me;
    expect(switched.tenant.id).toBe(second.tenantId);
    expect(switched.member.id).toBe(second.hosts[0]?.id);
    const link = await createTestLink(api.db, api.tenant);
    const read = (as: SignedIn) => send(api, 'GET', `/api/v1/links/${link.id}`, { as });
    await expectProblem(await read(here), 'not_found');
    expect((await read(other)).status).toBe(200);
    expect((await meOf(other)).tenant.id).toBe(api.tenant.tenantId);
  });

  it('begins a new sign-in in the tenant chosen last', async () => {
    await switchTo(await freshSignIn(), second.tenantId);
    expect((await meOf(await freshSignIn())).tenant.id).toBe(second.tenantId);
    await switchTo(await freshSignIn(), api.tenant.tenantId);
    expect((await meOf(await freshSignIn())).tenant.id).toBe(api.tenant.tenantId);
  });

  it('falls back to the other membership when the chosen one ends', async () => {
    const as = await freshSignIn();
    await switchTo(as, second.tenantId);
    await setActive(second, false);
    const me = await meOf(as);
    expect(me.tenant.id).toBe(api.tenant.tenantId);
    expect(me.memberships).toHaveLength(1);
    await expectProblem(await switchTo(as, second.tenantId), 'not_found');
    await setActive(second, true);
    // What was fallen back to is the choice from then on.
    expect((await meOf(as)).tenant.id).toBe(api.tenant.tenantId);
  });

  it('has in each tenant the role given there', async () => {
    const as = await freshSignIn();
    const setRole = (role: 'owner' | 'viewer') =>
      withTenant(api.db, second.tenantId, (tx) =>
        tx
          .update(members)
          .set({ role })
          .where(eq(members.id, second.hosts[0]?.id ?? '')),
      );
    await setRole('viewer');
    const schedule = { name: 'Hours', timeZone: 'UTC', weekly: [] };
    const add = (tenantId: string) =>
      send(api, 'POST', '/api/v1/schedules', {
        as,
        body: schedule,
        headers: { 'Everslot-Tenant': tenantId, 'Idempotency-Key': handleOf() },
      });
    await expectProblem(await add(second.tenantId), 'forbidden');
    expect((await add(api.tenant.tenantId)).status).toBe(201);
    await setRole('owner');
  });
});

describe('time that a person has given away in one tenant', () => {
  it('is taken in the other, over the API and in its log, and nothing more is told', async () => {
    const own = await furnish(api, api.tenant);
    const link = await createTestLink(api.db, second);
    const booked = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(bookings).where(eq(bookings.id, own.bookingId)),
    );
    const start = new Date(booked[0]?.startsAt ?? 0).toISOString();
    const path = `/api/v1/public/links/${second.hosts[0]?.username ?? ''}/${link.slug}`;
    const day = start.slice(0, 10);
    const slots = await send(api, 'GET', `${path}/slots?from=${day}&to=${day}&timeZone=UTC`);
    const before = api.logged().length;
    const held = await send(api, 'POST', `${path}/holds`, {
      body: { start, durationMinutes: 30, timeZone: 'UTC' },
      headers: { 'Idempotency-Key': handleOf() },
    });
    const as = await freshSignIn();
    const headers = { 'Everslot-Tenant': second.tenantId };
    const explained = await send(api, 'GET', `/api/v1/links/${link.id}/explain?start=${start}`, {
      as,
      headers,
    });
    const hosts = await send(api, 'GET', '/api/v1/bookings', { as, headers });
    const texts = [];
    for (const answer of [slots, held, explained, hosts]) texts.push(await answer.text());
    expect([slots.status, held.status, explained.status, hosts.status]).toEqual([200, 409, 200, 200]);
    expect(texts[0]).not.toContain(`"start":"${start}"`);
    expect(JSON.parse(texts[1] ?? '')).toMatchObject({ code: 'slot_taken' });
    expect(JSON.parse(texts[2] ?? '').reasons).toMatchObject([{ rule: 'busy', busyKind: 'taken' }]);
    for (const text of [...texts, api.logged().slice(before)])
      for (const secret of [
        own.bookingId,
        own.linkId,
        own.host.id,
        api.tenant.tenantId,
        'Test link',
        'An Nguyen',
      ])
        expect(text).not.toContain(secret);
  });
});

describe('the tenant of one request', () => {
  it('is chosen by a header with a bearer token, and the sign-in keeps its own', async () => {
    const as = await freshSignIn();
    await switchTo(as, api.tenant.tenantId);
    expect((await meOf(as, { 'Everslot-Tenant': second.tenantId })).tenant.id).toBe(second.tenantId);
    expect((await meOf(as)).tenant.id).toBe(api.tenant.tenantId);
  });

  it('can be none the caller is not a member of, whether or not it exists', async () => {
    const as = await freshSignIn();
    for (const tenantId of [api.stranger.tenantId, 'ten_00000000000000000000000000', 'nonsense', '']) {
      const headers = { 'Everslot-Tenant': tenantId };
      await expectProblem(await send(api, 'GET', '/api/v1/me', { as, headers }), 'forbidden');
    }
    await expectProblem(await switchTo(as, api.stranger.tenantId), 'not_found');
  });

  it('is not chosen by the header with a cookie: a page of another tenant is told so, and writes nothing', async () => {
    const as = await freshSignIn();
    await switchTo(as, second.tenantId);
    const from = (tenantId: string) => ({
      Cookie: as.cookie,
      Origin: publicUrl,
      'Everslot-Tenant': tenantId,
    });
    const schedule = { name: 'Hours', timeZone: 'UTC', weekly: [] };
    const add = (tenantId: string) =>
      send(api, 'POST', '/api/v1/schedules', {
        headers: { ...from(tenantId), 'Idempotency-Key': handleOf() },
        body: schedule,
      });
    expect((await add(second.tenantId)).status).toBe(201);
    const refused = async (tenantId: string, code: 'tenant_changed' | 'not_a_member') => {
      await expectProblem(await add(tenantId), code);
      await expectProblem(await send(api, 'GET', '/api/v1/me', { headers: from(tenantId) }), code);
    };
    await refused(api.tenant.tenantId, 'tenant_changed');
    await refused(api.stranger.tenantId, 'not_a_member');
    await setActive(api.tenant, false);
    await refused(api.tenant.tenantId, 'not_a_member');
    await setActive(api.tenant, true);
    await refused(api.tenant.tenantId, 'tenant_changed');
    await switchTo(as, api.tenant.tenantId);
  });
});

describe('an account somebody made for an address that is not theirs', () => {
  const guessed = 'whatever they like';
  it('belongs to no tenant, and ends when a tenant is made for the address', async () => {
    const email = `${handleOf()}@example.com`;
    await addUnproven(api.deps, { email, password: guessed });
    const entered = await send(api, 'POST', '/api/auth/sign-in/email', {
      body: { email, password: guessed },
    });
    const mallory = { email, token: entered.headers.get('set-auth-token') ?? '', cookie: '' };
    expect(mallory.token).not.toBe('');
    await expectProblem(await send(api, 'GET', '/api/v1/me', { as: mallory }), 'no_membership');
    const { userId, isNew } = await api.deps.identity.createUser({ email, name: 'Ada', password });
    expect(isNew).toBe(true);
    const tenant = await createTestTenant(api.db, { userIds: [userId] });
    await expectProblem(await send(api, 'GET', '/api/v1/me', { as: mallory }), 'unauthenticated');
    expect((await meOf(await signIn(api.app, email))).tenant.id).toBe(tenant.tenantId);
    const again = await api.deps.identity.createUser({ email, name: 'Ada', password: 'another password' });
    expect(again).toEqual({ userId, isNew: false });
  });
});

describe('one address written in several ways', () => {
  const tag = randomBytes(5).toString('hex');
  const settings = { publicUrl, authSecret: 'a'.repeat(40), ...testDatabase() };
  const argsFor = (email: string): string[] => [
    '--name=Studio',
    '--owner=Ada',
    '--time-zone=UTC',
    `--username=${handleOf()}`,
    `--email=${email}`,
  ];
  const tenantFor = (email: string) => createTenant(readTenant(argsFor(email)), settings);
  const enter = (email: string, secret: string): Promise<Response> =>
    send(api, 'POST', '/api/auth/sign-in/email', { body: { email, password: secret } });
  const stolen = 'một con vịt xòe ra hai cái cánh';

  it.each([
    ['capital letters', `Case-${tag}@Example.COM`, `case-${tag}@example.com`],
    ['a domain in its own letters', `idn-${tag}@bücher.example`, `idn-${tag}@xn--bcher-kva.example`],
    ['a composed letter in two', `nfd-${tag}@bu\u0308cher.example`, `nfd-${tag}@bücher.example`],
    ['a full stop of another script', `dot-${tag}@example\u3002com`, `dot-${tag}@example.com`],
    ['blanks around it', ` blank-${tag}@example.com `, `blank-${tag}@example.com`],
  ])('with %s is one account: whoever had not proved it loses it with every sign-in', async (_, a, b) => {
    for (const [registered, named] of [
      [`1${a.trim()}`, `1${b}`],
      [`2${b}`, `2${a.trim()}`],
    ] as const) {
      await addUnproven(api.deps, { email: registered, password: stolen });
      const entered = await enter(registered, stolen);
      const mallory = { email: '', token: entered.headers.get('set-auth-token') ?? '', cookie: '' };
      const session = () => send(api, 'GET', '/api/auth/get-session', { as: mallory });
      expect(await (await session()).json()).not.toBeNull();
      const { tenantId, password: given } = await tenantFor(named);
      expect(await (await session()).json()).toBeNull();
      for (const written of [registered, named]) {
        await expectProblem(await enter(written, stolen), 'unauthenticated');
        const signedIn = await enter(written, given ?? '');
        const token = signedIn.headers.get('set-auth-token') ?? '';
        expect((await meOf({ email: '', token, cookie: '' })).tenant.id).toBe(tenantId);
      }
    }
  });

  it('with a plus is another address: it neither takes over the account nor is taken over', async () => {
    const [plain, plus] = [`plus-${tag}@example.com`, `plus-${tag}+studio@example.com`];
    await addUnproven(api.deps, { email: plus, password: stolen });
    const { password: given } = await tenantFor(plain);
    expect((await enter(plus, stolen)).status).toBe(200);
    await expectProblem(await enter(plain, stolen), 'unauthenticated');
    await expectProblem(await enter(plus, given ?? ''), 'unauthenticated');
  });

  it('has one person, who finds the second tenant made for it and switches there', async () => {
    const first = await tenantFor(`two-${tag}@bücher.example`);
    const second = await tenantFor(`TWO-${tag}@xn--bcher-kva.example`);
    expect(second.password).toBeUndefined();
    const signedIn = await enter(`two-${tag}@bücher.example`, first.password ?? '');
    const as = { email: '', token: signedIn.headers.get('set-auth-token') ?? '', cookie: '' };
    const me = await meOf(as);
    expect(me.memberships.map(({ tenant }) => tenant.id)).toEqual([first.tenantId, second.tenantId]);
    expect((await switchTo(as, second.tenantId)).status).toBe(200);
    const there = await meOf(as);
    expect([there.tenant.id, there.member.role]).toEqual([second.tenantId, 'owner']);
    expect((await send(api, 'GET', '/api/v1/schedules', { as })).status).toBe(200);
  });
});

describe('a former public name', () => {
  const rename = (as: SignedIn, handle: string) =>
    send(api, 'PUT', '/api/v1/me/handle', {
      as,
      body: { handle },
      headers: { 'Everslot-Tenant': api.tenant.tenantId },
    });

  it('leads to the current one on every public address, with method and query kept', async () => {
    const as = await freshSignIn();
    const [former, current] = [handleOf(), handleOf()];
    const { slug } = await createTestLink(api.db, api.tenant);
    expect((await rename(as, former)).status).toBe(200);
    const renamed = (await (await rename(as, current)).json()) as Me;
    expect(renamed.member.username).toBe(current);
    for (const [method, path] of [
      ['GET', '/api/v1/public/profiles/NAME'],
      ['GET', `/api/v1/public/links/NAME/${slug}`],
      ['GET', `/api/v1/public/links/NAME/${slug}/slots?from=2026-12-01&to=2026-12-02&timeZone=UTC`],
      ['GET', `/NAME/${slug}?month=2026-12`],
      ['GET', '/NAME'],
    ] as const) {
      const answer = await send(api, method, path.replace('NAME', former));
      expect([answer.status, answer.headers.get('location')]).toEqual([308, path.replace('NAME', current)]);
    }
    const hold = {
      start: new Date(Date.now() + 48 * 3_600_000).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
    };
    const headers = { 'Idempotency-Key': handleOf() };
    const path = `/api/v1/public/links/${former}/${slug}/holds`;
    const posted = await send(api, 'POST', path, { body: hold, headers });
    expect(posted.status).toBe(308);
    expect((await send(api, 'GET', `/api/v1/public/profiles/${current}`)).status).toBe(200);
  });

  it('is nobody else’s, and its owner may take it back', async () => {
    const as = await freshSignIn();
    const [former, current] = [handleOf(), handleOf()];
    await rename(as, former);
    await rename(as, current);
    for (const name of [former, current]) {
      const taken = await send(api, 'PUT', '/api/v1/me/handle', {
        as: api.strangerLogin,
        body: { handle: name },
      });
      const problem = await expectProblem(taken, 'handle_taken');
      expect(problem.errors?.[0]?.pointer).toBe('/handle');
    }
    expect((await rename(as, former)).status).toBe(200);
    expect((await rename(as, former)).status).toBe(200);
  });

  it('of the product itself cannot be taken', async () => {
    await expectProblem(await rename(await freshSignIn(), 'api'), 'invalid_request');
  });
});
