import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { standing } from '#domain/booking/status.ts';
import { durationOf } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { type LinkWithHosts, loadPublicLink, routeUsername } from '#services/link/public-link.ts';
import { requireGuestRoom } from '#services/plan/require-guest-room.ts';
import { claimInLine } from './claim/claim-in-line.ts';
import { claimSlot } from './claim/claim-slot.ts';
import { requireTakingAccount } from './payment/owe-payment.ts';
import { withAlternatives } from './read/alternatives.ts';
import { type LoadedBooking, loadBooking, lockBooking, requireBooking } from './read/load-booking.ts';
import { type RefusedTime, suggestTimes } from './read/suggest-times.ts';
import { endHold } from './release-hold.ts';

export type LinkAddress = { username: string; slug: string };

type Placed = {
  held: LoadedBooking;
  /** The same request has been answered before; nothing was placed now. */
  isRepeat: boolean;
};

/** Gives the caller's hold before this one back where it still lives; answers whether it did. */
const endReplaced = async (
  tx: Transaction,
  ctx: ServiceContext,
  bookingId: string | null,
): Promise<boolean> => {
  if (bookingId === null) return false;
  const locked = await lockBooking(tx, ctx.tenantId, bookingId);
  requireBooking(ctx, locked);
  if (standing(locked.booking, ctx.now()) !== 'held') return false;
  await endHold(tx, ctx, locked);
  return true;
};

export type PlaceHoldInput = {
  address: LinkAddress;
  start: number;
  durationMinutes: number;
  timeZone: string;
  /** The booking of a hold of the caller's that this one replaces. */
  replacedBookingId: string | null;
  /** Asked before the caller holds one time more than before; refuses by throwing. May be asked again. */
  admit: () => Promise<void>;
};

/**
 * Holds a time of a public link while its guest fills in the form. A hold that it replaces is given back with it, so that
 * nobody comes between, and stays when this one is refused. A taken time is refused with others to choose from.
 */
export const placeHold = async (ctx: ServiceContext, input: PlaceHoldInput): Promise<Placed> => {
  const { address, start, timeZone, replacedBookingId } = input;
  const route = await routeUsername(ctx.db, address.username);
  const bookingId = ctx.newId('booking');
  let refused: RefusedTime | undefined;
  const check = ({ link }: LinkWithHosts): number => {
    const durationMinutes = durationOf(link, input.durationMinutes, '/durationMinutes');
    refused = { linkId: link.id, start, durationMinutes, timeZone };
    return durationMinutes;
  };
  const place = () =>
    inCommand<Placed>(ctx, {
      run: async (tx) => {
        const target = await loadPublicLink(tx, route, address.slug);
        const claim = { bookingId, start, durationMinutes: check(target), timeZone, details: null };
        if (target.link.priceMinor !== null) await requireTakingAccount(tx, ctx.tenantId);
        await requireGuestRoom(tx, ctx, target, replacedBookingId ?? undefined);
        if (replacedBookingId !== null) await tx.execute(sql`savepoint before_hold`);
        const hasReplaced = await endReplaced(tx, ctx, replacedBookingId);
        if (!hasReplaced) await input.admit();
        const refusal = await claimSlot(tx, ctx, target, claim);
        if (refusal !== null) {
          if (hasReplaced) await tx.execute(sql`rollback to savepoint before_hold`);
          return refusal;
        }
        const held = await loadBooking(tx, ctx.tenantId, bookingId);
        return { subjectId: bookingId, answer: { held, isRepeat: false } };
      },
      replay: async (tx, id) => ({ held: await loadBooking(tx, ctx.tenantId, id), isRepeat: true }),
    });
  const wanted = { route, slug: address.slug, start, durationMinutes: input.durationMinutes };
  // What stands in the way may be the hold that is replaced.
  const placed = replacedBookingId === null ? claimInLine(wanted, { ctx, check }, place) : place();
  return withAlternatives(placed, async () => (refused === undefined ? [] : suggestTimes(ctx, refused)));
};
