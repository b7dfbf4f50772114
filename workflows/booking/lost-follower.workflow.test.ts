import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { bookAsGuest, guestOf } from '#services/booking/testing/requests.ts';
import { contextOf, type Lab, openLab } from '#workflows/testing/harness.ts';
import type { BookingState } from './signals.ts';

let lab: Lab;
const hourMs = 3_600_000;

// A server of its own: time-skipping servers skip no more once a workflow was terminated.
beforeAll(async () => {
  lab = await openLab();
});
afterAll(async () => lab.close());

test('a follower that is terminated goes on where Postgres says once it is called, and repeats nothing', async () => {
  const { tenantId, hosts } = lab.tenant;
  const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [60] });
  const now = await lab.env.currentTimeMs();
  const start = Math.floor(now / hourMs) * hourMs + 72 * hourMs;
  const bookingId = await bookAsGuest(lab.db, { tenantId, now }, { linkId: link.id, start });
  const keys = () => lab.sent.map(({ key }) => key.split(`${bookingId}/`)[1]);
  const confirmed = ['booking_confirmed/r0/guest', `booking_confirmed/r0/${hosts[0]?.id}`];
  await expect.poll(keys).toEqual(confirmed);
  await lab.called();
  const handle = lab.env.client.workflow.getHandle(`booking/${bookingId}`);
  await handle.terminate('lost');
  await lab.call({ tenantId, kind: 'booking', subjectId: bookingId });
  const notifyAt = async () => (await handle.query<BookingState>('state')).view?.notifyAt;
  await expect.poll(notifyAt).toBe(start - hourMs);
  expect(keys()).toEqual(confirmed);
  await handle.terminate('lost again');
  await cancelBooking(await contextOf(lab, guestOf(bookingId)), { bookingId });
  await expect
    .poll(keys)
    .toEqual([...confirmed, 'booking_cancelled/r1/guest', `booking_cancelled/r1/${hosts[0]?.id}`]);
});
