import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import type { StoredEmail } from '#db/schema/operation.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { type DeliveryRow, queueDelivery, recordSent } from './deliveries.ts';
import { receiveDeliveryEvent } from './receive-delivery-event.ts';

let db: Database;
let tenant: TestTenant;
const content: StoredEmail = {
  from: { name: 'A', email: 'a@example.com' },
  to: { name: 'B', email: 'b@example.com' },
  subject: 'Hello',
  html: '',
  text: '',
};

const queue = (key: string, made: StoredEmail = content): Promise<DeliveryRow> =>
  queueDelivery(db, {
    tenantId: tenant.tenantId,
    bookingId: null,
    key,
    template: 'calendar_reconnect',
    audience: 'host',
    content: async () => made,
  });

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

test('what a vendor reports finds its mail without naming a tenant and only ever moves it forward', async () => {
  const row = await queue('reported');
  await recordSent(db, row, 'external-1');
  expect(await receiveDeliveryEvent(db, { externalId: 'external-1', status: 'delivered' })).toBe('applied');
  expect(await receiveDeliveryEvent(db, { externalId: 'external-1', status: 'sent' })).toBe('applied');
  expect((await queue('reported')).status).toBe('delivered');
  expect(await receiveDeliveryEvent(db, { externalId: 'external-1', status: 'bounced' })).toBe('applied');
  expect((await queue('reported')).status).toBe('bounced');
});

test('a report about a mail of somebody else is not known here', async () => {
  expect(await receiveDeliveryEvent(db, { externalId: 'nobody', status: 'delivered' })).toBe('unknown');
});
