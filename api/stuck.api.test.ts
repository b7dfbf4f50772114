import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { calendars } from '#db/schema/calendar.ts';
import { effects } from '#db/schema/effect.ts';
import { wakeups } from '#db/schema/installation.ts';
import { notifications } from '#db/schema/notification.ts';
import { departures, domains } from '#db/schema/tenant.ts';
import { withOperators, withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import type { StuckKind } from '#domain/stuck/kinds.ts';
import { domainPatienceMs } from '#domain/stuck/types.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { bounce, failEffect } from '#services/attention/testing/failing.ts';
import { stuckQuery } from '#services/stuck/find-stuck.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

/** Of its own: operators read over the whole installation. */
let database: OwnDatabase;
let api: Api;
let own: Fixture;
let tenant: TestTenant;
/** The suite's own failing things, by kind. */
let ids: Record<'effect' | 'delivery' | 'departure' | 'calendar' | 'domain' | 'follower', string>;

const hourMs = 3_600_000;
const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(api.db, tenant.tenantId, work);

const departureOf = async (): Promise<string> => {
  const id = api.deps.newId('departure');
  const [by, member] = tenant.hosts;
  await inTenant((tx) =>
    tx.insert(departures).values({
      tenantId: tenant.tenantId,
      id,
      memberId: member?.id ?? '',
      kind: 'deactivate',
      plan: 'cancel',
      askedBy: by?.id ?? '',
      total: 3,
      tryAt: Date.now() + hourMs,
      failures: 2,
      failure: 'internal',
    }),
  );
  return id;
};

/** Of the suite's own member; its records are as this says since then. */
const domainOf = async (values: Partial<typeof domains.$inferInsert>): Promise<string> => {
  const id = api.deps.newId('domain');
  await inTenant((tx) =>
    tx.insert(domains).values({
      tenantId: tenant.tenantId,
      id,
      name: `${randomUUID()}.example.com`,
      token: 'x',
      addedBy: tenant.hosts[0]?.id ?? '',
      finding: 'proof_missing',
      askedAt: Date.now(),
      tryAt: Date.now() + hourMs,
      ...values,
    }),
  );
  return id;
};

/** A mail to somebody who wants an account that could not be made. */
const registrationMail = async (): Promise<string> => {
  const id = api.deps.newId('notification');
  await withTenant(api.db, installationId, (tx) =>
    tx.insert(notifications).values({
      tenantId: installationId,
      id,
      subjectKind: 'registration',
      subjectId: api.deps.newId('registration'),
      template: 'registration_link',
      key: id,
      state: 'given_up',
      dueAt: Date.now() - hourMs,
      failure: 'sender_refused',
      failingSince: Date.now() - hourMs,
    }),
  );
  return id;
};

beforeAll(async () => {
  database = await openOwnDatabase();
  api = await openApi({ databaseUrls: database.urls, temporalAddress: inject('temporalAddress') });
  tenant = api.tenant;
  own = await furnish(api, tenant);
  const of = { tenantId: tenant.tenantId, bookingId: own.bookingId, now: Date.now() };
  const calendarId = own.ids['calendarId'] ?? '';
  await inTenant(async (tx) => {
    await tx.update(calendars).set({ lastError: 'unreachable' }).where(eq(calendars.id, calendarId));
    await tx.insert(wakeups).values({
      tenantId: tenant.tenantId,
      kind: 'notify',
      subjectId: `per_${'0'.repeat(26)}`,
      dueAt: Date.now() - hourMs,
      callAt: Date.now() + hourMs,
      calls: 4,
    });
  });
  ids = {
    effect: await failEffect(api.db, of),
    delivery: (await bounce(api.db, of, { address: `late-${randomUUID()}@example.com` })).id,
    departure: await departureOf(),
    calendar: calendarId,
    domain: await domainOf({ state: 'failing', failingSince: Date.now() - hourMs }),
    follower: `notify/per_${'0'.repeat(26)}`,
  };
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const operate = (method: string, path: string, body?: unknown) =>
  send(api, method, `/api/v1/operator/stuck${path}`, { as: api.operatorLogin, body });

type Item = {
  id: string;
  kind: StuckKind;
  tenant: { id: string } | null;
  what: string | null;
  subject: { kind: string; id: string };
  failure: string | null;
  tries: number;
};
type Page = { items: Item[]; nextCursor: string | null };
const read = async (query: Record<string, string> = {}): Promise<Page> => {
  const answer = await operate(
    'GET',
    `?${new URLSearchParams({ tenantId: tenant.tenantId, ...query }).toString()}`,
  );
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
};
/** Over all organisations, page by page: other suites have much that fails at the same time. */
const idsEverywhere = async (): Promise<string[]> => {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await operate('GET', `?limit=100${query}`);
    expect(answer.status, await answer.clone().text()).toBe(200);
    const page = (await answer.json()) as Page;
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return found;
};
const retry = (body: object) => operate('POST', '/retry', { reason: 'The vendor is back', ...body });
const retried = async (body: object) =>
  (await (await retry({ tenantId: tenant.tenantId, ...body })).json()) as { retried: number };

describe('what stands still', () => {
  it('is listed with its kind, its organisation, why and since when, and found by each of them', async () => {
    const { items } = await read({ limit: '100' });
    for (const [kind, id] of Object.entries(ids)) {
      expect(items).toContainEqual(
        expect.objectContaining({ kind, id, tenant: expect.objectContaining({ id: tenant.tenantId }) }),
      );
      const alone = await read({ kind });
      expect(new Set(alone.items.map((item) => item.kind))).toEqual(new Set([kind]));
    }
    const unreachable = await read({ failure: 'unreachable' });
    expect(unreachable.items).toMatchObject([{ kind: 'calendar', id: ids.calendar }]);
    const text = JSON.stringify(items);
    expect(text).not.toContain('@');
    expect(await idsEverywhere()).toContain(ids.departure);
    await expectProblem(await operate('GET', '?failure=bad_weather'), 'invalid_request');
    await expectProblem(await operate('GET', '?cursor=x'), 'invalid_request');
  });

  it('is read page by page, the longest first, each of it once', async () => {
    const all = (await read({ limit: '100' })).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await read({ limit: '2', ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });

  it('is counted by kind and failure', async () => {
    const answer = await operate('GET', `/figures?tenantId=${tenant.tenantId}`);
    const { items } = (await answer.json()) as { items: { kind: string; failure: string; count: number }[] };
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'departure', failure: 'internal', count: 1 }),
    );
    const total = items.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe((await read({ limit: '100' })).items.length);
  });

  it('is found by indexes that hold nothing else, whatever else there is', async () => {
    const { ops } = api.deps;
    if (ops === null) throw new Error('the suite has no operators');
    const page = { now: Date.now(), limit: 25, after: { since: 1, id: 'x' } };
    const plan = await withOperators(ops, async (tx) => {
      await tx.execute('set local enable_seqscan = off');
      const { rows } = await tx.execute(sql`explain ${stuckQuery({}, page)}`);
      return JSON.stringify(rows);
    });
    for (const index of [
      /effects_attention_idx/,
      /notifications_attention_idx/,
      /deliveries_(attention|failing_address)_idx/,
      /departures_stuck_idx/,
      /calendars_stuck_idx/,
      /domains_stuck_idx/,
      /wakeups_due_at_idx/,
    ])
      expect(plan).toMatch(index);
  });
});

describe('a domain', () => {
  it('stands still once its records are gone, or were not found for a day, and says what was found', async () => {
    const [late, fresh, proved] = [
      await domainOf({ askedAt: Date.now() - domainPatienceMs - hourMs }),
      await domainOf({}),
      await domainOf({ state: 'given_up', askedAt: Date.now() - domainPatienceMs - hourMs }),
    ];
    const { items } = await read({ kind: 'domain', limit: '100' });
    expect(items.find(({ id }) => id === late)).toMatchObject({ what: 'proof_missing', failure: null });
    const listed = items.map(({ id }) => id);
    expect(listed).toContain(ids.domain);
    expect(listed).not.toContain(fresh);
    expect(listed).not.toContain(proved);
  });

  it('that is tried again is looked at now', async () => {
    const before = Date.now();
    expect(await retried({ kind: 'domain', id: ids.domain })).toMatchObject({ retried: 1 });
    const [row] = await inTenant((tx) => tx.select().from(domains).where(eq(domains.id, ids.domain)));
    expect(row?.tryAt).toBeLessThanOrEqual(Date.now());
    expect(row?.tryAt).toBeGreaterThanOrEqual(before);
  });
});

describe('a mail to somebody who is in no organisation yet', () => {
  it('is listed as the installation’s once it failed for good, without the address, and tried again with the reason', async () => {
    const id = await registrationMail();
    const answer = await operate('GET', '?kind=notification&failure=sender_refused&limit=100');
    const { items } = (await answer.json()) as Page;
    expect(items.find((item) => item.id === id)).toMatchObject({
      tenant: null,
      what: 'registration_link',
      subject: { kind: 'registration' },
    });
    const answered = await retry({ kind: 'notification', id });
    expect(await answered.json()).toMatchObject({ retried: 1 });
    const [row, recorded] = await withTenant(api.db, installationId, async (tx) => [
      (await tx.select().from(notifications).where(eq(notifications.id, id)))[0],
      await tx.select().from(auditLog).where(eq(auditLog.targetId, id)),
    ]);
    expect(row).toMatchObject({ state: 'due', failure: null });
    expect(recorded).toMatchObject([{ action: 'stuck.retry', reason: 'The vendor is back' }]);
  });
});

describe('an operator', () => {
  it('has one thing tried again, once, with the reason in the log of the organisation', async () => {
    const one = { kind: 'effect', id: ids.effect };
    expect(await retried(one)).toMatchObject({ retried: 1, nextCursor: null });
    expect(await retried(one)).toMatchObject({ retried: 0 });
    const [row] = await inTenant((tx) => tx.select().from(effects).where(eq(effects.id, ids.effect)));
    expect(row).toMatchObject({ state: 'owed', failure: null });
    const recorded = await inTenant((tx) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.action, 'stuck.retry'), eq(auditLog.targetId, ids.effect))),
    );
    expect(recorded).toMatchObject([{ actorKind: 'operator', reason: 'The vendor is back' }]);
  });

  it('has all that matches tried again, and nothing else; mails to blocked addresses are left alone', async () => {
    expect(await retried({ kind: 'departure', failure: 'internal' })).toMatchObject({ retried: 1 });
    expect(await retried({ kind: 'departure' })).toMatchObject({ retried: 0 });
    const [departure] = await inTenant((tx) =>
      tx.select().from(departures).where(eq(departures.id, ids.departure)),
    );
    expect(departure).toMatchObject({ failure: null, failures: 0 });
    expect(await retried({ kind: 'delivery', id: ids.delivery })).toMatchObject({ retried: 0 });
    expect(await retried({ kind: 'calendar' })).toMatchObject({ retried: 1 });
    expect((await read({ kind: 'calendar' })).items).toHaveLength(1);
    await expectProblem(await retry({ reason: '' }), 'invalid_request');
    await expectProblem(await retry({ cursor: 'x' }), 'invalid_request');
  });
});
