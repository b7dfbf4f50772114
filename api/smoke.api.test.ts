import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import '#scripts/testing/context.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';
let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: inject('databaseUrls'), temporalAddress: inject('temporalAddress') });
});
afterAll(() => api.close());
describe('smoke', () => {
  it('works', async () => {
    const me = await send(api, 'GET', '/api/v1/me', { as: firstLogin(api) });
    console.log(me.status, Object.fromEntries(me.headers), await me.text());
    const link = await createTestLink(api.db, api.tenant);
    for (const path of ['/links','/schedules','/members','/bookings','/connections',`/links/${link.id}`, `/public/profiles/${api.tenant.hosts[0]?.username}`, `/public/links/${api.tenant.hosts[0]?.username}/${link.slug}`, `/public/links/${api.tenant.hosts[0]?.username}/${link.slug}/slots?from=2026-11-23&to=2026-11-24&timeZone=UTC`, `/links/${link.id}/explain?start=2026-11-23T10:07:00Z`]) {
      const r = await send(api, 'GET', '/api/v1' + path, { as: firstLogin(api) });
      console.log(path, r.status, r.headers.get('x-statement-count'), r.headers.get('etag'), (await r.text()).slice(0, 700));
    }
    console.log(api.logged().slice(-3000));
    expect(1).toBe(1);
  });
});
