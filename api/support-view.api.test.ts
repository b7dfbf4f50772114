import { randomUUID } from 'node:crypto';
import { and, asc, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isMadeWhileSent } from '#contracts/operation/view.ts';
import { endpoints } from '#contracts/registry.ts';
import { auditLog } from '#db/schema/audit.ts';
import { supportViews } from '#db/schema/installation.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { memberRoles } from '#domain/member/types.ts';
import { supportViewMs } from '#domain/support/types.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { call, expectProblem, isStream, unreadable, type World } from './testing/battery.ts';
import { furnish, giveRoles } from './testing/fixtures.ts';
import { type Api, openApi, password, type SignedIn, send, signIn } from './testing/harness.ts';

/** Of its own: operators read over the whole installation. */
let database: OwnDatabase;
let api: Api;
let world: World;
/** Moves the clock of the API. */
let later = 0;
beforeAll(async () => {
  database = await openOwnDatabase();
  api = await openApi({
    databaseUrls: database.urls,
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
    deps: { now: () => Date.now() + later },
  });
  const as = await giveRoles(api);
  const [own, foreign] = [await furnish(api, api.tenant), await furnish(api, api.stranger)];
  world = { api, own, foreign, as, bookingIds: [own.bookingId] };
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const reason = 'They asked why a calendar is not in step';

/** An operator by grant, who is a member of nothing. */
const newOperator = async () => {
  const email = `operator-${randomUUID()}@example.com`;
  await api.deps.identity.createUser({ email, name: 'On call', password });
  const body = { email, reason: 'On call' };
  await send(api, 'PUT', '/api/v1/operator/operators', { as: api.operatorLogin, body });
  return { email, as: await signIn(api.app, email) };
};

const enter = (as: SignedIn, tenantId = api.tenant.tenantId) =>
  send(api, 'PUT', `/api/v1/operator/tenants/${tenantId}/support-view`, { as, body: { reason } });
const leave = (as: SignedIn) => send(api, 'DELETE', '/api/v1/operator/support-view', { as });
const me = (as: SignedIn) => send(api, 'GET', '/api/v1/me', { as });

const recordedOf = (tenantId = api.tenant.tenantId) =>
  withTenant(api.db, tenantId, (tx) =>
    tx
      .select({
        action: auditLog.action,
        reason: auditLog.reason,
        after: auditLog.after,
        by: auditLog.actorKind,
      })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenantId), like(auditLog.action, 'support_view.%')))
      .orderBy(asc(auditLog.id)),
  );
const endsOf = async (): Promise<unknown[]> =>
  (await recordedOf()).flatMap(({ after }) => (after !== null && 'how' in after ? [after['how']] : []));

const rows = endpoints.filter(({ access }) => access.kind === 'member');

describe('a support view', () => {
  it.each(rows.filter((row) => row.method !== 'get' || isMadeWhileSent(row)))(
    'refuses $operation, which changes something or takes data away, before it looks at anything else',
    async (endpoint) => {
      const { as } = await operatorInView();
      await expectProblem(await call(world, endpoint, { as }), 'read_only_view', endpoint);
      await expectProblem(
        await call(world, endpoint, { ...unreadable(endpoint), as }),
        'read_only_view',
        endpoint,
      );
    },
  );

  it.each(rows.filter((row) => row.method === 'get' && !isMadeWhileSent(row) && !isStream(row)))(
    'answers $operation without an address or a word of a guest, or not at all',
    async (endpoint) => {
      const { as } = await operatorInView();
      const answer = await call(world, endpoint, { as });
      if (answer.status !== 200) {
        await expectProblem(answer, 'read_only_view', endpoint);
        expect(endpoint.access).toMatchObject({
          permission: expect.stringMatching(/^(account|.*api_keys|billing|members|links)\./),
        });
        return;
      }
      const text = await answer.text();
      expect(text).not.toMatch(/guest-[0-9a-f-]{36}@/);
      expect(text).not.toContain(world.own.host.email);
      expect(text).not.toContain(world.own.token);
    },
  );
});

let shared: Promise<{ as: SignedIn }> | undefined;
const operatorInView = (): Promise<{ as: SignedIn }> =>
  (shared ??= newOperator().then(async ({ as }) => {
    expect((await enter(as)).status).toBe(200);
    return { as };
  }));

describe('an operator who looks at an organisation', () => {
  it('sees it as an admin would, everything of everybody, with the reason and the time left', async () => {
    const { email, as } = await newOperator();
    await expectProblem(await me(as), 'no_membership');
    const view = (await (await enter(as)).json()) as { id: string; endsAt: string };
    expect(await (await enter(as)).json()).toEqual({ ...view, reason });
    expect(await (await me(as)).json()).toMatchObject({
      email: `${email.charAt(0)}…@example.com`,
      tenant: { id: api.tenant.tenantId },
      member: { role: 'admin' },
      supportView: { id: view.id, reason, endsAt: view.endsAt },
      memberships: [],
    });
    const links = (await (await send(api, 'GET', '/api/v1/links', { as })).json()) as {
      items: { id: string; canEdit: boolean }[];
    };
    expect(links.items.map(({ id }) => id)).toContain(world.own.linkId);
    expect(links.items.every(({ canEdit }) => !canEdit)).toBe(true);
    expect((await leave(as)).status).toBe(204);
    await expectProblem(await me(as), 'no_membership');
    expect((await leave(as)).status).toBe(204);
    const [entered, ended, ...more] = (await recordedOf()).slice(-2);
    expect(more).toEqual([]);
    expect(entered).toMatchObject({ action: 'support_view.enter', reason, by: 'operator' });
    expect(ended).toMatchObject({ action: 'support_view.end', reason, after: { how: 'left' } });
  });

  it('says why, has confirmed lately that it is them, and finds no organisation that is none', async () => {
    const { as } = await newOperator();
    const nowhere = await enter(as, 'ten_01jd8v6q5kf3wrv6gq2n8kz4s1');
    await expectProblem(nowhere, 'not_found');
    const path = `/api/v1/operator/tenants/${api.tenant.tenantId}/support-view`;
    await expectProblem(await send(api, 'PUT', path, { as, body: { reason: ' ' } }), 'invalid_request');
    later = 11 * 60_000;
    const stale = await enter(as);
    later = 0;
    await expectProblem(stale, 'fresh_sign_in_required');
  });

  it('sees nothing any more when the time is over, whatever becomes of the record of it', async () => {
    const { as } = await newOperator();
    await enter(as);
    expect((await me(as)).status).toBe(200);
    later = supportViewMs;
    const over = await me(as);
    later = 0;
    await expectProblem(over, 'no_membership');
  });

  it('sees nothing with the next request after they were withdrawn, and that is recorded', async () => {
    const { email, as } = await newOperator();
    await enter(as);
    const list = await send(api, 'GET', '/api/v1/operator/operators?limit=100', {
      as: api.operatorLogin,
    });
    const { items } = (await list.json()) as { items: { id: string; email: string }[] };
    const { id } = items.find((item) => item.email === email) ?? {};
    const body = { reason: 'Done' };
    await send(api, 'POST', `/api/v1/operator/operators/${id}/withdraw`, { as: api.operatorLogin, body });
    await expectProblem(await me(as), 'no_membership');
    expect((await endsOf()).at(-1)).toBe('withdrawn');
  });

  it('ends it with the sign-in, which another sign-in of theirs does not look through', async () => {
    const { email, as } = await newOperator();
    const other = await signIn(api.app, email);
    await enter(as);
    await expectProblem(await me(other), 'no_membership');
    await send(api, 'POST', '/api/auth/sign-out', { as, body: {} });
    expect((await endsOf()).at(-1)).toBe('signed_out');
  });

  it('is recorded as ended at once when a password is changed elsewhere, which ends their other sign-ins', async () => {
    const { email, as } = await newOperator();
    const other = await signIn(api.app, email);
    await enter(as);
    const before = (await endsOf()).length;
    const body = { currentPassword: password, newPassword: `${password}-another-one` };
    const changed = await send(api, 'POST', '/api/auth/change-password', { as: other, body });
    expect(changed.status).toBe(200);
    expect((await endsOf()).slice(before)).toEqual(['signed_out']);
    expect((await me(as)).status).toBe(401);
  });

  it('is recorded as ended at once when a member who is an operator ends that sign-in, or all others', async () => {
    const [email = ''] = api.logins.map((login) => login.email);
    await send(api, 'PUT', '/api/v1/operator/operators', {
      as: api.operatorLogin,
      body: { email, reason: 'On call' },
    });
    const [own] = api.logins;
    for (const which of ['one', 'all']) {
      const as = await signIn(api.app, email);
      await enter(as);
      const before = (await endsOf()).length;
      const list = await send(api, 'GET', '/api/v1/me/sign-ins', { as: own });
      const { items } = (await list.json()) as { items: { id: string; isCurrent: boolean }[] };
      const [newest] = items.filter(({ isCurrent }) => !isCurrent);
      const ended = await send(
        api,
        'DELETE',
        `/api/v1/me/sign-ins${which === 'one' ? `/${newest?.id}` : ''}`,
        {
          as: own,
        },
      );
      expect(ended.status).toBe(204);
      expect((await endsOf()).slice(before)).toEqual(['signed_out']);
    }
  });

  it('is told to the owners of the organisation by mail: who looks, why, and until when', async () => {
    const { email, as } = await newOperator();
    const view = (await (await enter(as)).json()) as { id: string; endsAt: string };
    const [owed] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(notifications)
        .where(eq(notifications.key, `support_view_entered/${view.id}`)),
    );
    expect(owed).toMatchObject({
      template: 'support_view_entered',
      subjectKind: 'tenant',
      details: { support: { email, reason, endsAt: Date.parse(view.endsAt) } },
    });
    await leave(as);
  });

  it('leaves one organisation by entering another, and a page of the first is told so', async () => {
    const { as } = await newOperator();
    await enter(as);
    await enter(as, api.stranger.tenantId);
    expect((await endsOf()).at(-1)).toBe('left');
    expect(await (await me(as)).json()).toMatchObject({ tenant: { id: api.stranger.tenantId } });
    const headers = { 'Everslot-Tenant': api.tenant.tenantId };
    await expectProblem(await send(api, 'GET', '/api/v1/links', { as, headers }), 'tenant_changed');
    await leave(as);
  });

  it('is written down where the owners of the organisation read it', async () => {
    const answer = await send(api, 'GET', '/api/v1/audit-log?action=support_view.enter', {
      as: world.as.owner,
    });
    const { items } = (await answer.json()) as { items: { reason: string; actor: { kind: string } }[] };
    expect(items[0]).toMatchObject({ reason, actor: { kind: 'operator' } });
    const open = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(supportViews).where(eq(supportViews.ended, 'left')),
    );
    expect(open.length).toBeGreaterThan(0);
  });
});
