import { WithStartWorkflowOperation } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type BookingRequestPayload, bookings, bookingTimeline, timeBlocks } from '#db/schema/booking.ts';
import { deliveries } from '#db/schema/operation.ts';
import { claims } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { ProviderError } from '#domain/provider-error.ts';
import { taskQueues } from '#workflows/policies.ts';
import { askFor, keepHistory, type Lab, openLab, requestOf } from '#workflows/testing/harness.ts';
import type { bookingLifecycle } from './booking-lifecycle.workflow.ts';
import type { BookingState, CommandResult } from './messages.ts';

let lab: Lab;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let nextSlot = 0;

/** A start nobody else uses, `days` from the workflow server's now. */
const freeStart = async (days: number): Promise<number> => {
  nextSlot += 1;
  const now = await lab.env.currentTimeMs();
  return Math.floor(now / hourMs) * hourMs + days * dayMs + nextSlot * 2 * hourMs;
};

const guest = { name: 'An Nguyen', email: 'an@example.com' };
const wish = (linkId: string, start: number, withGuest = true): BookingRequestPayload => ({
  kind: 'claim',
  linkId,
  start,
  durationMinutes: 30,
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'en',
  answers: {},
  ...(withGuest ? { guest } : {}),
});

const claim = async (
  payload: BookingRequestPayload,
): Promise<{ bookingId: string; result: CommandResult }> => {
  const { bookingId, requestId } = await requestOf(lab, payload);
  const start = new WithStartWorkflowOperation<typeof bookingLifecycle>('bookingLifecycle', {
    workflowId: `booking/${bookingId}`,
    taskQueue: taskQueues.bookings,
    args: [{ tenantId: lab.tenant.tenantId, bookingId, claimRequestId: requestId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  const result = await lab.env.client.workflow.executeUpdateWithStart<
    typeof bookingLifecycle,
    CommandResult,
    []
  >('claim', {
    startWorkflowOperation: start,
    updateId: requestId,
  });
  return { bookingId, result };
};

const read = async (bookingId: string) =>
  withTenant(lab.db, lab.tenant.tenantId, async (tx) => {
    const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
    const blocks = await tx
      .select({ kind: timeBlocks.kind, during: timeBlocks.during, holdUntil: claims.holdUntil })
      .from(timeBlocks)
      .innerJoin(claims, eq(claims.id, timeBlocks.claimId))
      .where(eq(timeBlocks.bookingId, bookingId));
    const timeline = await tx
      .select({ kind: bookingTimeline.kind })
      .from(bookingTimeline)
      .where(and(eq(bookingTimeline.bookingId, bookingId)))
      .orderBy(bookingTimeline.at, bookingTimeline.id);
    return { booking, blocks, timeline: timeline.map((entry) => entry.kind) };
  });

const mailsOf = (bookingId: string): string[] =>
  lab.sent
    .filter((mail) => mail.key.includes(bookingId))
    .map((mail) => mail.key.split(`${bookingId}/`)[1] ?? '');

const result = (bookingId: string) => lab.env.client.workflow.getHandle(`booking/${bookingId}`).result();

beforeAll(async () => {
  lab = await openLab({
    databaseUrl: inject('databaseUrls').appUrl,
    serverPath: inject('timeSkippingServerPath'),
  });
});
afterAll(async () => lab.close());
beforeEach(() => {
  lab.mailTrouble.before = () => undefined;
  lab.intercept.before = () => undefined;
});

describe('a booking', () => {
  test('is confirmed, reminded of 24 hours and one hour before, completed and closed', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [1440, 60] });
    const { bookingId, result: answer } = await claim(wish(link.id, await freeStart(30)));
    expect(answer).toEqual({ ok: true, status: 'confirmed' });
    expect(await result(bookingId)).toEqual({ status: 'completed' });
    expect(mailsOf(bookingId)).toEqual([
      'booking_confirmed/r0/guest',
      `booking_confirmed/r0/${lab.tenant.hosts[0]?.id}`,
      'booking_reminder/r0/1440/guest',
      'booking_reminder/r0/60/guest',
    ]);
    const { booking, timeline } = await read(bookingId);
    expect(booking?.status).toBe('completed');
    expect(booking?.emailSync).toBe('synced');
    expect(timeline).toEqual(['confirmed', 'completed']);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-completed');
  });

  test('takes its time away from everybody else', async () => {
    const link = await createTestLink(lab.db, lab.tenant);
    const start = await freeStart(20);
    const first = await claim(wish(link.id, start));
    const second = await claim(wish(link.id, start));
    expect(first.result).toEqual({ ok: true, status: 'confirmed' });
    expect(second.result).toMatchObject({ ok: false, code: 'slot_taken' });
    expect(await result(second.bookingId)).toEqual({ status: 'refused' });
    expect((await read(second.bookingId)).booking).toBeUndefined();
    await keepHistory(lab, `booking/${second.bookingId}`, 'booking-lifecycle-refused');
  });

  test('that is only held expires by itself and frees the time', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { holdMinutes: 10 });
    const start = await freeStart(20);
    const held = await claim(wish(link.id, start, false));
    expect(held.result).toEqual({ ok: true, status: 'held' });
    expect(await result(held.bookingId)).toEqual({ status: 'expired' });
    const { booking, blocks } = await read(held.bookingId);
    expect(booking?.status).toBe('expired');
    expect(blocks).toEqual([]);
    expect(mailsOf(held.bookingId)).toEqual([]);
    expect((await claim(wish(link.id, start))).result.ok).toBe(true);
    await keepHistory(lab, `booking/${held.bookingId}`, 'booking-lifecycle-hold-expired');
  });

  test('that is held becomes confirmed with the details of its guest', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { bookingId } = await claim(wish(link.id, await freeStart(20), false));
    const done = await askFor(lab, bookingId, {
      kind: 'complete_hold',
      timeZone: 'UTC',
      locale: 'vi',
      guest,
      answers: {},
    });
    expect(done).toEqual({ ok: true, status: 'confirmed' });
    const { booking, blocks } = await read(bookingId);
    expect(booking).toMatchObject({
      status: 'confirmed',
      guestEmail: 'an@example.com',
      locale: 'vi',
      holdUntil: null,
    });
    expect(blocks).toMatchObject([{ kind: 'booking', holdUntil: null }]);
  });

  test('that nobody approves in time expires and both sides are told', async () => {
    const link = await createTestLink(lab.db, lab.tenant, {
      requiresApproval: true,
      approvalDeadlineHours: 24,
    });
    const { bookingId, result: answer } = await claim(wish(link.id, await freeStart(20)));
    expect(answer).toEqual({ ok: true, status: 'pending_approval' });
    expect(await result(bookingId)).toEqual({ status: 'expired' });
    expect((await read(bookingId)).timeline).toEqual(['pending_approval', 'approval_expired']);
    expect(mailsOf(bookingId).filter((key) => key.endsWith('guest'))).toEqual([
      'booking_requested/r0/guest',
      'booking_expired/r0/guest',
    ]);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-approval-expired');
  });

  test('is approved by its host, and then nobody can decline it', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { requiresApproval: true });
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    expect(await askFor(lab, bookingId, { kind: 'approve' })).toEqual({ ok: true, status: 'confirmed' });
    await expect(askFor(lab, bookingId, { kind: 'decline' })).rejects.toMatchObject({
      cause: { type: 'invalid_transition' },
    });
  });

  test.each([true, false])(
    'that is cancelled leaves the calendars it stood in, and no others (was approved: %s)',
    async (isApproved) => {
      const link = await createTestLink(lab.db, lab.tenant, { requiresApproval: true, reminderMinutes: [] });
      const { bookingId } = await claim(wish(link.id, await freeStart(20)));
      if (isApproved) await askFor(lab, bookingId, { kind: 'approve' });
      await askFor(lab, bookingId, { kind: 'cancel' });
      await result(bookingId);
      const methods = lab.sent
        .filter(({ key }) => key.includes(bookingId) && key.endsWith('guest'))
        .map(({ content }) => content.ics?.method ?? null);
      expect(methods).toEqual(isApproved ? [null, 'REQUEST', 'CANCEL'] : [null, null]);
    },
  );

  test('is changed only once the request for it is in its history, so that no server can forget what was done', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    const handle = lab.env.client.workflow.getHandle(`booking/${bookingId}`);
    const known: boolean[] = [];
    lab.intercept.before = async (name) => {
      if (name !== 'changeBooking') return;
      const { events } = await handle.fetchHistory();
      known.push(
        events?.some(
          (event) =>
            event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name === 'cancel',
        ) === true,
      );
    };
    await askFor(lab, bookingId, { kind: 'cancel' });
    expect(known).toEqual([true]);
  });

  test('keeps its old time when the new one is taken, and is reminded of the new one only once moved', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const [first, second, third] = [await freeStart(20), await freeStart(20), await freeStart(20)];
    const mine = await claim(wish(link.id, first));
    await claim(wish(link.id, second));
    expect(await askFor(lab, mine.bookingId, { kind: 'reschedule', start: second })).toMatchObject({
      ok: false,
      code: 'slot_taken',
    });
    expect((await read(mine.bookingId)).booking).toMatchObject({ startsAt: first, revision: 0 });
    expect(await askFor(lab, mine.bookingId, { kind: 'reschedule', start: third })).toEqual({
      ok: true,
      status: 'confirmed',
    });
    const moved = await read(mine.bookingId);
    expect(moved.booking).toMatchObject({ startsAt: third, revision: 1 });
    expect(moved.blocks).toHaveLength(1);
    expect((await claim(wish(link.id, first))).result.ok).toBe(true);
    await result(mine.bookingId);
    expect(mailsOf(mine.bookingId).filter((key) => key.endsWith('guest'))).toEqual([
      'booking_confirmed/r0/guest',
      'booking_rescheduled/r1/guest',
      'booking_reminder/r1/60/guest',
    ]);
    await keepHistory(lab, `booking/${mine.bookingId}`, 'booking-lifecycle-rescheduled');
  });

  test('that is cancelled frees its time, is reminded of no more and cannot be cancelled twice', async () => {
    const link = await createTestLink(lab.db, lab.tenant);
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    expect(await askFor(lab, bookingId, { kind: 'cancel', reason: 'ill' })).toEqual({
      ok: true,
      status: 'cancelled',
    });
    expect(await result(bookingId)).toEqual({ status: 'cancelled' });
    await expect(askFor(lab, bookingId, { kind: 'cancel' })).rejects.toThrow();
    expect((await read(bookingId)).blocks).toEqual([]);
    expect(mailsOf(bookingId).filter((key) => key.includes('reminder'))).toEqual([]);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-cancelled');
  });

  test('survives a mail vendor that is down for days and tells everybody once', async () => {
    let refusals = 0;
    lab.mailTrouble.before = () => {
      refusals += 1;
      if (refusals <= 40) throw new ProviderError('resend', 'unavailable');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { bookingId } = await claim(wish(link.id, await freeStart(40)));
    await result(bookingId);
    expect(mailsOf(bookingId).toSorted()).toEqual(
      ['booking_confirmed/r0/guest', `booking_confirmed/r0/${lab.tenant.hosts[0]?.id}`].toSorted(),
    );
    expect((await read(bookingId)).booking?.emailSync).toBe('synced');
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-mail-outage');
  });

  test('keeps nobody waiting for the mails of somebody else, who gets them in order once they can', async () => {
    let isGuestCutOff = true;
    lab.mailTrouble.before = (email) => {
      if (isGuestCutOff && email.to.email === guest.email) throw new ProviderError('resend', 'revoked');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    const host = lab.tenant.hosts[0]?.id ?? '';
    await expect
      .poll(() => mailsOf(bookingId), { timeout: 20_000 })
      .toEqual([`booking_confirmed/r0/${host}`]);
    await askFor(lab, bookingId, { kind: 'reschedule', start: await freeStart(20) });
    await expect
      .poll(() => mailsOf(bookingId), { timeout: 20_000 })
      .toEqual([`booking_confirmed/r0/${host}`, `booking_rescheduled/r1/${host}`]);
    expect((await read(bookingId)).booking).toMatchObject({ emailSync: 'attention' });
    isGuestCutOff = false;
    await askFor(lab, bookingId, { kind: 'cancel' });
    await result(bookingId);
    expect(mailsOf(bookingId)).toEqual([
      `booking_confirmed/r0/${host}`,
      `booking_rescheduled/r1/${host}`,
      'booking_confirmed/r0/guest',
      'booking_cancelled/r2/guest',
      `booking_cancelled/r2/${host}`,
    ]);
    expect((await read(bookingId)).booking).toMatchObject({ emailSync: 'synced' });
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-guest-cut-off');
  });

  test('that has begun is not reminded of any more, however late the vendor comes back', async () => {
    lab.mailTrouble.before = (email) => {
      if (email.subject.startsWith('booking_reminder')) throw new ProviderError('resend', 'unavailable');
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    await result(bookingId);
    const mails = await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.select().from(deliveries).where(eq(deliveries.bookingId, bookingId)),
    );
    expect(mails.filter(({ template }) => template === 'booking_reminder')).toMatchObject([
      { status: 'failed', detail: 'overtaken' },
    ]);
    expect((await read(bookingId)).booking).toMatchObject({ status: 'completed' });
  });

  test('shows a refused address as needing attention and still tells the host', async () => {
    lab.mailTrouble.before = (email) => {
      if (email.to.email === guest.email)
        throw new ProviderError('resend', 'invalid', { reason: 'recipient_refused' });
    };
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [] });
    const { bookingId } = await claim(wish(link.id, await freeStart(10)));
    await result(bookingId);
    expect((await read(bookingId)).booking).toMatchObject({
      emailSync: 'attention',
      attentionReason: 'email: recipient_refused',
    });
    expect(mailsOf(bookingId)).toHaveLength(1);
  });

  test('whose workflow an operator cancels is cancelled properly', async () => {
    const link = await createTestLink(lab.db, lab.tenant);
    const { bookingId } = await claim(wish(link.id, await freeStart(20)));
    await lab.env.client.workflow.getHandle(`booking/${bookingId}`).cancel();
    expect(await result(bookingId)).toEqual({ status: 'cancelled' });
    expect(mailsOf(bookingId)).toContain('booking_cancelled/r1/guest');
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-operator-cancelled');
  });

  test('tells an operator where it stands', async () => {
    const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
    const start = await freeStart(20);
    const { bookingId } = await claim(wish(link.id, start));
    const state = await lab.env.client.workflow
      .getHandle(`booking/${bookingId}`)
      .query<BookingState>('bookingState');
    expect(state.snapshot).toMatchObject({ status: 'confirmed', startsAt: start });
    expect(state.nextReminderAt).toBe(new Date(start - hourMs).toISOString());
  });
});
