import type { Transaction } from '#db/client.ts';
import { settableRules } from '#domain/availability/set-aside.ts';
import type { BookingChange } from '#services/booking/change/write-change.ts';
import type { LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { chooseConference } from '#services/integration/meeting-makers.ts';
import { loadLinkById } from '#services/link/public-link.ts';
import { claimTime, insertShared } from '#services/session/open-session.ts';
import { checkTime } from '../claim/check-time.ts';
import { joinedNew, joinShared } from '../claim/join-shared.ts';
import { newSession } from '../claim/new-booking.ts';

export type SeatedAgain = { set: BookingChange['set']; joined: NonNullable<BookingChange['joined']> };

/**
 * Gives a booking that has lost its places the same time again, with the hosts it had; null, with nothing taken, when that is
 * not free any more. Rules of the link that were met when it was booked do not stand in the way.
 */
export const seatAgain = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts }: LockedBooking,
  holdUntil: number | null,
): Promise<SeatedAgain | null> => {
  const target = await loadLinkById(tx, booking.tenantId, booking.linkId);
  const known = new Map(target.hosts.map((host) => [host.id, host]));
  const had = hosts.flatMap(({ id }) => known.get(id) ?? []);
  if (had.length === 0 || had.length < hosts.length) return null;
  const { startsAt, endsAt, places } = booking;
  const check = await checkTime(
    tx,
    { link: target.link, hosts: had },
    {
      start: startsAt,
      durationMinutes: booking.durationMinutes,
      now: ctx.now(),
      setAside: settableRules,
    },
  );
  if ('refusal' in check) return null;
  const meeting = await chooseConference(
    tx,
    target.link,
    had.map(({ id }) => id),
  );
  const opens = { sessionId: ctx.newId('session'), startsAt, endsAt, places, holdUntil, approveBy: null };
  const time = newSession(ctx, { link: target.link, hosts: had }, opens, meeting);
  const joined =
    target.link.capacity > 1
      ? await joinShared(tx, time, { bookingId: booking.id, places })
      : (await claimTime(tx, time)) && (await insertShared(tx, time))
        ? joinedNew(time)
        : null;
  if (joined === null) return null;
  return {
    set: { sessionId: joined.sessionId, seated: true },
    joined: { ...joined, hasCalendar: time.hasCalendar },
  };
};
