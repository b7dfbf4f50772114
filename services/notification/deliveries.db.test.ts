import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { notifications, type StoredEmail, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { patienceMs } from '#domain/effect/patience.ts';
import type { Failure } from '#domain/failure.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import {
  type DeliveryRow,
  type NewDelivery,
  type NotificationResult,
  queueDeliveries,
  recordDeliveries,
  type Try,
} from './deliveries.ts';
import type { NotificationRow } from './due-notifications.ts';
import { type DeliveryEvent, receiveDeliveryEvent } from './receive-delivery-event.ts';
import { retryNotifications } from './retry-notifications.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const content: StoredEmail = {
  from: { name: 'A', email: 'a@example.com' },
  to: { name: 'B', email: 'b@example.com' },
  subject: 'Hello',
  html: '',
  text: '',
};

/** A notification of a booking of its own. */
const notify = async (of: TestTenant = tenant): Promise<NotificationRow> => {
  const [row] = await withTenant(db, of.tenantId, (tx) =>
    tx
      .insert(notifications)
      .values({
        tenantId: of.tenantId,
        id: newId('notification'),
        subjectKind: 'booking',
        subjectId: newId('booking'),
        template: 'booking_confirmed',
        key: 'booking_confirmed/r0',
        dueAt: now,
      })
      .returning(),
  );
  if (row === undefined) throw new Error('nothing was written');
  return row;
};

const reread = async (notification: NotificationRow): Promise<NotificationRow | undefined> => {
  const [row] = await withTenant(db, notification.tenantId, (tx) =>
    tx.select().from(notifications).where(eq(notifications.id, notification.id)),
  );
  return row;
};

const freshAddress = (): string => `${randomUUID()}@example.com`;

const deliveryOf = (notification: NotificationRow, values: Partial<NewDelivery> = {}): NewDelivery => ({
  notificationId: notification.id,
  recipient: 'guest',
  address: `${notification.subjectId}@example.com`,
  content,
  ...values,
});

const queue = async (
  notification: NotificationRow,
  values: Partial<NewDelivery> = {},
): Promise<DeliveryRow> => {
  const [row] = await queueDeliveries(db, notification.tenantId, [deliveryOf(notification, values)], now);
  if (row === undefined) throw new Error('nothing was queued');
  return row;
};

const record = (found: { tries?: readonly Try[]; results?: readonly NotificationResult[]; at?: number }) =>
  recordDeliveries(db, tenant.tenantId, {
    tries: found.tries ?? [],
    results: found.results ?? [],
    now: found.at ?? now,
  });

const sent = (row: DeliveryRow, externalId: string): Try => ({ row, vendor: 'test', externalId });
const refused = (row: DeliveryRow, failure: Failure, final: boolean): Try => ({
  row,
  vendor: 'test',
  externalId: null,
  failure,
  final,
});

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 5 });
  tenant = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

describe('a delivery', () => {
  test('is stored once for each recipient of a notification, with the bytes of the first time', async () => {
    const notification = await notify();
    const rows = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        queue(notification, { content: { ...content, subject: `Try ${index}` } }),
      ),
    );
    expect(new Set(rows.map((row) => row.id)).size).toBe(1);
    expect(new Set(rows.map((row) => row.content?.subject)).size).toBe(1);
    expect((await queue(notification, { recipient: 'mbr_1' })).id).not.toBe(rows[0]?.id);
    expect((await queue(await notify())).id).not.toBe(rows[0]?.id);
  });

  test('is queued in the order asked for, whether it is new or not', async () => {
    const notification = await notify();
    await queue(notification, { recipient: 'second' });
    const wanted = ['first', 'second', 'third'].map((recipient) => deliveryOf(notification, { recipient }));
    const rows = await queueDeliveries(db, tenant.tenantId, wanted, now);
    expect(rows.map(({ recipient }) => recipient)).toEqual(['first', 'second', 'third']);
  });

  test('stays queued after a failed try and ends with a final one', async () => {
    const notification = await notify();
    const row = await queue(notification);
    await record({ tries: [refused(row, 'unavailable', false)] });
    expect(await queue(notification)).toMatchObject({ state: 'queued', attempts: 1, failure: 'unavailable' });
    await record({ tries: [refused(row, 'recipient_refused', true)] });
    expect(await queue(notification)).toMatchObject({ state: 'failed', attempts: 2, externalId: null });
  });

  test('that went out keeps no failure of an earlier try', async () => {
    const notification = await notify();
    const row = await queue(notification);
    await record({ tries: [refused(row, 'unavailable', false), sent(row, 'v1')] });
    expect(await queue(notification)).toMatchObject({
      state: 'sent',
      failure: null,
      externalId: 'v1',
      vendor: 'test',
      sentAt: now,
    });
  });
});

describe('a notification', () => {
  test('is tried again after a failure, later each time, and given up with what is queued after a week', async () => {
    const notification = await notify();
    await queue(notification);
    const fail = (row: NotificationRow, at: number) =>
      record({ results: [{ row, outcome: 'failed', failure: 'unavailable' }], at });
    await fail(notification, now);
    const once = await reread(notification);
    expect(once).toMatchObject({ state: 'due', failures: 1, failure: 'unavailable', tryAt: now + 2_000 });
    await fail(once ?? notification, now + 2_000);
    const twice = await reread(notification);
    expect(twice).toMatchObject({ failures: 2, failingSince: now, tryAt: now + 12_000 });
    await fail(twice ?? notification, now + patienceMs);
    expect(await reread(notification)).toMatchObject({ state: 'done', failure: 'unavailable' });
    expect(await queue(notification)).toMatchObject({ state: 'failed', failure: 'unavailable' });
  });

  test('is not tried before the vendor wants to be asked again', async () => {
    const notification = await notify();
    const result = {
      row: notification,
      outcome: 'failed',
      failure: 'throttled',
      retryAfterSeconds: 90,
    } as const;
    await record({ results: [result] });
    expect(await reread(notification)).toMatchObject({ tryAt: now + 90_000 });
  });

  test('that time has overtaken ends what was still queued of it', async () => {
    const notification = await notify();
    const [waiting, out] = [await queue(notification), await queue(notification, { recipient: 'mbr_1' })];
    await record({ tries: [sent(out, 'v2')], results: [{ row: notification, outcome: 'dropped' }] });
    expect(await reread(notification)).toMatchObject({ state: 'dropped', doneAt: now });
    expect(await queue(notification)).toMatchObject({
      id: waiting.id,
      state: 'failed',
      failure: 'overtaken',
    });
    expect(await queue(notification, { recipient: 'mbr_1' })).toMatchObject({ state: 'sent' });
  });

  test('that has been told is not told again, whatever an older try says of it', async () => {
    const notification = await notify();
    await record({ results: [{ row: notification, outcome: 'done' }] });
    await record({ results: [{ row: notification, outcome: 'failed', failure: 'unavailable' }] });
    await record({ results: [{ row: notification, outcome: 'dropped' }] });
    expect(await reread(notification)).toMatchObject({ state: 'done', failure: null, failures: 0 });
  });

  test('of which no mail could be made for a week is given up itself', async () => {
    const notification = await notify();
    const given = { ...notification, failures: 40, failingSince: now - patienceMs };
    await record({ results: [{ row: given, outcome: 'failed', failure: 'internal' }] });
    expect(await reread(notification)).toMatchObject({ state: 'given_up', failure: 'internal' });
    const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: notification.subjectId };
    await withTenant(db, tenant.tenantId, (tx) => retryNotifications(tx, subject));
    expect(await reread(notification)).toMatchObject({ state: 'due', failure: null, failingSince: null });
  });

  test('that somebody had told again is not ended by a round that began before', async () => {
    const notification = await notify();
    await record({ results: [{ row: notification, outcome: 'failed', failure: 'unavailable' }] });
    const begun = await reread(notification);
    const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: notification.subjectId };
    await withTenant(db, tenant.tenantId, (tx) => retryNotifications(tx, subject));
    await record({ results: [{ row: begun ?? notification, outcome: 'done' }] });
    expect(await reread(notification)).toMatchObject({ state: 'due', failure: null, retries: 1 });
  });

  test('shows the failure of the first of its recipients who was not told, until that one is', async () => {
    const notification = await notify();
    const [first, second] = [
      await queue(notification),
      await queue(notification, { recipient: 'mbr_1', address: freshAddress() }),
    ];
    await record({
      tries: [refused(first, 'recipient_refused', true), sent(second, `vendor-${second.id}`)],
      results: [{ row: notification, outcome: 'done' }],
    });
    expect(await reread(notification)).toMatchObject({ failure: 'recipient_refused', failingSince: now });
    await report(second, { status: 'failed' });
    expect(await queue(notification, { recipient: 'mbr_1' })).toMatchObject({
      state: 'failed',
      failure: 'undelivered',
    });
    await report(first, { status: 'delivered' });
    expect(await reread(notification)).toMatchObject({ failure: 'undelivered' });
    await report(second, { status: 'delivered' });
    expect(await reread(notification)).toMatchObject({ failure: null, failingSince: null });
  });

  test('that was given up is tried again at once when somebody asks for it, with what it was not able to send', async () => {
    const notification = await notify();
    const row = await queue(notification);
    await record({ tries: [refused(row, 'unavailable', false)] });
    const given = { ...notification, failures: 40, failingSince: now - patienceMs };
    await record({ results: [{ row: given, outcome: 'failed', failure: 'unavailable' }] });
    expect(await queue(notification)).toMatchObject({ state: 'failed' });
    const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: notification.subjectId };
    await withTenant(db, tenant.tenantId, (tx) => retryNotifications(tx, subject));
    expect(await reread(notification)).toMatchObject({
      state: 'due',
      failures: 0,
      tryAt: null,
      doneAt: null,
    });
    expect(await queue(notification)).toMatchObject({ id: row.id, state: 'queued' });
  });

  test('that went well is left alone by a retry', async () => {
    const notification = await notify();
    const row = await queue(notification);
    await record({
      tries: [sent(row, 'v3')],
      results: [{ row: notification, outcome: 'done' }],
    });
    const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: notification.subjectId };
    await withTenant(db, tenant.tenantId, (tx) => retryNotifications(tx, subject));
    expect(await reread(notification)).toMatchObject({ state: 'done' });
    expect(await queue(notification)).toMatchObject({ state: 'sent' });
  });
});

describe('a queued delivery', () => {
  test('whose address was suppressed meanwhile fails instead of going out', async () => {
    const address = freshAddress();
    const [waiting, bounced] = [await notify(), await notify()];
    const row = await queue(waiting, { address });
    await report(await queue(bounced, { address }), { status: 'bounced' });
    expect(await queue(waiting, { address })).toMatchObject({
      id: row.id,
      state: 'failed',
      failure: 'suppressed',
    });
    const subject = { tenantId: tenant.tenantId, kind: 'booking' as const, id: waiting.subjectId };
    await withTenant(db, tenant.tenantId, (tx) => retryNotifications(tx, subject));
    expect((await queue(waiting, { address })).state).toBe('failed');
  });
});

type Reported = { status: DeliveryEvent['status']; eventId?: string; externalId?: string };

const report = (row: Pick<DeliveryRow, 'tenantId' | 'id'>, reported: Reported) => {
  const { status, eventId = randomUUID(), externalId = `vendor-${row.id}` } = reported;
  return receiveDeliveryEvent(
    db,
    { tenantId: row.tenantId, deliveryId: row.id, externalId, status },
    { vendor: 'test', eventId, payload: { externalId, status } },
    Date.now(),
  );
};

describe('what a vendor reports', () => {
  test('only ever moves a delivery forward, in whatever order it is told', async () => {
    const notification = await notify();
    const row = await queue(notification);
    await record({ tries: [sent(row, `vendor-${row.id}`)] });
    expect(await report(row, { status: 'delivered' })).toBe('applied');
    expect(await report(row, { status: 'delayed' })).toBe('applied');
    expect((await queue(notification)).state).toBe('delivered');
    expect(await report(row, { status: 'bounced' })).toBe('applied');
    expect((await queue(notification)).state).toBe('bounced');
  });

  test('is not lost when it overtakes the answer it is about, and the mail is not sent again', async () => {
    const notification = await notify();
    const row = await queue(notification);
    expect(await report(row, { status: 'delivered', externalId: 'early' })).toBe('applied');
    await record({ tries: [sent(row, 'early')] });
    expect(await queue(notification)).toMatchObject({
      state: 'delivered',
      externalId: 'early',
      attempts: 1,
    });
  });

  test('is known by its id when it is repeated, at once and later', async () => {
    const row = await queue(await notify());
    const same = { status: 'delivered', eventId: randomUUID() } as const;
    const outcomes = await Promise.all([report(row, same), report(row, same), report(row, same)]);
    expect(outcomes.toSorted()).toEqual(['applied', 'repeated', 'repeated']);
    expect(await report(row, same)).toBe('repeated');
  });

  test('changes nothing when the mail is not of the tenant it names', async () => {
    const notification = await notify();
    const row = await queue(notification);
    const other = await createTestTenant(db);
    expect(await report({ tenantId: other.tenantId, id: row.id }, { status: 'bounced' })).toBe('unknown');
    expect(await report({ tenantId: 'ten_nobody', id: 'dlv_nobody' }, { status: 'bounced' })).toBe('unknown');
    expect((await queue(notification)).state).toBe('queued');
  });

  test.each(['bounced', 'complained'] as const)(
    'as %s silences that address for the tenant, however it is written, and nobody else',
    async (status) => {
      const address = freshAddress();
      const notification = await notify();
      const row = await queue(notification, { address });
      await record({ results: [{ row: notification, outcome: 'done' }] });
      await report(row, { status });
      expect(await reread(notification)).toMatchObject({ failure: status });
      const next = await notify();
      expect(await queue(next, { address: address.toUpperCase() })).toMatchObject({
        state: 'failed',
        failure: 'suppressed',
        address,
      });
      expect((await queue(next, { recipient: 'mbr_1', address: freshAddress() })).state).toBe('queued');
      const other = await createTestTenant(db);
      expect((await queue(await notify(other), { address })).state).toBe('queued');
      const [kept] = await withTenant(db, tenant.tenantId, (tx) =>
        tx
          .select()
          .from(suppressions)
          .where(and(eq(suppressions.tenantId, tenant.tenantId), eq(suppressions.address, address))),
      );
      expect(kept).toMatchObject({ reason: status, deliveryId: row.id, channel: 'email' });
    },
  );
});
