import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import type { StoredEmail } from '#db/schema/operation.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { bookAsGuest, claimPayload } from '#services/booking/testing/requests.ts';
import { type DeliveryRow, queueDeliveries, recordTries } from './deliveries.ts';
import { type DeliveryEvent, receiveDeliveryEvent } from './receive-delivery-event.ts';

let db: Database;
let tenant: TestTenant;
const content: StoredEmail = {
  from: { name: 'A', email: 'a@example.com' },
  to: { name: 'B', email: 'b@example.com' },
  subject: 'Hello',
  html: '',
  text: '',
};

const queue = async (
  key: string,
  made: StoredEmail = content,
  bookingId: string | null = null,
): Promise<DeliveryRow> => {
  const [row] = await queueDeliveries(db, tenant.tenantId, [
    { bookingId, key, template: 'calendar_reconnect', audience: 'host', content: made },
  ]);
  if (row === undefined) throw new Error('nothing was queued');
  return row;
};

const book = async (start: number): Promise<string> => {
  const link = await createTestLink(db, tenant);
  const payload = claimPayload(link.id, start, { guest: { name: 'B', email: content.to.email } });
  return bookAsGuest(db, { tenantId: tenant.tenantId, now: Date.UTC(2027, 2, 1, 8) }, payload);
};

beforeAll(async () => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 5 });
  tenant = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

test('a mail is stored once for its key, with the bytes of the first time', async () => {
  const rows = await Promise.all(
    Array.from({ length: 10 }, (_, index) => queue('once', { ...content, subject: `Try ${index}` })),
  );
  expect(new Set(rows.map((row) => row.id)).size).toBe(1);
  expect(new Set(rows.map((row) => row.content.subject)).size).toBe(1);
});

test('mails are queued in the order asked for, whether they are new or not', async () => {
  await queue('second');
  const wanted = ['first', 'second', 'third'].map((key) => ({
    bookingId: null,
    key,
    template: 'calendar_reconnect',
    audience: 'host',
    content,
  }));
  const rows = await queueDeliveries(db, tenant.tenantId, wanted);
  expect(rows.map(({ key }) => key)).toEqual(['first', 'second', 'third']);
});

test('a failed try leaves the mail queued, a final one ends it', async () => {
  const row = await queue('failing');
  await recordTries(db, tenant.tenantId, [{ row, externalId: null, reason: 'unavailable', final: false }]);
  expect(await queue('failing')).toMatchObject({ status: 'queued', attempts: 1, detail: 'unavailable' });
  await recordTries(db, tenant.tenantId, [{ row, externalId: null, reason: 'refused', final: true }]);
  expect(await queue('failing')).toMatchObject({ status: 'failed', attempts: 2, externalId: null });
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

test('what a vendor reports only ever moves a mail forward, in whatever order it is told', async () => {
  const row = await queue('reported');
  await recordTries(db, tenant.tenantId, [{ row, externalId: `vendor-${row.id}` }]);
  expect(await report(row, { status: 'delivered' })).toBe('applied');
  expect(await report(row, { status: 'delayed' })).toBe('applied');
  expect((await queue('reported')).status).toBe('delivered');
  expect(await report(row, { status: 'bounced' })).toBe('applied');
  expect((await queue('reported')).status).toBe('bounced');
});

test('a report that overtakes the answer it is about is not lost, and the mail is not sent again', async () => {
  const row = await queue('overtaking');
  expect(await report(row, { status: 'delivered', externalId: 'early' })).toBe('applied');
  await recordTries(db, tenant.tenantId, [{ row, externalId: 'early' }]);
  expect(await queue('overtaking')).toMatchObject({ status: 'delivered', externalId: 'early', attempts: 1 });
});

test('a repeated report is known by its id, at once and later', async () => {
  const row = await queue('repeated');
  const same = { status: 'delivered', eventId: randomUUID() } as const;
  const outcomes = await Promise.all([report(row, same), report(row, same), report(row, same)]);
  expect(outcomes.toSorted()).toEqual(['applied', 'repeated', 'repeated']);
  expect(await report(row, same)).toBe('repeated');
});

test('a report about a mail that is not of the tenant it names changes nothing', async () => {
  const row = await queue('foreign');
  const other = await createTestTenant(db);
  expect(await report({ tenantId: other.tenantId, id: row.id }, { status: 'bounced' })).toBe('unknown');
  expect(await report({ tenantId: 'ten_nobody', id: 'dlv_nobody' }, { status: 'bounced' })).toBe('unknown');
  expect((await queue('foreign')).status).toBe('queued');
});

test.each(['bounced', 'complained'] as const)(
  'an address that %s hears nothing more about that booking, everybody else does',
  async (status) => {
    const day = status === 'bounced' ? 3 : 4;
    const [bookingId, other] = [
      await book(Date.UTC(2027, 2, day, 9)),
      await book(Date.UTC(2027, 2, day, 11)),
    ];
    await report(await queue(`${status}-1`, content, bookingId), { status });
    const shouted = { ...content, to: { name: 'B', email: content.to.email.toUpperCase() } };
    expect(await queue(`${status}-2`, shouted, bookingId)).toMatchObject({
      status: 'failed',
      detail: 'suppressed',
    });
    const host = { ...content, to: { name: 'Host', email: 'host@example.com' } };
    expect((await queue(`${status}-3`, host, bookingId)).status).toBe('queued');
    expect((await queue(`${status}-4`, content, other)).status).toBe('queued');
  },
);
