import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addTenantHandle } from '#db/add-member.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import { bookAsGuest, ownerOf } from '#services/booking/testing/requests.ts';
import { addDomain } from '#services/domain/add-domain.ts';
import { recordDomain } from '#services/domain/follow-domain.ts';
import { suspendTenant } from '#services/tenant/change-state.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, password, setConfirmed } from './testing/harness.ts';

const tag = randomUUID().slice(0, 8);
const domain = `book-${tag}.example.com`;
const theirDomain = `theirs-${tag}.example.com`;
const unproved = `unproved-${tag}.example.com`;

let api: Api;
let page: string;
let theirPage: string;
let token: string;
let theirToken: string;

const verify = async (tenant: Api['tenant'], name: string, seen: 'good' | null) => {
  const ctx = {
    db: api.db,
    tenantId: tenant.tenantId,
    actor: ownerOf(tenant),
    now: Date.now,
    newId: api.deps.newId,
  };
  const { id } = await addDomain(ctx, { name, sites: api.deps.sites.settings });
  const { tenantId } = tenant;
  if (seen !== null) await recordDomain(api.db, { tenantId, domainId: id, now: Date.now() + 1 }, seen);
};

const book = async (tenant: Api['tenant']) => {
  const link = await createTestLink(api.db, tenant);
  const at = { tenantId: tenant.tenantId, now: Date.now() };
  const [startsAt, endsAt] = [tomorrow(), tomorrow(1)];
  const id = await bookAsGuest(api.db, at, { linkId: link.id, start: startsAt });
  const { manage } = manageUrls(api.deps.signer, '', { tenantId: tenant.tenantId, id, startsAt, endsAt });
  return {
    page: `/api/v1/public/links/${tenant.hosts[0]?.username}/${link.slug}`,
    token: manage.split('/').at(-1) ?? '',
  };
};

beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    env: { TENANT_DOMAIN: 'tenants.test', PUBLIC_URL: 'http://localhost:3000' },
  });
  await verify(api.tenant, domain, 'good');
  await verify(api.tenant, unproved, null);
  await verify(api.stranger, theirDomain, 'good');
  for (const [tenant, name] of [
    [api.tenant, `own-${tag}`],
    [api.stranger, `theirs-${tag}`],
  ] as const)
    await withTenant(api.db, tenant.tenantId, (tx) => addTenantHandle(tx, tenant.tenantId, name));
  ({ page, token } = await book(api.tenant));
  ({ page: theirPage, token: theirToken } = await book(api.stranger));
});
afterAll(() => api.close());

/** Asks under a host, as a proxy passes it on. */
const ask = (host: string, path: string, init: RequestInit = {}) =>
  api.app.request(`http://${host}${path}`, init);
const jsonOf = async (answer: Response) => Object(await answer.json());
const codeOf = async (answer: Response) => [answer.status, (await jsonOf(answer)).code];

describe('the host of a request', () => {
  test.each([
    ['the installation', () => 'localhost:3000', 200],
    ['another name of it on loopback', () => '127.0.0.1:3000', 200],
    ['the domain', () => domain, 200],
    ['the domain in capitals', () => domain.toUpperCase(), 200],
    ['the domain with a dot', () => `${domain}.`, 200],
    ['the domain with a port', () => `${domain}:8443`, 200],
    ['a host of the organisation below ours', () => `own-${tag}.tenants.test`, 200],
    ['a domain of another organisation', () => theirDomain, 404],
    ['a host of another one below ours', () => `theirs-${tag}.tenants.test`, 404],
    ['a domain that nobody has proved', () => unproved, 421],
    ['a host below the domain', () => `x.${domain}`, 421],
    ['an unknown name below ours', () => 'nobody.tenants.test', 421],
    ['two names below ours', () => `a.own-${tag}.tenants.test`, 421],
    ['a host nobody knows', () => 'elsewhere.example', 421],
  ])('decides what is shown: %s', async (_, host, status) => {
    expect((await ask(host(), page)).status).toBe(status);
    expect((await ask(host(), `/api/v1/public/bookings/${token}`)).status).toBe(status);
  });

  test('is what the request says and no header of a proxy', async () => {
    const headers = { 'X-Forwarded-Host': domain, Forwarded: `host=${domain}` };
    expect((await ask('elsewhere.example', page, { headers })).status).toBe(421);
    const answer = await ask(domain, `/api/v1/public/bookings/${token}`, {
      headers: { 'X-Forwarded-Host': 'evil.example' },
    });
    expect((await jsonOf(answer)).links.manage).toMatch(`http://${domain}:3000/b/`);
  });

  test('of one organisation never shows what belongs to another', async () => {
    expect(await codeOf(await ask(domain, theirPage))).toEqual([404, 'not_found']);
    expect(await codeOf(await ask(domain, `/api/v1/public/bookings/${theirToken}`))).toEqual([
      404,
      'not_found',
    ]);
    expect((await ask(theirDomain, theirPage)).status).toBe(200);
  });

  test('of an organisation knows no sign-in and sets no cookie', async () => {
    const signIn = await ask(domain, '/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: firstLogin(api).email, password }),
    });
    expect([signIn.status, signIn.headers.getSetCookie()]).toEqual([404, []]);
    const { token: bearer, cookie } = firstLogin(api);
    for (const headers of [{ Authorization: `Bearer ${bearer}` }, { Cookie: cookie }])
      for (const path of ['/api/v1/me', '/api/v1/domains', '/app', '/api/docs', '/api/v1/openapi.json'])
        expect((await ask(domain, path, { headers })).status).toBe(404);
  });

  test('is where addresses in answers lead; files and members are given the stored domain', async () => {
    const file = await ask('localhost:3000', `/api/v1/public/bookings/${token}`);
    const { links } = await jsonOf(file);
    expect(links.manage).toMatch('http://localhost:3000/b/');
    const path = new URL(links.ics).pathname;
    for (const host of ['localhost:3000', domain]) {
      const ics = (await (await ask(host, path)).text()).replaceAll('\r\n ', '');
      expect(ics).toContain(`http://${domain}:3000/b/`);
    }
    const headers = { Authorization: `Bearer ${firstLogin(api).token}` };
    const me = await jsonOf(await ask('localhost:3000', '/api/v1/me', { headers }));
    expect(me.profileUrl).toMatch(`http://${domain}:3000/`);
  });

  test('of an organisation names it and whom guests can book, and the installation names nobody', async () => {
    const answer = await jsonOf(await ask(domain, '/api/v1/public/tenant'));
    expect(answer.hosts).toMatchObject([{ username: api.tenant.hosts[0]?.username }]);
    expect(await codeOf(await ask('localhost', '/api/v1/public/tenant'))).toEqual([404, 'not_found']);
  });

  test('does not matter to machines', async () => {
    expect((await ask('10.0.0.7:3000', '/health/live')).status).toBe(200);
  });
});

describe('the question of the proxy', () => {
  const may = async (host: string) =>
    (await ask('api:3000', `/internal/certificate?domain=${encodeURIComponent(host)}`)).status;

  test.each([
    ['the domain', () => domain, 200],
    ['the domain in capitals', () => domain.toUpperCase(), 200],
    ['a host of an organisation below ours', () => `own-${tag}.tenants.test`, 200],
    ['a domain that nobody has proved', () => unproved, 404],
    ['a host below the domain', () => `x.${domain}`, 404],
    ['an unknown host', () => 'elsewhere.example', 404],
    ['the installation itself', () => 'localhost', 404],
    ['nothing', () => '', 404],
    ['something too long', () => 'a'.repeat(5_000), 404],
  ])('is answered from what is proved: %s', async (_, host, status) => {
    expect(await may(host())).toBe(status);
  });

  test('is answered for active organisations only, while their guests still see their bookings', async () => {
    const ctx = {
      db: api.db,
      tenantId: api.stranger.tenantId,
      actor: { kind: 'system' } as const,
      now: Date.now,
      newId: api.deps.newId,
    };
    await suspendTenant(ctx, { reason: 'test' });
    expect(await may(theirDomain)).toBe(404);
    expect(await codeOf(await ask(theirDomain, theirPage))).toEqual([410, 'pages_off']);
    expect((await ask(theirDomain, `/api/v1/public/bookings/${theirToken}`)).status).toBe(200);
  });
});

describe('domains in the API', () => {
  test('are seen by admins with their records and by operators without', async () => {
    const headers = { Authorization: `Bearer ${firstLogin(api).token}` };
    const mine = await jsonOf(await ask('localhost:3000', '/api/v1/domains', { headers }));
    expect(mine.items).toMatchObject([
      { name: unproved, state: 'pending', proof: { name: `_everslot.${unproved}` }, target: 'localhost' },
      { name: domain, state: 'verified' },
    ]);
    await setConfirmed(api, api.operatorLogin, Date.now());
    const seen = await ask('localhost:3000', `/api/v1/operator/tenants/${api.tenant.tenantId}/domains`, {
      headers: { Authorization: `Bearer ${api.operatorLogin.token}` },
    });
    const { items } = await jsonOf(seen);
    expect(items.map(({ name }: { name: string }) => name)).toEqual([unproved, domain]);
    expect(JSON.stringify(items)).not.toContain('everslot-domain');
  });
});
