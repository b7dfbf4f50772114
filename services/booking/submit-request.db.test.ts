import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { claimSlot } from './claim-slot.ts';
import { submitClaim } from './submit-request.ts';

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
        kind: 'claim',
        linkId: link.id,
        start,
        durationMinutes: 30,
        timeZone: 'UTC',
        locale: 'en',
        answers: {},
        ...(options.guest === false ? {} : { guest: { name: 'An', email: 'an@example.com' } }),
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
