import type { Deadline } from './status.ts';
import { isFinal, statusTable } from './status.ts';
import { type BookingStatus, bookingStatuses } from './types.ts';

/** The lists in which a host finds bookings by what became of them. */
export type BookingList = 'upcoming' | 'needs_approval' | 'past' | 'cancelled';

/** Where a booking in each state is listed; a hold is not a booking yet. */
const listedAs: Readonly<Record<BookingStatus, BookingList | null>> = {
  held: null,
  pending_payment: 'upcoming',
  pending_approval: 'needs_approval',
  confirmed: 'upcoming',
  cancelled: 'cancelled',
  declined: 'cancelled',
  expired: 'cancelled',
  completed: 'past',
  no_show: 'past',
};

/** States in which nothing was ever agreed. */
export const neverBooked: readonly BookingStatus[] = ['held', 'expired'];

/** States of holds: no guest need have been named. */
export const holds: readonly BookingStatus[] = bookingStatuses.filter((status) => listedAs[status] === null);

/** One way into a list: a state, and whether its deadline lies ahead or behind; null: it has none. */
export type ListedState = { status: BookingStatus; deadline: { at: Deadline; isAhead: boolean } | null };

/**
 * The states that a list is made of. What has run out stands where it will end, whether or not that was written down; a hold that runs
 * out leaves nothing to list.
 */
export const statesListed = (list: BookingList): ListedState[] =>
  bookingStatuses.flatMap((status): ListedState[] => {
    const { ends } = statusTable[status];
    if (ends === null) return listedAs[status] === list ? [{ status, deadline: null }] : [];
    if (listedAs[status] === null) return [];
    const states: ListedState[] = [];
    if (listedAs[status] === list) states.push({ status, deadline: { at: ends.at, isAhead: true } });
    if (listedAs[ends.as] === list) states.push({ status, deadline: { at: ends.at, isAhead: false } });
    return states;
  });

/** A guest has booked and the time is theirs: it is agreed, or waits to be. */
export const isHeldFor = (status: BookingStatus): boolean =>
  !isFinal(status) && !neverBooked.includes(status);

/** It is agreed and still to come: worth a reminder. */
export const isToCome = (status: BookingStatus): boolean =>
  statusTable[status].inCalendars && !isFinal(status);
