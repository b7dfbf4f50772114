import { withTenant } from '#db/tenant.ts';
import { type AlternativeView, findAlternatives } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadLinkById } from '#services/link/public-link.ts';
import { targetOfBooking } from './assign-booking.ts';
import { loadBooking } from './present-booking.ts';

export type TimeWish = { start: number; durationMinutes: number; timeZone: string };

/** Times of a link that can stand in for one; a booking that is being moved does not block itself. */
export const suggestTimes = async (
  ctx: ServiceContext,
  input: TimeWish & { linkId: string; ignoreBookingId?: string },
): Promise<AlternativeView[]> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { linkId, ...wish } = input;
    const target =
      input.ignoreBookingId === undefined
        ? await loadLinkById(tx, ctx.tenantId, linkId)
        : await targetOfBooking(tx, { tenantId: ctx.tenantId, linkId, id: input.ignoreBookingId });
    return findAlternatives(tx, target, { ...wish, now: ctx.now() });
  });

/** Where a booking could move to. */
export const suggestTimesFor = async (ctx: ServiceContext, bookingId: string): Promise<AlternativeView[]> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { booking } = await loadBooking(tx, ctx.tenantId, bookingId);
    return findAlternatives(tx, await targetOfBooking(tx, booking), {
      start: booking.startsAt,
      durationMinutes: booking.durationMinutes,
      timeZone: booking.guestTimeZone,
      now: ctx.now(),
      ignoreBookingId: bookingId,
    });
  });
