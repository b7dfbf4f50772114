import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { sealReset } from '#services/account/password/reset-token.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { expectProblem } from './testing/battery.ts';
import { grantOne } from './testing/fixtures/tenants.ts';
import { tomorrow } from './testing/fixtures.ts';
import {
  type Api,
  firstLogin,
  openApi,
  password,
  type SendOptions,
  send,
  signIn,
} from './testing/harness.ts';

/** Of its own: operators read over the whole installation. */
let database: OwnDatabase;
let api: Api;
beforeAll(async () => {
  database = await openOwnDatabase();
  api = await openApi({ databaseUrls: database.urls, temporalAddress: inject('temporalAddress') });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const operate = (method: string, path: string, body?: unknown, options: SendOptions = {}) =>
  send(api, method, `/api/v1/operator${path}`, { as: api.operatorLogin, body, ...options });

const idempotent = () => ({ headers: { 'Idempotency-Key': randomUUID() } });

const newTenant = () => {
  const tag = randomUUID().slice(0, 8);
  return {
    name: `School ${tag}`,
    handle: `school-${tag}`,
    locale: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
    admin: { name: 'Linh', email: `linh.${tag}@example.com` },
  };
};

const auditOf = (tenantId: string, action: string) =>
  withTenant(api.db, tenantId, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.action, action))),
  );

describe('an operator', () => {
  it('creates an organisation once for one key, whose owner can sign in after choosing a password', async () => {
    const body = newTenant();
    const key = idempotent();
    const [first, second] = [
      await operate('POST', '/tenants', body, key),
      await operate('POST', '/tenants', body, key),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    const made = (await first.json()) as { id: string };
    expect(made).toMatchObject({ name: body.name, handle: body.handle, state: 'active', memberCount: 1 });
    expect(await second.json()).toMatchObject({ id: made.id });
    expect(await auditOf(made.id, 'tenant.create')).toMatchObject([{ actorKind: 'operator', before: null }]);
    const [mail] = await withTenant(api.db, made.id, (tx) => tx.select().from(notifications));
    expect(mail).toMatchObject({ template: 'tenant_activation', subjectKind: 'person' });
    const claims = { use: 'activation', tenantId: made.id, personId: mail?.subjectId ?? '' } as const;
    const token = sealReset(api.deps.signer, { ...claims, askedAt: mail?.dueAt ?? 0 });
    const chosen = 'a quiet lantern on the pier';
    const choose = () => send(api, 'POST', '/api/auth/reset-password', { body: { token, password: chosen } });
    expect((await choose()).status).toBe(200);
    await expectProblem(await choose(), 'link_expired');
    const signedIn = await send(api, 'POST', '/api/auth/sign-in/email', {
      body: { email: body.admin.email, password: chosen },
    });
    expect(signedIn.status).toBe(200);
    const again = await operate('POST', '/tenants', { ...newTenant(), handle: body.handle }, idempotent());
    await expectProblem(again, 'handle_taken');
  });

  it('changes name, language and time zone of an organisation, and gives it its first public name, once', async () => {
    const { handle, ...body } = newTenant();
    const made = (await (await operate('POST', '/tenants', body, idempotent())).json()) as { id: string };
    const patch = (changed: object) => operate('PATCH', `/tenants/${made.id}`, changed);
    const changed = await patch({ name: 'Conservatory', locale: 'en', timeZone: 'Europe/Paris', handle });
    expect(await changed.json()).toMatchObject({ name: 'Conservatory', timeZone: 'Europe/Paris', handle });
    expect((await patch({ handle })).status).toBe(200);
    await expectProblem(await patch({ handle: `${handle}-2` }), 'handle_taken');
    const other = (await (
      await operate('POST', '/tenants', { ...newTenant(), handle: undefined }, idempotent())
    ).json()) as {
      id: string;
    };
    await expectProblem(await operate('PATCH', `/tenants/${other.id}`, { handle }), 'handle_taken');
    await expectProblem(
      await operate('PATCH', `/tenants/${other.id}`, { handle: 'Not a name' }),
      'invalid_request',
    );
    expect(await auditOf(made.id, 'tenant.update')).toHaveLength(2);
  });

  it('finds organisations by part of their name and of their public name, and by their state', async () => {
    const body = newTenant();
    const made = (await (await operate('POST', '/tenants', body, idempotent())).json()) as { id: string };
    const find = async (query: Record<string, string>) => {
      const answer = await operate('GET', `/tenants?${new URLSearchParams(query).toString()}`);
      return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await find({ search: body.name.slice(2).toUpperCase() })).toEqual([made.id]);
    expect(await find({ search: body.handle })).toEqual([made.id]);
    expect(await find({ search: body.handle, state: 'suspended' })).toEqual([]);
    expect(await find({ search: '%' })).toEqual([]);
    await operate('POST', `/tenants/${made.id}/suspend`, { reason: 'Test' });
    expect(await find({ search: body.handle, state: 'suspended' })).toEqual([made.id]);
  });

  it('is one with the next request after it was granted, and none with the next after it was withdrawn', async () => {
    const { email } = firstLogin(api);
    const ask = () => send(api, 'GET', '/api/v1/operator/me', { as: firstLogin(api) });
    const isOperator = async () => {
      const me = await send(api, 'GET', '/api/v1/me', { as: firstLogin(api) });
      return ((await me.json()) as { isOperator: boolean }).isOperator;
    };
    await expectProblem(await ask(), 'forbidden');
    const grant = { email, reason: 'On call' };
    expect((await operate('PUT', '/operators', grant)).status).toBe(204);
    expect((await operate('PUT', '/operators', grant)).status).toBe(204);
    expect([(await ask()).status, await isOperator()]).toEqual([200, true]);
    const { items } = (await (await operate('GET', '/operators')).json()) as {
      items: { id: string; email: string }[];
    };
    const { id } = items.find((item) => item.email === email) ?? {};
    expect((await operate('POST', `/operators/${id}/withdraw`, { reason: 'Done' })).status).toBe(204);
    await expectProblem(await ask(), 'forbidden');
    expect(await isOperator()).toBe(false);
    await expectProblem(await operate('POST', `/operators/${id}/withdraw`, { reason: 'Done' }), 'not_found');
    await expectProblem(
      await operate('PUT', '/operators', { ...grant, email: 'nobody@example.com' }),
      'invalid_request',
    );
  });
});

describe('a suspended organisation', () => {
  let tenant: TestTenant;
  let email: string;
  beforeAll(async () => {
    email = `owner-${randomUUID()}@example.com`;
    const { userId } = await api.deps.identity.createUser({ email, name: 'Owner', password });
    tenant = await createTestTenant(api.db, { userIds: [userId] });
  });

  it('takes no bookings and changes nothing, while what was booked is seen and cancelled, until it is resumed', async () => {
    const { tenantId } = tenant;
    const [host] = tenant.hosts;
    const link = await createTestLink(api.db, tenant);
    const book = (start: number) =>
      bookAsGuest(api.db, { tenantId, now: Date.now() }, { linkId: link.id, start, details: guestDetails() });
    const [start, endsAt] = [tomorrow(), tomorrow(1)];
    const booking = { tenantId, id: await book(start), startsAt: start, endsAt };
    const { manage } = manageUrls(api.deps.signer, '', booking);
    const page = `/api/v1/public/links/${host?.username}/${link.slug}`;
    const as = await signIn(api.app, email);
    const rename = () => send(api, 'PATCH', '/api/v1/me', { as, body: { name: 'Ada' } });
    const claim = () =>
      send(api, 'POST', `${page}/holds`, {
        body: { start: new Date(tomorrow(3)).toISOString(), durationMinutes: 30, timeZone: 'UTC' },
        ...idempotent(),
      });

    const reason = 'The invoice of May has not been paid.';
    const suspended = await operate('POST', `/tenants/${tenantId}/suspend`, { reason });
    expect(await suspended.json()).toMatchObject({ state: 'suspended', stateReason: reason });
    await expectProblem(
      await operate('POST', `/tenants/${tenantId}/suspend`, { reason }),
      'invalid_tenant_state',
    );
    expect(await auditOf(tenantId, 'tenant.suspend')).toMatchObject([
      { actorKind: 'operator', reason, before: { state: 'active' }, after: { state: 'suspended' } },
    ]);

    for (const path of [page, `/api/v1/public/profiles/${host?.username}`])
      await expectProblem(await send(api, 'GET', path), 'pages_off');
    await expectProblem(await claim(), 'pages_off');
    await expectProblem(await rename(), 'tenant_suspended');
    expect(await (await send(api, 'GET', '/api/v1/me', { as })).json()).toMatchObject({
      tenant: { state: 'suspended' },
    });
    expect((await send(api, 'PUT', '/api/v1/me/tenant', { as, body: { tenantId } })).status).toBe(200);
    const token = manage.split('/').at(-1);
    expect((await send(api, 'GET', `/api/v1/public/bookings/${token}`)).status).toBe(200);
    const cancelled = await send(api, 'POST', `/api/v1/public/bookings/${token}/cancel`, {
      body: {},
      ...idempotent(),
    });
    expect(cancelled.status).toBe(200);

    expect((await operate('POST', `/tenants/${tenantId}/resume`, { reason: 'Paid' })).status).toBe(200);
    expect([(await send(api, 'GET', page)).status, (await rename()).status]).toEqual([200, 200]);
    expect((await claim()).status).toBe(201);
  });
});

describe('the list of operators', () => {
  it('is read page by page, those who were granted it longest ago first, beside those of the settings', async () => {
    const granted: string[] = [];
    for (let index = 0; index < 5; index += 1) granted.push(await grantOne(api));
    const read = async (query: string) => {
      const answer = await operate('GET', `/operators?${query}`);
      expect(answer.status).toBe(200);
      return (await answer.json()) as {
        items: { id: string }[];
        ofSettings: string[];
        nextCursor: string | null;
      };
    };
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await read(`limit=2${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.ofSettings).toEqual([api.operatorLogin.email]);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(seen.toSorted());
    expect(seen).toEqual(expect.arrayContaining(granted));
    expect(new Set(seen).size).toBe(seen.length);
    await expectProblem(await operate('GET', '/operators?cursor=x'), 'invalid_request');
    const again = { email: api.operatorLogin.email.toUpperCase(), reason: 'On call' };
    expect((await operate('PUT', '/operators', again)).status).toBe(204);
    expect((await read('limit=100')).items.map(({ id }) => id)).toEqual(seen);
  });
});

describe('the audit log', () => {
  it('is read by the admins of an organisation as far as it is theirs, with filters and page by page', async () => {
    const as = firstLogin(api);
    const read = async (query: string) => {
      const answer = await send(api, 'GET', `/api/v1/audit-log?${query}`, { as });
      expect(answer.status).toBe(200);
      return (await answer.json()) as {
        items: { id: string; tenantId: string; action: string; actor: { name: string | null } }[];
        nextCursor: string | null;
      };
    };
    for (const name of ['Ada', 'Bea', 'Cleo']) await send(api, 'PATCH', '/api/v1/me', { as, body: { name } });
    const first = await read('action=person.update&limit=2');
    expect(first.items.map(({ actor }) => actor.name)).toEqual(['Cleo', 'Cleo']);
    const rest = await read(`action=person.update&limit=2&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rest.items.length).toBeGreaterThan(0);
    const all = await read('limit=100');
    expect(new Set(all.items.map(({ tenantId }) => tenantId))).toEqual(new Set([api.tenant.tenantId]));
    expect((await read(`to=2020-01-01T00:00:00Z`)).items).toEqual([]);
    await expectProblem(await send(api, 'GET', '/api/v1/audit-log?cursor=x', { as }), 'invalid_request');
    await expectProblem(await send(api, 'GET', '/api/v1/audit-log', { as: api.logins[1] }), 'forbidden');
  });

  it('is read by operators over all organisations, without the names of members', async () => {
    const read = async (query: string) => {
      const answer = await operate('GET', `/audit-log?${query}`);
      return ((await answer.json()) as { items: { tenantId: string; actor: { name: null } }[] }).items;
    };
    await send(api, 'PATCH', '/api/v1/me', { as: api.strangerLogin, body: { name: 'Stranger' } });
    const tenants = [api.tenant.tenantId, api.stranger.tenantId];
    for (const tenantId of tenants) {
      const items = await read(`tenantId=${tenantId}&action=person.update`);
      expect(items.length).toBeGreaterThan(0);
      expect(items.every((item) => item.tenantId === tenantId && item.actor.name === null)).toBe(true);
    }
  });

  it('is exported as a file that no spreadsheet runs, and that it was is recorded', async () => {
    const reason = '=HYPERLINK("https://example.com")';
    const { tenantId } = await createTestTenant(api.db);
    const after = {
      endsAt: 1_795_996_800_000,
      window: { from: 1_795_996_800_000 },
      amountMinor: 1_795_996_800_000,
    };
    await withTenant(api.db, tenantId, (tx) =>
      tx.insert(auditLog).values({
        tenantId,
        id: newId('audit'),
        at: Date.now() - 60_000,
        actorKind: 'system',
        action: 'support_view.enter',
        targetKind: 'tenant',
        targetId: tenantId,
        after,
      }),
    );
    await operate('POST', `/tenants/${tenantId}/suspend`, { reason });
    const answer = await operate('GET', `/audit-log/export?tenantId=${tenantId}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    // The newest is that it is exported.
    const [head, , row, ...earlier] = (await answer.text()).split('\r\n');
    expect(head).toContain('"at","tenant","actor_kind"');
    expect(row).toContain(`"'=HYPERLINK(""https://example.com"")"`);
    const at = '2026-11-30T00:00:00.000Z';
    const written = JSON.stringify({ ...after, endsAt: at, window: { from: at } });
    const read = earlier.find((line) => line.includes('"support_view.enter"')) ?? '';
    // The database keeps the names of an object in an order of its own.
    for (const part of written.slice(1, -1).split(',')) expect(read).toContain(part.replaceAll('"', '""'));
    expect(await auditOf(tenantId, 'audit.export')).toMatchObject([
      { actorKind: 'operator', targetId: tenantId },
    ]);
    const own = await send(api, 'GET', '/api/v1/audit-log/export', { as: firstLogin(api) });
    expect((await own.text()).split('\r\n').length).toBeGreaterThan(3);
    expect(await auditOf(api.tenant.tenantId, 'audit.export')).toHaveLength(1);
    expect((await operate('GET', '/audit-log?tenantId=installation&action=audit.export')).status).toBe(200);
  });
});
