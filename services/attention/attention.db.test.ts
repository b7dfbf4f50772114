import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { wakeups } from '#db/schema/installation.ts';
import { integrations } from '#db/schema/integration.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { calendarVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, contextAt, guestDetails, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { dismissAttention } from './dismiss-attention.ts';
import { liftSuppression } from './lift-suppression.ts';
import { listAttention } from './list-attention.ts';
import { retryAttention } from './retry-attention.ts';
import { bounce, failEffect, notificationOf } from './testing/failing.ts';

let db: Database;
let tenant: TestTenant;
let linkId: string;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;

const memberAs = (host: TestHost | undefined, role: MemberRole): Actor => ({
  kind: 'member',
  memberId: host?.id ?? '',
  userId: host?.userId ?? '',
  role,
  name: role,
});
const as = (actor: Actor, options: { key?: string; tenantId?: string; at?: number } = {}): ServiceContext =>
  contextAt(
    db,
    { tenantId: options.tenantId ?? tenant.tenantId, now: options.at ?? now },
    { actor, ...(options.key === undefined ? {} : { key: options.key }) },
  );
const owner = () => memberAs(tenant.hosts[0], 'owner');
const host = () => memberAs(tenant.hosts[1], 'host');
const stranger = () => memberAs(tenant.hosts[2], 'host');

let slot = 0;
/** A booking that the second host hosts. */
const book = async (email = `guest-${slot}@example.com`): Promise<string> => {
  slot += 1;
  const details = guestDetails({ guest: { name: `Guest ${slot}`, email } });
  return bookAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId, start: now + (24 + slot) * hourMs, details },
  );
};
const of = (bookingId: string, at = now) => ({ tenantId: tenant.tenantId, bookingId, now: at });
const list = (actor: Actor, bookingId?: string) =>
  listAttention(as(actor), { order: 'oldest', bookingId, limit: 100 });
const inTenant = <Row>(work: Parameters<typeof withTenant<Row>>[2]) => withTenant(db, tenant.tenantId, work);
const effectRow = async (id: string) =>
  (await inTenant((tx) => tx.select().from(effects).where(eq(effects.id, id))))[0];
const notificationRow = async (id: string) =>
  (await inTenant((tx) => tx.select().from(notifications).where(eq(notifications.id, id))))[0];
const deliveriesOf = (notificationId: string) =>
  inTenant((tx) =>
    tx
      .select()
      .from(deliveries)
      .where(eq(deliveries.notificationId, notificationId))
      .orderBy(asc(deliveries.sequence)),
  );
const linesOf = async (bookingId: string): Promise<string[]> =>
  (
    await inTenant((tx) =>
      tx
        .select({ kind: bookingTimeline.kind })
        .from(bookingTimeline)
        .where(eq(bookingTimeline.bookingId, bookingId))
        .orderBy(asc(bookingTimeline.sequence)),
    )
  ).map(({ kind }) => kind);
const auditOf = async (targetId: string): Promise<string[]> =>
  (
    await inTenant((tx) =>
      tx.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.targetId, targetId)),
    )
  ).map(({ action }) => action);
const wakeupOf = async (subjectId: string) =>
  (
    await inTenant((tx) =>
      tx
        .select()
        .from(wakeups)
        .where(and(eq(wakeups.kind, 'booking'), eq(wakeups.subjectId, subjectId))),
    )
  )[0];
/** A notification that cannot be sent at present. */
const failNotification = async (bookingId: string): Promise<string> => {
  const { id } = await notificationOf(db, of(bookingId));
  await inTenant((tx) =>
    tx
      .update(notifications)
      .set({ failure: 'throttled', failures: 2, failingSince: now, tryAt: now + 30_000 })
      .where(eq(notifications.id, id)),
  );
  return id;
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 6 });
  tenant = await createTestTenant(db, { hosts: 3 });
  ({ id: linkId } = await createTestLink(db, tenant, { hosts: tenant.hosts.slice(1, 2) }));
});
afterAll(() => closeDatabase(db));

describe('the list of what needs attention', () => {
  test('says of each item what it is about, why and since when it fails, and when it is tried again', async () => {
    const bookingId = await book('listed@example.com');
    const effectId = await failEffect(db, of(bookingId, now + 1));
    const notificationId = await failNotification(bookingId);
    const delivery = await bounce(db, of(bookingId, now + 2), {
      template: 'booking_confirmed',
      address: 'listed@example.com',
      recipient: 'guest',
    });
    // Both at once: the notification waits for another recipient while this one's mail has come back.
    await inTenant((tx) =>
      tx
        .update(notifications)
        .set({ state: 'due', doneAt: null, failure: 'throttled', failingSince: now })
        .where(eq(notifications.id, notificationId)),
    );
    const { items, count } = await list(host(), bookingId);
    expect(count).toBe(3);
    expect(items.map(({ id }) => id)).toEqual([notificationId, effectId, delivery.id]);
    const subject = {
      kind: 'booking',
      id: bookingId,
      title: 'Test link',
      guestName: expect.stringMatching(/^Guest \d/),
    };
    expect(items[0]).toMatchObject({
      kind: 'notification',
      template: 'booking_confirmed',
      effect: null,
      failure: 'throttled',
      tries: 2,
      nextTryAt: new Date(now + 30_000).toISOString(),
      recipient: null,
      actions: ['retry', 'dismiss'],
      subject,
    });
    expect(items[1]).toMatchObject({
      kind: 'effect',
      effect: 'calendar',
      template: null,
      failure: 'unavailable',
      since: new Date(now + 1).toISOString(),
      tries: 3,
      nextTryAt: new Date(now + 1 + 60_000).toISOString(),
    });
    expect(items[2]).toMatchObject({
      kind: 'delivery',
      failure: 'bounced',
      nextTryAt: null,
      recipient: { audience: 'guest', address: 'listed@example.com' },
      actions: ['dismiss', 'correct_address'],
      subject,
    });
    expect(items[2]?.suppressionId).toMatch(/^sup_/);
  });

  test('comes in pages from the newest or the oldest failure, each item once', async () => {
    const own = await createTestTenant(db);
    const link = await createTestLink(db, own);
    const expected: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const at = { tenantId: own.tenantId, now };
      const id = await bookAsGuest(db, at, { linkId: link.id, start: now + (48 + index) * hourMs });
      // Two of them have failed since the same moment.
      expected.push(
        await failEffect(db, { tenantId: own.tenantId, bookingId: id, now: now + Math.max(index, 1) }),
      );
    }
    for (const order of ['oldest', 'newest'] as const) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: Awaited<ReturnType<typeof listAttention>> = await listAttention(
          as(memberAs(own.hosts[0], 'owner'), { tenantId: own.tenantId }),
          { order, limit: 2, ...(cursor == null ? {} : { cursor }) },
        );
        expect(page.count).toBe(5);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      const [first = '', second = '', ...rest] = expected;
      const oldestFirst = [...[first, second].toSorted(), ...rest];
      expect(seen).toEqual(order === 'oldest' ? oldestFirst : oldestFirst.toReversed());
    }
  });

  test('refuses a cursor that is not one of its own', async () => {
    const attempt = listAttention(as(owner()), { order: 'newest', limit: 5, cursor: 'bm9uc2Vuc2U' });
    expect(await refusalOf(attempt)).toBe('invalid_request');
  });

  test('shows hosts what they host, owners everything, other tenants nothing', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    const sees = async (ctx: ServiceContext): Promise<boolean> =>
      (await listAttention(ctx, { order: 'newest', limit: 100 })).items.some((item) => item.id === id);
    expect(await sees(as(host()))).toBe(true);
    expect(await sees(as(owner()))).toBe(true);
    expect(await sees(as(stranger()))).toBe(false);
    const other = await createTestTenant(db);
    expect(await sees(as(memberAs(other.hosts[0], 'owner'), { tenantId: other.tenantId }))).toBe(false);
    const viewer = await list(memberAs(tenant.hosts[1], 'viewer'), bookingId);
    expect(viewer.items.map(({ actions }) => actions)).toEqual([[]]);
  });

  test('leaves out what is done, dismissed or overtaken', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    for (const state of ['done', 'dismissed'] as const) {
      await inTenant((tx) => tx.update(effects).set({ state }).where(eq(effects.id, id)));
      expect((await list(owner(), bookingId)).items).toEqual([]);
    }
    const delivery = await bounce(db, of(bookingId), { address: 'overtaken@example.com' });
    await inTenant((tx) =>
      tx.update(deliveries).set({ settled: 'overtaken' }).where(eq(deliveries.id, delivery.id)),
    );
    expect((await list(owner(), bookingId)).count).toBe(0);
  });
});

describe('trying an item again', () => {
  test('owes an effect at once, also one that was given up, and writes down who asked for it', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId), { state: 'given_up' });
    const before = await wakeupOf(bookingId);
    await retryAttention(as(host(), { at: now + 5 }), { attentionId: id });
    expect(await effectRow(id)).toMatchObject({ state: 'owed', tryAt: now + 5, failures: 0, failure: null });
    expect((await wakeupOf(bookingId))?.version).toBeGreaterThan(before?.version ?? 0);
    expect((await linesOf(bookingId)).at(-1)).toBe('sync_retried');
    expect(await auditOf(id)).toEqual(['attention.retry']);
    expect((await list(host(), bookingId)).items).toEqual([]);
  });

  test('makes a failing notification due at once', async () => {
    const bookingId = await book();
    const id = await failNotification(bookingId);
    await retryAttention(as(host()), { attentionId: id });
    expect(await notificationRow(id)).toMatchObject({ state: 'due', tryAt: null, failure: null, retries: 1 });
  });

  test('keeps a mail that bounced as history and owes another one, once its address is no longer suppressed', async () => {
    const bookingId = await book();
    const address = `suppressed-${bookingId}@example.com`;
    const delivery = await bounce(db, of(bookingId), { address });
    expect(await refusalOf(retryAttention(as(host()), { attentionId: delivery.id }))).toBe(
      'address_suppressed',
    );
    const { suppressionId } = (await list(host(), bookingId)).items[0] ?? {};
    expect(suppressionId).not.toBeNull();
    await liftSuppression(as(host()), { suppressionId: suppressionId ?? '', retry: false });
    expect((await list(host(), bookingId)).items[0]?.actions).toContain('retry');
    await retryAttention(as(host()), { attentionId: delivery.id });
    expect(await deliveriesOf(delivery.notificationId)).toMatchObject([
      { id: delivery.id, state: 'bounced', settled: 'replaced' },
    ]);
    expect(await notificationRow(delivery.notificationId)).toMatchObject({ state: 'due', failure: null });
  });

  test('is done once when two hosts press at once, and the other one is told', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    const presses = [host(), owner(), host(), owner()].map((actor) =>
      refusalOf(retryAttention(as(actor), { attentionId: id })),
    );
    const codes = await Promise.all(presses);
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === 'attention_settled')).toHaveLength(3);
    expect((await linesOf(bookingId)).filter((kind) => kind === 'sync_retried')).toHaveLength(1);
    expect(await auditOf(id)).toHaveLength(1);
  });

  test('is answered alike when the same request is repeated', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    const repeated = () => retryAttention(as(host(), { key: `key-${id}` }), { attentionId: id });
    await Promise.all([repeated(), repeated()]);
    await repeated();
    expect(await auditOf(id)).toHaveLength(1);
  });
});

describe('dismissing an item', () => {
  test('leaves an effect as it is, until it is owed anew', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    await dismissAttention(as(host()), { attentionId: id });
    expect(await effectRow(id)).toMatchObject({ state: 'dismissed', failure: 'unavailable' });
    expect((await linesOf(bookingId)).at(-1)).toBe('attention_dismissed');
    expect((await list(host(), bookingId)).items).toEqual([]);
  });

  test('drops a notification with what is still queued of it', async () => {
    const bookingId = await book();
    const id = await failNotification(bookingId);
    await dismissAttention(as(host()), { attentionId: id });
    expect(await notificationRow(id)).toMatchObject({ state: 'dropped', failure: null });
    expect(await refusalOf(dismissAttention(as(host()), { attentionId: id }))).toBe('attention_settled');
  });

  test('closes one mail and leaves another one of the same notification in the list', async () => {
    const bookingId = await book();
    const guest = await bounce(db, of(bookingId), { address: `g-${bookingId}@example.com` });
    const other = await bounce(db, of(bookingId, now + 1), {
      address: `h-${bookingId}@example.com`,
      recipient: tenant.hosts[1]?.id ?? '',
    });
    await dismissAttention(as(host()), { attentionId: guest.id });
    expect((await list(host(), bookingId)).items.map(({ id }) => id)).toEqual([other.id]);
    expect(await notificationRow(guest.notificationId)).toMatchObject({ failure: 'bounced' });
    await dismissAttention(as(host()), { attentionId: other.id });
    expect(await notificationRow(guest.notificationId)).toMatchObject({ failure: null, failingSince: null });
  });

  test('and trying it again exclude each other', async () => {
    const bookingId = await book();
    const id = await failEffect(db, of(bookingId));
    const outcomes = await Promise.all([
      refusalOf(retryAttention(as(host()), { attentionId: id })),
      refusalOf(dismissAttention(as(owner()), { attentionId: id })),
    ]);
    expect(outcomes.filter((code) => code === null)).toHaveLength(1);
    expect(outcomes).toContain('attention_settled');
  });
});

describe('who may do something about an item', () => {
  test.each([
    ['retry', retryAttention],
    ['dismiss', dismissAttention],
  ] as const)(
    '%s: its hosts, owners and admins; to others it does not exist, and viewers only look',
    async (_verb, act) => {
      const bookingId = await book();
      const id = await failEffect(db, of(bookingId));
      const other = await createTestTenant(db);
      const refused = async (ctx: ServiceContext) => refusalOf(act(ctx, { attentionId: id }));
      expect(await refused(as(stranger()))).toBe('not_found');
      expect(await refused(as(memberAs(tenant.hosts[1], 'viewer')))).toBe('forbidden');
      expect(await refused(as({ kind: 'guest', bookingId }))).toBe('unauthenticated');
      expect(await refused(as(memberAs(other.hosts[0], 'owner'), { tenantId: other.tenantId }))).toBe(
        'not_found',
      );
      expect(await effectRow(id)).toMatchObject({ state: 'owed', failure: 'unavailable' });
      expect(await refused(as(memberAs(tenant.hosts[0], 'admin')))).toBeNull();
    },
  );
});

describe('what fails about a calendar account', () => {
  test('concerns its owner and those who act for everybody, and is retried by the follower of its notifications', async () => {
    const integrationId = newId('integration');
    const notificationId = newId('notification');
    const { tenantId } = tenant;
    await inTenant(async (tx) => {
      await tx.insert(integrations).values({
        tenantId,
        id: integrationId,
        memberId: tenant.hosts[1]?.id ?? '',
        vendor: calendarVendors[0],
        externalAccountId: integrationId,
        capability: 'calendar',
        auth: 'oauth',
        accountLabel: 'calendar@example.com',
        status: 'needs_reconnection',
        connectedAt: now,
        lostAt: now,
      });
      await tx.insert(notifications).values({
        tenantId,
        id: notificationId,
        subjectKind: 'integration',
        subjectId: integrationId,
        template: 'integration_reconnect',
        key: 'integration_reconnect/1',
        dueAt: now,
        failure: 'unavailable',
        failures: 1,
        failingSince: now,
        tryAt: now + 60_000,
      });
    });
    const seenBy = async (actor: Actor) => (await list(actor)).items.find(({ id }) => id === notificationId);
    expect(await seenBy(host())).toMatchObject({
      kind: 'notification',
      subject: {
        kind: 'integration',
        id: integrationId,
        title: 'calendar@example.com',
        code: null,
        start: null,
      },
      actions: ['retry', 'dismiss'],
    });
    expect(await seenBy(owner())).toBeDefined();
    expect(await seenBy(stranger())).toBeUndefined();
    const input = { attentionId: notificationId };
    expect(await refusalOf(retryAttention(as(stranger()), input))).toBe('not_found');
    await retryAttention(as(host()), input);
    expect(await notificationRow(notificationId)).toMatchObject({ state: 'due', failure: null });
    const [wakeup] = await inTenant((tx) =>
      tx.select().from(wakeups).where(eq(wakeups.subjectId, integrationId)),
    );
    expect(wakeup).toMatchObject({ kind: 'notify' });
  });
});
