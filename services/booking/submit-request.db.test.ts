import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookingRequests } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { abandonClaim, claimSlot } from './claim-slot.ts';
import { submitClaim } from './submit-request.ts';
import { claimPayload } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
let address: { username: string; slug: string };
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;

const submit = (start: number, options: { at?: number; key?: string; guest?: boolean } = {}) =>
  submitClaim(
    { db, tenantId: tenant.tenantId, actor: { kind: 'guest' }, now: () => options.at ?? now, newId },
    {
      key: options.key ?? randomUUID(),
      secret: 's',
      address,
      payloadOf: (link) => ({
        ...claimPayload(link.id, start),
        ...(options.guest === false ? { guest: undefined } : {}),
      }),
    },
  );

const claim = async ({ bookingId, requestId }: { bookingId: string; requestId: string }) =>
  claimSlot(db, { tenantId: tenant.tenantId, bookingId, requestId, workflowRunId: 'run', now });

beforeAll(async () => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 5 });
  tenant = await createTestTenant(db);
  const { slug } = await createTestLink(db, tenant, { bufferAfterMinutes: 30, holdMinutes: 10 });
  address = { username: tenant.hosts[0]?.username ?? '', slug };
});
afterAll(() => closeDatabase(db));

test('a claim of a time that is plainly gone is refused before any workflow is asked, and stays refused', async () => {
  const start = now + 48 * hourMs;
  await claim(await submit(start));
  const key = randomUUID();
  const refusal = { ok: false, code: 'slot_taken' };
  expect((await submit(start, { key })).outcome).toMatchObject(refusal);
  expect((await submit(start, { key })).outcome).toMatchObject(refusal);
  expect((await submit(start + 30 * 60_000)).outcome).toMatchObject(refusal);
  expect((await submit(start + 60 * 60_000)).outcome).toBeNull();
});

test('a hold that has ended is not in the way', async () => {
  const start = now + 72 * hourMs;
  await claim(await submit(start, { guest: false }));
  expect((await submit(start, { at: now + 599_999 })).outcome).toMatchObject({ code: 'slot_taken' });
  expect((await submit(start, { at: now + 600_000 })).outcome).toBeNull();
});

test('what is asked of a link is decided with the link at hand, and a refusal leaves nothing behind', async () => {
  const key = randomUUID();
  const ctx = { db, tenantId: tenant.tenantId, actor: { kind: 'guest' as const }, now: () => now, newId };
  const refusal = new AppError('invalid_request', 'This duration is not offered.');
  const refuse = () => {
    throw refusal;
  };
  await expect(submitClaim(ctx, { key, secret: 's', address, payloadOf: refuse })).rejects.toBe(refusal);
  expect((await submit(now + 96 * hourMs, { key })).outcome).toBeNull();
});

test('a claim that was given up decides nothing: its repeat is claimed anew, once, under the same key', async () => {
  const start = now + 96 * hourMs;
  const key = randomUUID();
  const first = await submit(start, { key });
  await claim(first);
  const { requestId, bookingId } = first;
  await abandonClaim(db, { tenantId: tenant.tenantId, bookingId, requestId, workflowRunId: 'run', now });
  const second = await submit(start, { key });
  expect(second).toMatchObject({ outcome: null });
  expect(second.bookingId).not.toBe(bookingId);
  expect((await claim(second)).outcome).toEqual({ ok: true });
  expect(await submit(start, { key })).toEqual({ ...second, outcome: { ok: true } });
  await expect(submit(start + hourMs, { key })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('a request that has its outcome keeps nothing of what its guest wrote, and still knows its repeat', async () => {
  const start = now + 120 * hourMs;
  const key = randomUUID();
  const [won, lost] = [await submit(start, { key }), await submit(start)];
  await claim(won);
  expect((await claim(lost)).outcome).toMatchObject({ code: 'slot_taken' });
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ payload: bookingRequests.payload })
      .from(bookingRequests)
      .where(inArray(bookingRequests.id, [won.requestId, lost.requestId])),
  );
  expect(rows.map(({ payload }) => payload)).toEqual([{ kind: 'claim' }, { kind: 'claim' }]);
  expect(await submit(start, { key })).toEqual({ ...won, outcome: { ok: true } });
  await expect(submit(start + hourMs, { key })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});
