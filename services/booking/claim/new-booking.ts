import type { bookings } from '#db/schema/booking.ts';
import type { ReasonRule } from '#domain/availability/model.ts';
import type { BookingDetails, BookingStatus } from '#domain/booking/types.ts';
import { priceOf, refundTermsOf } from '#domain/payment/price.ts';
import type { Price } from '#domain/payment/types.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SessionConference } from '#services/integration/meeting-makers.ts';
import type { LinkRow, LinkWithHosts } from '#services/link/public-link.ts';
import type { SessionTime } from '#services/session/open-session.ts';
import { agreedWallTime } from './agreed-wall-time.ts';
import { confirmationCode } from './confirmation-code.ts';

const minuteMs = 60_000;

export type Claim = {
  bookingId: string;
  start: number;
  durationMinutes: number;
  timeZone: string;
  /** Null: only hold the time. */
  details: BookingDetails | null;
  /** A host makes it for their guest: what they have approved by that, and the rules that they set aside for it. */
  byHost?: { setAside: readonly ReasonRule[] };
};

/** Places of one party. */
export const partyPlaces = 1;

export type NewBooking = Omit<typeof bookings.$inferInsert, 'contactId'> & {
  places: number;
  holdUntil: number | null;
  approveBy: number | null;
};

/** Until when a host may decide: as the link says, and never after the start. Epoch milliseconds. */
export const approvalDeadline = (
  link: { approvalDeadlineHours: number },
  start: number,
  now: number,
): number => Math.min(now + link.approvalDeadlineHours * 60 * minuteMs, start);

/** What a booking costs and what its guest gets back, as it was quoted when they chose the time: later edits change nothing. */
const moneyOf = (link: LinkRow, price: Price | null, locale: 'en' | 'vi', now: number) =>
  price === null
    ? { priceMinor: null, currency: null, refundTerms: null }
    : {
        priceMinor: price.amountMinor,
        currency: price.currency,
        taxBasisPoints: price.taxBasisPoints,
        refundTerms: refundTermsOf(link, locale, now),
      };

/** Until when it can be paid for: as long as a time is held, and not after its start. Epoch milliseconds. */
export const paymentDeadline = (link: { holdMinutes: number }, start: number, now: number): number =>
  Math.min(now + link.holdMinutes * minuteMs, start);

/** The booking a claim makes, under the link's present rules. */
export const newBooking = (
  ctx: ServiceContext,
  claim: Claim,
  link: LinkRow,
  sessionId: string,
): NewBooking => {
  const { details, start } = claim;
  const now = ctx.now();
  const price = claim.byHost === undefined ? priceOf(link, partyPlaces) : null;
  const status: BookingStatus =
    details === null
      ? 'held'
      : price !== null
        ? 'pending_payment'
        : link.requiresApproval && claim.byHost === undefined
          ? 'pending_approval'
          : 'confirmed';
  return {
    tenantId: ctx.tenantId,
    id: claim.bookingId,
    linkId: link.id,
    sessionId,
    places: partyPlaces,
    seated: true,
    code: confirmationCode(claim.bookingId),
    status,
    startsAt: start,
    endsAt: start + claim.durationMinutes * minuteMs,
    durationMinutes: claim.durationMinutes,
    guestTimeZone: claim.timeZone,
    locale: details?.locale ?? 'en',
    answers: details?.answers ?? {},
    note: details?.note ?? null,
    terms: {
      title: link.title,
      bufferBeforeMinutes: link.bufferBeforeMinutes,
      bufferAfterMinutes: link.bufferAfterMinutes,
      reminderMinutes: link.reminderMinutes,
      questions: link.questions,
      requiresApproval: link.requiresApproval,
      cancelNoticeMinutes: link.cancelNoticeMinutes,
      rescheduleNoticeMinutes: link.rescheduleNoticeMinutes,
      mostFurtherGuests: link.mostFurtherGuests,
    },
    ...moneyOf(link, price, details?.locale ?? 'en', now),
    revision: 0,
    holdUntil: status === 'held' ? Math.min(now + link.holdMinutes * minuteMs, start) : null,
    approveBy: status === 'pending_approval' ? approvalDeadline(link, start, now) : null,
    createdAt: now,
    updatedAt: now,
  };
};

/** The session a party's booking would open, under the link's present rules, and whether a host's calendar will show it. */
export const newSession = (
  ctx: ServiceContext,
  { link, hosts }: LinkWithHosts,
  booking: Pick<NewBooking, 'sessionId' | 'startsAt' | 'endsAt' | 'places' | 'holdUntil' | 'approveBy'>,
  { hasCalendar, conference, meetingUrl }: SessionConference,
): SessionTime & { hasCalendar: boolean } => {
  const [organizer] = hosts;
  if (organizer === undefined) throw new Error(`link ${link.id} has no host`);
  const now = ctx.now();
  const hostIds = hosts.map((host) => host.id);
  return {
    session: {
      tenantId: ctx.tenantId,
      id: booking.sessionId,
      linkId: link.id,
      title: link.title,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      capacity: link.capacity,
      taken: booking.places,
      ...agreedWallTime(booking.startsAt, organizer.timeZone),
      locationKind: link.locationKind,
      locationValue: link.locationValue,
      conference,
      meetingUrl,
      createdAt: now,
      updatedAt: now,
    },
    hostIds,
    hasCalendar,
    bufferBeforeMinutes: link.bufferBeforeMinutes,
    bufferAfterMinutes: link.bufferAfterMinutes,
    // Nobody else's time is taken by what nobody decides in time.
    holdUntil: booking.holdUntil ?? booking.approveBy,
    now,
  };
};
