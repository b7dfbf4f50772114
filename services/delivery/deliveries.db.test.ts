import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { StoredEmail } from '#db/schema/operation.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { claimSlot } from '#services/booking/claim-slot.ts';
import { submitRequest } from '#services/booking/submit-request.ts';
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

const queue = (
  key: string,
  made: StoredEmail = content,
  bookingId: string | null = null,
): Promise<DeliveryRow> =>
  queueDelivery(db, {
    tenantId: tenant.tenantId,
    bookingId,
    key,
    template: 'calendar_reconnect',
    audience: 'host',
    content: async () => made,
  });

const book = async (start: number): Promise<string> => {
  const now = Date.UTC(2027, 2, 1, 8);
  const { tenantId } = tenant;
  const link = await createTestLink(db, tenant);
  const { bookingId, requestId } = await submitRequest(
    { db, tenantId, actor: { kind: 'guest' }, now: () => now, newId },
    {
      key: `book-${start}`,
      secret: 's',
      payload: {
        kind: 'claim',
        linkId: link.id,
        start,
        durationMinutes: 30,
        timeZone: 'UTC',
        locale: 'en',
        answers: {},
        guest: { name: 'B', email: content.to.email },
      },
    },
  );
  await claimSlot(db, { tenantId, bookingId, requestId, workflowRunId: 'run', now });
  return bookingId;
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

test.each(['bounced', 'complained'] as const)(
  'an address that %s hears nothing more about that booking, everybody else does',
  async (status) => {
    const day = status === 'bounced' ? 3 : 4;
    const [bookingId, other] = [
      await book(Date.UTC(2027, 2, day, 9)),
      await book(Date.UTC(2027, 2, day, 11)),
    ];
    await recordSent(db, await queue(`${status}-1`, content, bookingId), `external-${status}`);
    await receiveDeliveryEvent(db, { externalId: `external-${status}`, status });
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
