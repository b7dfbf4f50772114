import type { Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { type AlternativeView, findAlternatives } from '#services/availability/find-slots.ts';
import { targetOfBooking } from '#services/booking/claim/assign-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadLinkById, withoutFrozen } from '#services/link/public-link.ts';
import { sharedAlternatives } from './alternatives.ts';
import { loadBooking, requireBooking } from './load-booking.ts';

export type RefusedTime = { linkId: string; start: number; durationMinutes: number; timeZone: string };

/** What is on a public page needs no caller. */
type Installation = Pick<ServiceContext, 'db' | 'tenantId' | 'now'>;

/** Times of a link that can stand in for one that was refused. */
export const suggestTimes = async (ctx: Installation, input: RefusedTime): Promise<AlternativeView[]> => {
  const { linkId, ...slot } = input;
  const key = [ctx.tenantId, linkId, slot.start, slot.durationMinutes, slot.timeZone].join(' ');
  return sharedAlternatives(key, ctx.now, () =>
    withTenant(ctx.db, ctx.tenantId, async (tx) => {
      const target = withoutFrozen(await loadLinkById(tx, ctx.tenantId, linkId));
      return findAlternatives(tx, target, { ...slot, now: ctx.now() });
    }),
  );
};

/** The booking does not block itself, and where it is it need not move to. */
const suggestMoves = async (
  tx: Transaction,
  ctx: ServiceContext,
  bookingId: string,
  wanted?: number,
): Promise<AlternativeView[]> => {
  const loaded = await loadBooking(tx, ctx.tenantId, bookingId);
  requireBooking(ctx, loaded, 'bookings.read');
  const { booking } = loaded;
  return findAlternatives(tx, await targetOfBooking(tx, booking), {
    start: wanted ?? booking.startsAt,
    except: [booking.startsAt],
    durationMinutes: booking.durationMinutes,
    timeZone: booking.guestTimeZone,
    now: ctx.now(),
    moving: { bookingId, sessionId: booking.sessionId },
  });
};

/** Where a booking could move to: near where it is, or near a time that turned out to be taken; `not_found` as `readBooking`. */
export const suggestTimesFor = async (
  ctx: ServiceContext,
  bookingId: string,
  wanted?: number,
): Promise<AlternativeView[]> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => suggestMoves(tx, ctx, bookingId, wanted));
