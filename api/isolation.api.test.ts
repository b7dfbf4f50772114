import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { endpoints } from '#contracts/registry.ts';
import type { Transaction } from '#db/client.ts';
import { inTransaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { events, pushChannels, sessionEvents } from '#db/schema/calendar.ts';
import { featureSwitches, subscriptions, supportViews } from '#db/schema/installation.ts';
import { oauthStates } from '#db/schema/integration.ts';
import { tenantDeletions } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { keyScopes } from '#domain/api-key/scopes.ts';
import { memberRoles } from '#domain/member/types.ts';
import { billingVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { call, isStream, type World } from './testing/battery.ts';
import { bookInOtherStates, type Fixture, furnish, giveRoles, tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, type SignedIn, send } from './testing/harness.ts';
import { asKey, plantKey } from './testing/keys.ts';
import {
  canariesOf,
  checksumsOf,
  markTexts,
  relationsOf,
  rowsOf,
  sharedTables,
  storedOf,
} from './testing/stored.ts';
import { type Callers, type Foreign, leaksOf, tryOf } from './testing/tries.ts';

const mark = `canary${randomUUID().replaceAll('-', '')}`;

let api: Api;
let world: World;
let callers: Callers;
let foreign: Foreign;
let canaries: string[];

const keysOf = async (): Promise<Pick<Callers, 'memberKey' | 'tenantKey' | 'changedKey'>> => {
  const { host, tenant } = world.own;
  const mine = { tenantId: tenant.tenantId, createdBy: host.id, scopes: keyScopes };
  const theirs = world.foreign;
  const { token } = await plantKey(api, {
    ...mine,
    tenantId: theirs.tenant.tenantId,
    memberId: theirs.host.id,
    createdBy: theirs.host.id,
  });
  return {
    memberKey: await plantKey(api, { ...mine, memberId: host.id }),
    tenantKey: await plantKey(api, { ...mine, memberId: null }),
    changedKey: asKey(`${token.slice(0, -9)}${token.at(-9) === '0' ? '1' : '0'}${token.slice(-8)}`),
  };
};

/** Requests that the other tenant has made itself, under keys that are then used against it. */
const requestsOfOthers = async (own: Fixture): Promise<string[]> => {
  const keys: string[] = [];
  const theirs: World = { ...world, own };
  for (const endpoint of endpoints) {
    if (endpoint.idempotent !== true || endpoint.access.kind !== 'member') continue;
    const key = `theirs-${randomUUID()}`;
    const { status } = await call(theirs, endpoint, {
      as: api.strangerLogin,
      headers: { 'Idempotency-Key': key },
    });
    if (status < 300) keys.push(key);
  }
  return keys;
};

/** What a worker writes of what a vendor says. */
const writtenByWorkers = async ({ tenant: { tenantId }, host, ids }: Fixture): Promise<void> => {
  const inCalendar = { tenantId, calendarId: ids['calendarId'] ?? '' };
  const times = { startsAt: tomorrow(), endsAt: tomorrow(1) };
  const flags = { allDay: false, busy: true, tentative: false };
  await withTenant(api.db, tenantId, async (tx) => {
    await tx.insert(events).values({
      ...inCalendar,
      ...times,
      ...flags,
      id: newId('event'),
      memberId: host.id,
      externalId: randomUUID(),
      etag: randomUUID(),
      iCalUid: randomUUID(),
      title: 'At the dentist',
    });
    await tx
      .insert(pushChannels)
      .values({ ...inCalendar, id: newId('channel'), secretHash: randomUUID(), state: 'open' });
    const written = { externalId: randomUUID(), state: 'written' } as const;
    await tx.insert(sessionEvents).values({ ...inCalendar, ...written, sessionId: ids['sessionId'] ?? '' });
    await tx.insert(featureSwitches).values({
      tenantId,
      feature: 'csv_exports',
      isOn: true,
      reason: `On in ${tenantId}`,
      setAt: Date.now(),
    });
    await tx.insert(supportViews).values({
      tenantId,
      id: newId('supportView'),
      userId: newId('user'),
      signInId: newId('signIn'),
      reason: `Looked at ${tenantId}`,
      startedAt: Date.now(),
      endsAt: tomorrow(),
    });
    await tx.insert(tenantDeletions).values({
      tenantId,
      id: newId('tenantDeletion'),
      formerState: 'active',
      reason: 'The contract has ended.',
      askedBy: newId('user'),
      askedAt: Date.now(),
      dueAt: tomorrow(),
      tryAt: tomorrow(),
    });
    await tx.insert(subscriptions).values({
      tenantId,
      vendor: billingVendors[0],
      checkoutPlan: 'team',
      checkoutInterval: 'month',
      checkoutSeats: 3,
      checkoutTrialDays: 14,
      checkoutId: randomUUID(),
      customerId: randomUUID(),
      askAt: tomorrow(),
    });
    await tx.insert(oauthStates).values({
      tenantId,
      id: newId('oauthState'),
      memberId: host.id,
      vendor: 'google',
      stateHash: randomUUID(),
      verifierCiphertext: randomUUID(),
      expiresAt: tomorrow(),
    });
  });
};

beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    temporalAddress: inject('temporalAddress'),
    hosts: memberRoles.length,
  });
  const as = await giveRoles(api);
  const [own, other] = [await furnish(api, api.tenant), await furnish(api, api.stranger)];
  const bookingIds = [own.bookingId, ...(await bookInOtherStates(api, own, 0))];
  await bookInOtherStates(api, other, 0);
  world = { api, own, foreign: other, as, bookingIds };
  callers = { ...as, ...(await keysOf()) };
  const requestKeys = await requestsOfOthers(await furnish(api, api.stranger, 1));
  for (const each of [own, other]) await writtenByWorkers(each);
  expect(await markTexts(api.db, other.tenant.tenantId, mark)).toBeGreaterThan(20);
  const [ours, theirs] = [
    await storedOf(api.db, own.tenant.tenantId),
    await storedOf(api.db, other.tenant.tenantId),
  ];
  // Requests of either tenant may store what the examples say.
  canaries = [mark, ...canariesOf(theirs, [ours, bodyExamples])];
  // Nothing that carries the mark is among what may be kept.
  const kept = [
    ...Object.values(other.ids),
    ...canaries.filter((text, place) => place % 3 === 0 && !text.includes(mark)),
  ].filter((text) => text.length >= 12);
  foreign = { ids: other.ids, texts: canaries, kept, requestKeys };
  const empty = Object.entries(theirs).flatMap(([name, rows]) => (rows.length === 0 ? [name] : []));
  // The installation's own: no tenant reads them.
  expect(empty).toEqual(['operators', 'registrations']);
});
afterAll(() => api.close());

/** What a caller of the database might set to be taken for somebody else. */
const oddSettings = (): string[] => {
  const { tenantId } = world.foreign.tenant;
  return [
    '',
    ' ',
    'null',
    '%',
    '*',
    "' or '1'='1",
    `${tenantId} `,
    ` ${tenantId}`,
    tenantId.toUpperCase(),
    `{${tenantId}}`,
    `${world.own.tenant.tenantId},${tenantId}`,
    `"${tenantId}"`,
    world.own.tenant.tenantId,
  ];
};

type Settings = Readonly<Record<string, string>>;
const ways = (): Settings[] => [
  {},
  ...oddSettings().map((value) => ({ 'app.tenant_id': value })),
  ...oddSettings().map((value) => ({ 'app.routing_key': value })),
  // Of use to functions of the owner, and to nobody else.
  ...['app.sweep', 'app.figures'].map((name) => ({ [name]: 'on' })),
  { 'app.removing_tenant': world.foreign.tenant.tenantId },
];

describe('the database, asked as the application', () => {
  it('shows nothing of a tenant in any table or view, without the setting, with another and with odd ones', async () => {
    const relations = (await relationsOf(api.db)).filter(({ name }) => !sharedTables.has(name));
    expect(relations.length).toBeGreaterThan(30);
    expect(relations.some(({ isView }) => isView)).toBe(true);
    const seen: string[] = [];
    for (const settings of ways())
      await inTransaction(api.db, { settings }, async (tx) => {
        for (const relation of relations) {
          const text = JSON.stringify(await rowsOf(tx, relation));
          const found = canaries.find((canary) => text.includes(canary));
          if (found !== undefined) seen.push(`${relation.name} under ${JSON.stringify(settings)}: ${found}`);
        }
      });
    expect(seen).toEqual([]);
  });

  it('changes nothing of a tenant for another one, in any table: neither adds, nor takes over, nor removes', async () => {
    const { tenantId } = world.foreign.tenant;
    const before = await checksumsOf(api.db, tenantId);
    const tables = (await relationsOf(api.db)).filter((each) => each.hasTenant && !each.isView);
    const attempt = async (
      work: (tx: Transaction) => Promise<{ rowCount: number | null }>,
    ): Promise<number> =>
      withTenant(api.db, world.own.tenant.tenantId, work).then(
        ({ rowCount }) => rowCount ?? 0,
        () => 0,
      );
    const changed: string[] = [];
    for (const { name } of tables) {
      const table = sql.identifier(name);
      const statements = {
        update: sql`update ${table} set tenant_id = tenant_id where tenant_id = ${tenantId}`,
        takeOver: sql`update ${table} set tenant_id = ${world.own.tenant.tenantId} where tenant_id = ${tenantId}`,
        giveAway: sql`update ${table} set tenant_id = ${tenantId}`,
        remove: sql`delete from ${table} where tenant_id = ${tenantId}`,
        add: sql`insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object('tenant_id', ${tenantId}::text))).* from ${table} t limit 1`,
      };
      for (const [what, statement] of Object.entries(statements))
        if ((await attempt((tx) => tx.execute(statement))) > 0) changed.push(`${what} ${name}`);
    }
    expect(changed).toEqual([]);
    expect(await checksumsOf(api.db, tenantId)).toEqual(before);
  });
});

const tries = measures.isolationTries;
const perBatch = 8;

describe('one tenant', () => {
  it(
    `learns nothing of another one and changes nothing of it, in ${tries} requests with what is the other's in every place`,
    async () => {
      const before = await checksumsOf(api.db, world.foreign.tenant.tenantId);
      // What may be kept names others within it, such as the key of a ledger entry its refund.
      const hidden = canaries.filter((text) => !foreign.kept.some((kept) => kept.includes(text)));
      expect(hidden.length).toBeGreaterThan(100);
      const leaks: string[] = [];
      const outcomes: Record<string, number> = {};
      for (let n = 0; n < tries; n += perBatch) {
        const batch = Array.from({ length: Math.min(perBatch, tries - n) }, (_, place) =>
          tryOf(n + place, world, callers, foreign),
        );
        const results = await Promise.all(batch.map((each) => leaksOf(world, each, hidden)));
        results.forEach((result, place) => {
          outcomes[result.status] = (outcomes[result.status] ?? 0) + 1;
          const { endpoint, caller } = batch[place] ?? {};
          if (result.leaks.length > 0)
            leaks.push(`${n + place} ${endpoint?.operation} by ${caller}: ${result.leaks.join(', ')}`);
        });
      }
      expect(leaks).toEqual([]);
      expect(await checksumsOf(api.db, world.foreign.tenant.tenantId)).toEqual(before);
      // Nothing was impossible, and not everything was refused for its form.
      expect(outcomes['500']).toBeUndefined();
      expect(outcomes['404']).toBeGreaterThan(tries / 20);
      expect(outcomes['200']).toBeGreaterThan(tries / 50);
      if (tries > 3_000) process.stdout.write(`${JSON.stringify({ tries, outcomes })}\n`);
    },
    tries * 200,
  );

  it('would be seen to learn something: the other one is shown its own things by the same requests', async () => {
    const theirs: World = { ...world, own: world.foreign, foreign: world.own };
    const shown = await Promise.all(
      endpoints
        .filter(
          (endpoint) => endpoint.method === 'get' && endpoint.access.kind === 'member' && !isStream(endpoint),
        )
        .map((endpoint) =>
          leaksOf(theirs, { endpoint, caller: '', options: { as: api.strangerLogin } }, canaries),
        ),
    );
    expect(shown.filter(({ leaks }) => leaks.length > 0).length).toBeGreaterThan(shown.length / 2);
    expect(shown.some(({ leaks }) => leaks.includes(mark))).toBe(true);
  });

  it.each(['owner', 'memberKey', 'tenantKey'] as const)(
    'hears by the live stream of its %s of its own changes and of none of another one',
    async (caller) => {
      const as: SignedIn = callers[caller];
      const answer = await send(api, 'GET', '/api/v1/stream', { as });
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      if (reader === undefined) throw new Error('the stream has no body');
      await createTestLink(api.db, world.foreign.tenant);
      const { id } = await createTestLink(api.db, world.own.tenant);
      let text = '';
      while (!text.includes(id)) {
        const { done, value } = await reader.read();
        if (done) throw new Error('the stream has ended');
        text += value;
      }
      await reader.cancel();
      expect(text.match(/"id":"\w+"/g)).toEqual([`"id":"${id}"`]);
    },
  );
});
