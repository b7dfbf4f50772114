import type { Transaction } from '#db/client.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import type { AskedDetails, BookingDetails } from '#domain/booking/types.ts';
import { AppError } from '#domain/errors.ts';
import { agreedTo, priceOf } from '#domain/payment/price.ts';
import { durationOf } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal } from '#services/idempotency.ts';
import {
  type LinkWithHosts,
  loadPublicLink,
  type PublicLink,
  routeUsername,
} from '#services/link/public-link.ts';
import { requireGuestRoom } from '#services/plan/require-guest-room.ts';
import { writeChange } from './change/write-change.ts';
import { checkDetails } from './claim/check-details.ts';
import { claimInLine } from './claim/claim-in-line.ts';
import { claimSlot } from './claim/claim-slot.ts';
import { refuseByGuestLimit } from './claim/guest-limit.ts';
import { keepTime } from './claim/keep-time.ts';
import { approvalDeadline, type Claim, partyPlaces } from './claim/new-booking.ts';
import { owePayment } from './payment/owe-payment.ts';
import type { LinkAddress } from './place-hold.ts';
import { withAlternatives } from './read/alternatives.ts';
import { type LoadedBooking, loadBooking, lockBooking, requireBooking } from './read/load-booking.ts';
import { type RefusedTime, suggestTimes } from './read/suggest-times.ts';

export type BookLinkInput = {
  address: LinkAddress;
  start: number;
  durationMinutes: number;
  details: AskedDetails;
  /** A hold of the caller's for this time; without it the time is claimed now. */
  heldBookingId: string | null;
};

type HeldTime = { bookingId: string; start: number; durationMinutes: number };

/** Gives a held time its guest: confirmed, or waiting for approval or for payment. */
const completeHold = async (
  tx: Transaction,
  ctx: ServiceContext,
  { link }: LinkWithHosts,
  held: HeldTime,
  details: BookingDetails,
): Promise<{ refusal: Refusal } | null> => {
  const now = ctx.now();
  const locked = await lockBooking(tx, ctx.tenantId, held.bookingId);
  requireBooking(ctx, locked);
  const { booking } = locked;
  const isHeld =
    booking.linkId === link.id &&
    booking.startsAt === held.start &&
    booking.durationMinutes === held.durationMinutes;
  if (!isHeld)
    throw new AppError('invalid_request', 'The hold is for another time.', {
      errors: [{ pointer: '/start', message: 'must be the time that is held' }],
    });
  const transition = refuseTransition('complete_hold', booking, now);
  if (transition !== null) return { refusal: transition };
  const limit = { email: details.guest.email, now, ignoreBookingId: booking.id };
  const refused = await refuseByGuestLimit(tx, link, limit);
  if (refused !== null) return refused;
  const { refundTerms } = booking;
  const isPaid = refundTerms !== null;
  const waits = booking.terms.requiresApproval && !isPaid;
  const approveBy = waits ? approvalDeadline(link, booking.startsAt, now) : null;
  // Whoever pays has the time until the payment has come to its end.
  if (!(await keepTime(tx, booking, approveBy)))
    throw new AppError('hold_expired', 'The hold has ended; choose a time again.');
  const status = isPaid ? 'pending_payment' : approveBy === null ? 'confirmed' : 'pending_approval';
  writeChange(tx, ctx, locked, {
    set: {
      status,
      ...(refundTerms === null ? {} : { refundTerms: agreedTo(refundTerms, booking, details.locale, now) }),
      holdUntil: null,
      approveBy,
      guestTimeZone: details.timeZone,
      locale: details.locale,
      answers: details.answers,
      note: details.note ?? null,
    },
    details,
    entry: { kind: status },
    action: 'booking.book',
  });
  const price = priceOf(booking, 1);
  const { requiresApproval } = booking.terms;
  const owed = { bookingId: booking.id, start: held.start, requiresApproval };
  if (price !== null) await owePayment(tx, ctx, link, { ...owed, price });
  return null;
};

/** Claims a time without a hold before; a price is to be paid from now on. */
const claimNow = async (
  tx: Transaction,
  ctx: ServiceContext,
  target: LinkWithHosts,
  claim: Claim,
): Promise<{ refusal: Refusal } | null> => {
  const refusal = await claimSlot(tx, ctx, target, claim);
  const price = priceOf(target.link, partyPlaces);
  const { requiresApproval } = target.link;
  if (refusal === null && price !== null)
    await owePayment(tx, ctx, target.link, { ...claim, price, requiresApproval });
  return refusal;
};

/**
 * Books a time of a public link, by a hold placed before or by claiming it now. A taken time is refused with others to
 * choose from; the guest's details are checked (`invalid_request` names each wrong one).
 */
export const bookLink = async (ctx: ServiceContext, input: BookLinkInput): Promise<LoadedBooking> => {
  const { address, start, heldBookingId } = input;
  const { timeZone } = input.details;
  const route = await routeUsername(ctx.db, address.username);
  const bookingId = heldBookingId ?? ctx.newId('booking');
  let refused: RefusedTime | undefined;
  const check = (target: PublicLink): { durationMinutes: number; details: BookingDetails } => {
    const { link, brand } = target;
    const durationMinutes = durationOf(link, input.durationMinutes, '/durationMinutes');
    const details = checkDetails(target, { ...input.details, locale: input.details.locale ?? brand.locale });
    refused = { linkId: link.id, start, durationMinutes, timeZone };
    return { durationMinutes, details };
  };
  const book = () =>
    inCommand(ctx, {
      run: async (tx) => {
        const target = await loadPublicLink(tx, route, address.slug);
        const { durationMinutes, details } = check(target);
        const slot = { bookingId, start, durationMinutes };
        if (heldBookingId === null) await requireGuestRoom(tx, ctx, target);
        const refusal =
          heldBookingId === null
            ? await claimNow(tx, ctx, target, { ...slot, timeZone, details })
            : await completeHold(tx, ctx, target, slot, details);
        return refusal ?? { subjectId: bookingId, answer: loadBooking(tx, ctx.tenantId, bookingId) };
      },
      replay: (tx, id) => loadBooking(tx, ctx.tenantId, id),
    });
  const wanted = { route, slug: address.slug, start, durationMinutes: input.durationMinutes };
  // Who holds a time has it already.
  const booked = heldBookingId === null ? claimInLine(wanted, { ctx, check }, book) : book();
  return withAlternatives(booked, async () => (refused === undefined ? [] : suggestTimes(ctx, refused)));
};
