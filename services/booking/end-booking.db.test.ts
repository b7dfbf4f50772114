import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import type { BookingRequestPayload } from '#db/schema/booking.ts';
import { auditLog } from '#db/schema/operation.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { approveBooking, endBooking, type SystemEnd } from './change-booking.ts';
import { abandonClaim, claimSlot } from './claim-slot.ts';
import type { RequestInput } from './internal.ts';
import { askAsGuest, claimPayload } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;

const ask = (payload: BookingRequestPayload, bookingId?: string): Promise<RequestInput> =>
  askAsGuest(db, { tenantId: tenant.tenantId, now }, payload, { bookingId });

const claimOf = (linkId: string, start: number, by?: typeof guest) =>
  ask({ ...claimPayload(linkId, start), guest: by });

const audited = async (bookingId: string): Promise<string[]> => {
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ action: auditLog.action, actor: auditLog.actorKind })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.targetId, bookingId)))
      .orderBy(asc(auditLog.id)),
  );
  return rows.map(({ action, actor }) => `${actor} ${action}`);
};

const guest = { name: 'An', email: 'an@example.com' };

beforeAll(async () => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

test('a hold ends when its time begins, however long holds last', async () => {
  const link = await createTestLink(db, tenant, { holdMinutes: 60, noticeMinutes: 0 });
  const start = now + 30 * minuteMs;
  const { snapshot } = await claimSlot(db, await claimOf(link.id, start));
  expect(snapshot).toMatchObject({ status: 'held', holdUntil: start });
});

test.each([
  ['expired', undefined, 'booking.expire'],
  ['completed', guest, 'booking.complete'],
  ['cancelled', guest, 'booking.cancel'],
] satisfies readonly (readonly [SystemEnd, typeof guest | undefined, string])[])(
  'a booking that is %s by itself is written into the audit log, once',
  async (as, by, action) => {
    const link = await createTestLink(db, tenant);
    const hour = ['expired', 'completed', 'cancelled'].indexOf(as);
    const claim = await claimOf(link.id, now + (48 + hour) * 60 * minuteMs, by);
    await claimSlot(db, claim);
    const end = { tenantId: tenant.tenantId, bookingId: claim.bookingId, workflowRunId: 'run', as };
    const due = now + 51 * 60 * minuteMs;
    await endBooking(db, { ...end, now: due });
    await endBooking(db, { ...end, now: due });
    expect(await audited(claim.bookingId)).toEqual(['guest booking.claim', `system ${action}`]);
  },
);

test.each([
  ['expired', undefined, 'held'],
  ['completed', guest, 'confirmed'],
] satisfies readonly (readonly [SystemEnd, typeof guest | undefined, string])[])(
  'a booking is not %s before its time, whatever its workflow thinks',
  async (as, by, status) => {
    const link = await createTestLink(db, tenant, { holdMinutes: 10 });
    const start = now + (as === 'expired' ? 120 : 121) * 60 * minuteMs;
    const claim = await claimOf(link.id, start, by);
    await claimSlot(db, claim);
    const due = as === 'expired' ? now + 10 * minuteMs : start + 30 * minuteMs;
    const end = { tenantId: tenant.tenantId, bookingId: claim.bookingId, workflowRunId: 'run', as };
    expect((await endBooking(db, { ...end, now: due - 1 })).snapshot?.status).toBe(status);
    expect((await endBooking(db, { ...end, now: due })).snapshot?.status).toBe(as);
  },
);

test('a claim that is given up is written into the audit log', async () => {
  const link = await createTestLink(db, tenant);
  const claim = await claimOf(link.id, now + 72 * 60 * minuteMs, guest);
  await claimSlot(db, claim);
  await abandonClaim(db, claim);
  expect(await audited(claim.bookingId)).toEqual(['guest booking.claim', 'system booking.expire']);
});

test('a request is not approved any more at the instant its approval is due', async () => {
  const link = await createTestLink(db, tenant, { requiresApproval: true, approvalDeadlineHours: 1 });
  const claim = await claimOf(link.id, now + 96 * 60 * minuteMs, guest);
  expect((await claimSlot(db, claim)).snapshot).toMatchObject({ approveBy: now + 60 * minuteMs });
  const approve = await ask({ kind: 'approve' }, claim.bookingId);
  const { outcome, snapshot } = await approveBooking(db, { ...approve, now: now + 60 * minuteMs });
  expect(outcome).toMatchObject({ ok: false, code: 'invalid_transition' });
  expect(snapshot?.status).toBe('pending_approval');
});
