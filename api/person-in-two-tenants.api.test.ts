import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { endpoints } from '#contracts/registry.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { keyScopes } from '#domain/api-key/scopes.ts';
import { memberRoles } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { call, expectProblem, isStream, type World } from './testing/battery.ts';
import { type Fixture, furnish, giveRoles } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';
import { plantKey } from './testing/keys.ts';
import { canariesOf, markTexts, relationsOf, rowsOf, sharedTables, storedOf } from './testing/stored.ts';

const mark = `canary${randomUUID().replaceAll('-', '')}`;
const minuteMs = 60_000;

let api: Api;
let world: World;
/** The other organisation of the first host, who is its owner as well. */
let club: TestTenant;
let other: Fixture;
/** What is stored of the other organisation alone. */
let canaries: string[];
let memberKey: SignedIn;

beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
  });
  const as = await giveRoles(api);
  club = await createTestTenant(api.db, { hosts: 1, persons: api.tenant.hosts });
  const own = await furnish(api, api.tenant);
  other = await furnish(api, club, 40);
  // The person is one and the same in both.
  await markTexts(api.db, club.tenantId, mark, { but: ['persons'] });
  const [ours, theirs] = [await storedOf(api.db, api.tenant.tenantId), await storedOf(api.db, club.tenantId)];
  canaries = [mark, ...canariesOf(theirs, ours)];
  world = { api, own, foreign: other, as, bookingIds: [own.bookingId] };
  const mine = { tenantId: api.tenant.tenantId, memberId: own.host.id, createdBy: own.host.id };
  memberKey = await plantKey(api, { ...mine, scopes: keyScopes });
});
afterAll(() => api.close());

const startOf = async (fixture: Fixture, tenantId: string): Promise<number> => {
  const rows = await withTenant(api.db, tenantId, async (tx) =>
    rowsOf(tx, { name: 'bookings', isView: false, hasTenant: true }),
  );
  const found = rows.find((row) => 'id' in row && row.id === fixture.bookingId);
  return Date.parse(found !== undefined && 'starts_at' in found ? String(found.starts_at) : '');
};

/** The id of a claim stands in the claim, which is all that both see of each other. */
const isClaim = (text: string): boolean => text.startsWith('clm_');

const shownTo = async (as: SignedIn | undefined, path: string): Promise<string> =>
  (await send(api, 'GET', path, { as })).text();

/** What somebody who has signed in is told of themselves: where they are a member, and what they have asked for there. */
const ofPerson: ReadonlySet<string> = new Set(['getMe', 'listExports', 'previewAccountDeletion']);

describe('of somebody who belongs to two organisations, the one', () => {
  it('stores and sees nothing of the other but that the person has no time then', async () => {
    const found: string[] = [];
    for (const relation of await relationsOf(api.db)) {
      const rows = await withTenant(api.db, api.tenant.tenantId, (tx) => rowsOf(tx, relation));
      if (relation.name === 'claims') {
        const taken = rows.find((row) => JSON.stringify(row).includes('"during"'));
        expect(Object.keys(taken ?? {}).toSorted()).toEqual([
          'during',
          'ends_at',
          'exclusive',
          'hold_until',
          'id',
          'person_id',
          'starts_at',
        ]);
        continue;
      }
      if (sharedTables.has(relation.name)) continue;
      const text = JSON.stringify(rows);
      found.push(...canaries.filter((each) => !isClaim(each) && text.includes(each)));
    }
    expect(found.filter((each) => each.includes(mark))).toEqual([]);
    expect(found).toEqual([]);
  });

  it.each(['owner', 'admin', 'memberKey'] as const)(
    'shows nothing of the other in any of its answers to its %s',
    async (who) => {
      const as = who === 'memberKey' ? memberKey : world.as[who];
      const leaks: string[] = [];
      for (const endpoint of endpoints) {
        if (endpoint.method !== 'get' || isStream(endpoint) || endpoint.access.kind !== 'member') continue;
        if (who === 'owner' && ofPerson.has(endpoint.operation)) continue;
        const text = await (await call(world, endpoint, { as })).text();
        leaks.push(
          ...canaries.filter((each) => text.includes(each)).map((each) => `${endpoint.operation}: ${each}`),
        );
      }
      expect(leaks).toEqual([]);
    },
  );

  it('tells its own member of the other by the sign-in alone', async () => {
    expect(await shownTo(firstLogin(api), '/api/v1/me')).toContain(club.tenantId);
    expect(await shownTo(memberKey, '/api/v1/me')).not.toContain(club.tenantId);
  });

  it('lists to guests no time that the other has taken, refuses it as any taken time, and says no more', async () => {
    const [host] = api.tenant.hosts;
    if (host === undefined) throw new Error('the suite has no host');
    const link = await createTestLink(api.db, api.tenant, { scheduleId: host.scheduleId });
    const start = await startOf(other, club.tenantId);
    const [from, to] = [-1, 1].map((days) =>
      new Date(start + days * 24 * 60 * minuteMs).toISOString().slice(0, 10),
    );
    const path = `/api/v1/public/links/${host.username}/${link.slug}`;
    const slots = await shownTo(
      undefined,
      `${path}/slots?from=${from}&to=${to}&timeZone=UTC&durationMinutes=30`,
    );
    const iso = (minutes: number) => new Date(start + minutes * minuteMs).toISOString();
    expect([-60, 0, 60].map((minutes) => slots.includes(iso(minutes)))).toEqual([true, false, true]);
    const body = {
      start: iso(0),
      durationMinutes: 30,
      timeZone: 'UTC',
      locale: 'en',
      guest: { name: 'An', email: 'an@example.com' },
      answers: {},
    };
    const refused = await send(api, 'POST', `${path}/bookings`, {
      body,
      headers: { 'Idempotency-Key': randomUUID() },
    });
    const text = JSON.stringify(await expectProblem(refused.clone(), 'slot_taken'));
    const explained = await shownTo(
      world.as.owner,
      `/api/v1/links/${link.id}/explain?start=${iso(0)}&durationMinutes=30`,
    );
    expect(explained).toContain('"offered":false');
    const pages = [
      slots,
      text,
      explained,
      await shownTo(undefined, `/api/v1/public/profiles/${host.username}`),
      await shownTo(undefined, path),
    ];
    for (const page of pages) expect(canaries.filter((each) => page.includes(each))).toEqual([]);
  });
});
