import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Problem } from '#contracts/problems.ts';
import { endpoints } from '#contracts/registry.ts';
import { type FeatureName, featureNames } from '#domain/feature/features.ts';
import { memberRoles } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import type { ServiceContext } from '#services/context.ts';
import { startAuthorization } from '#services/integration/authorize-integration.ts';
import type { IntegrationInput } from '#services/integration/save-integration.ts';
import { connectTenantAccount } from '#services/integration/tenant/connect-tenant-account.ts';
import { bodyOf, call, expectProblem, type World } from './testing/battery.ts';
import { furnish, giveRoles } from './testing/fixtures.ts';
import { type Api, openApi, type SendOptions, send } from './testing/harness.ts';
import { plantKey } from './testing/keys.ts';

let api: Api;
let world: World;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
  });
  const as = await giveRoles(api);
  const [own, foreign] = [await furnish(api, api.tenant), await furnish(api, api.stranger)];
  world = { api, own, foreign, as, bookingIds: [own.bookingId] };
});
afterAll(() => api.close());

const operate = (method: string, path: string, body?: unknown) =>
  send(api, method, `/api/v1/operator${path}`, { as: api.operatorLogin, body });
const inTenant = (feature: FeatureName, isOn: boolean | null) =>
  operate('PUT', `/tenants/${api.tenant.tenantId}/features/${feature}`, { isOn, reason: 'A test' });
const inAll = (feature: FeatureName, isOn: boolean | null) =>
  operate('PUT', `/features/${feature}`, { isOn, reason: 'A test' });

type Listed = {
  items: { name: FeatureName; isOn: boolean; set: { isOn: boolean; reason: string } | null }[];
};
const listed = async (path: string) => ((await (await operate('GET', path)).json()) as Listed).items;

const rowOf = (operation: string) => {
  const found = endpoints.find((each) => each.operation === operation);
  if (found === undefined) throw new Error(`there is no ${operation}`);
  return found;
};
const ask = (operation: string, options: SendOptions = {}) => call(world, rowOf(operation), options);

/** What each feature has to be on for. */
const needing: Readonly<Record<FeatureName, readonly (readonly [operation: string, body?: object])[]>> = {
  api_keys: [['createApiKey'], ['createTenantApiKey'], ['rotateApiKey']],
  calendar_accounts: [],
  csv_exports: [['exportBookings'], ['exportAuditLog']],
  group_links: [['createLink', { kind: 'group', capacity: 8 }]],
  mail_accounts: [],
};

describe('what is switched off', () => {
  it.each(
    featureNames.flatMap((name) => needing[name].map(([operation, body]) => ({ name, operation, body }))),
  )(
    '$name keeps $operation from being done, and is named, until it is on again',
    async ({ name, operation, body }) => {
      const row = rowOf(operation);
      const given = body === undefined ? undefined : { ...bodyOf(row, world.own), ...body };
      const options: SendOptions = {
        as: world.as.owner,
        ...(given === undefined ? {} : { body: given }),
      };
      expect((await inTenant(name, false)).status).toBe(200);
      const refused = await ask(operation, options);
      const problem = await expectProblem(refused, 'feature_off', row);
      expect(Problem.parse(problem).feature).toBe(name);
      await inTenant(name, null);
      expect((await ask(operation, options)).status).toBeLessThan(300);
    },
  );

  it('keeps API keys from being accepted at once, and loses none of them', async () => {
    const { tenantId } = api.tenant;
    const { id: memberId } = world.own.host;
    const as = await plantKey(api, { tenantId, memberId, createdBy: memberId, scopes: ['links.read'] });
    expect((await ask('listLinks', { as })).status).toBe(200);
    await inTenant('api_keys', false);
    await expectProblem(await ask('listLinks', { as }), 'feature_off', rowOf('listLinks'));
    expect((await ask('listLinks')).status).toBe(200);
    expect((await ask('listApiKeys')).status).toBe(200);
    await inTenant('api_keys', null);
    expect((await ask('listLinks', { as })).status).toBe(200);
  });

  it('goes on where it was under way: a group link is edited', async () => {
    const group = {
      ...bodyOf(rowOf('createLink'), world.own),
      slug: `g-${randomUUID()}`,
      kind: 'group',
      capacity: 4,
    };
    const made = (await (await ask('createLink', { body: group })).json()) as { id: string };
    await inTenant('group_links', false);
    const patch = await send(api, 'PATCH', `/api/v1/links/${made.id}`, {
      as: world.as.owner,
      body: { capacity: 6 },
      headers: { 'If-Match': '*' },
    });
    expect(patch.status).toBe(200);
    await inTenant('group_links', null);
  });

  it('connects no account that was not connected before, and renews those that were', async () => {
    const [owner, , other] = api.tenant.hosts;
    if (owner === undefined || other === undefined) throw new Error('nobody is there');
    const as = ({ id: memberId, userId }: typeof owner): ServiceContext => ({
      db: api.db,
      tenantId: api.tenant.tenantId,
      actor: { kind: 'member', memberId, userId, role: 'owner', name: 'Owner' },
      now: Date.now,
      newId: api.deps.newId,
    });
    const connect = (ctx: ServiceContext) => startAuthorization(ctx, api.deps.secrets, 'google');
    await inTenant('calendar_accounts', false);
    await expect(connect(as(other))).rejects.toMatchObject({ code: 'feature_off' });
    expect(await connect(as(owner))).toMatchObject({ state: expect.any(String) });
    await inTenant('calendar_accounts', null);
    expect(await connect(as(other))).toMatchObject({ state: expect.any(String) });
    const mail: IntegrationInput = {
      capability: 'email',
      vendor: 'smtp',
      auth: 'basic',
      account: { externalAccountId: randomUUID(), label: 'mail.example.com' },
      credentials: {},
    };
    await inTenant('mail_accounts', false);
    await expect(connectTenantAccount(as(owner), api.deps.secrets, mail)).rejects.toMatchObject({
      code: 'feature_off',
    });
    await inTenant('mail_accounts', null);
    const { id } = await connectTenantAccount(as(owner), api.deps.secrets, mail);
    await inTenant('mail_accounts', false);
    expect(await connectTenantAccount(as(owner), api.deps.secrets, mail)).toMatchObject({ id });
    await inTenant('mail_accounts', null);
  });

  it('is off everywhere but where an operator has said otherwise of one organisation', async () => {
    await inAll('csv_exports', false);
    await expectProblem(await ask('exportBookings'), 'feature_off');
    await inTenant('csv_exports', true);
    expect((await ask('exportBookings')).status).toBe(200);
    const elsewhere = await send(api, 'GET', '/api/v1/bookings/export', { as: api.strangerLogin });
    await expectProblem(elsewhere, 'feature_off');
    const [there] = (await listed(`/tenants/${api.tenant.tenantId}/features`)).filter(
      ({ name }) => name === 'csv_exports',
    );
    expect(there).toMatchObject({ isOn: true, set: { isOn: true, reason: 'A test' } });
    await inAll('csv_exports', null);
    await inTenant('csv_exports', null);
    const all = [
      ...(await listed('/features')),
      ...(await listed(`/tenants/${api.tenant.tenantId}/features`)),
    ];
    expect(all.every(({ isOn, set }) => isOn && set === null)).toBe(true);
  });

  it('is known to the host app, and recorded in the log of the organisation', async () => {
    await inTenant('mail_accounts', false);
    expect(await (await ask('getMe')).json()).toMatchObject({ featuresOff: ['mail_accounts'] });
    await inTenant('mail_accounts', null);
    expect(await (await ask('getMe')).json()).toMatchObject({ featuresOff: [] });
    const log = await send(api, 'GET', '/api/v1/audit-log?action=feature.set&limit=2', {
      as: world.as.owner,
    });
    expect(await log.json()).toMatchObject({
      items: [
        { target: { id: 'mail_accounts' }, before: { isOn: false }, after: { isOn: null }, reason: 'A test' },
        { target: { id: 'mail_accounts' }, before: { isOn: null }, after: { isOn: false } },
      ],
    });
  });

  it('is said of organisations and of features that there are', async () => {
    const change = { isOn: false, reason: 'A test' };
    const nowhere = 'ten_01jd8v6q5kf3wrv6gq2n8kz4s1';
    await expectProblem(await operate('PUT', `/tenants/${nowhere}/features/api_keys`, change), 'not_found');
    await expectProblem(await operate('PUT', '/features/telepathy', change), 'not_found');
    await expectProblem(
      await operate('PUT', '/features/api_keys', { ...change, reason: '' }),
      'invalid_request',
    );
  });
});
