import type { TargetFact } from '../evidence/evidence.ts';
import type { VendorEvent } from '../vendors.ts';
import { type Check, groupBy, isInCalendars, iso, type SessionWithBookings, withBookings } from './check.ts';

const eventFaults = ({ session, bookings }: SessionWithBookings, event: VendorEvent): string[] => {
  const { id, startsAt, endsAt, capacity } = session;
  const faults: string[] = [];
  if (event.start !== startsAt || event.end !== endsAt)
    faults.push(`${id} is at ${iso(startsAt)} and its event at ${iso(event.start)}`);
  const places = bookings.reduce((sum, booking) => sum + booking.places, 0);
  if (capacity > 1 && event.places !== places)
    faults.push(`${id} has guests for ${places} places and an event that counts ${event.places}`);
  const guests = bookings.map(({ guestEmail }) => guestEmail ?? '').toSorted();
  const missing = guests.filter((guest) => !event.guests.includes(guest));
  const named = event.guests.filter(
    (guest, index) => !guests.includes(guest) || event.guests[index - 1] === guest,
  );
  for (const guest of missing) faults.push(`${id} has an event in ${event.calendarId} that lacks ${guest}`);
  for (const guest of named)
    faults.push(`${id} has an event in ${event.calendarId} that names ${guest} wrongly`);
  return faults;
};

/** A session whose confirmed bookings are `shown`, and what lies at the vendor for it. */
const placesFaults = (
  shown: SessionWithBookings,
  own: readonly VendorEvent[],
  wanted: readonly TargetFact[],
): string[] => {
  const { id } = shown.session;
  const calendars = new Set(wanted.map(({ externalId }) => externalId));
  const elsewhere = own.filter(({ calendarId }) => !calendars.has(calendarId));
  return [
    ...[...calendars].flatMap((calendarId) => {
      const here = own.filter((event) => event.calendarId === calendarId);
      return here.length === 1 ? [] : [`${id} has ${here.length} events in ${calendarId}`];
    }),
    ...elsewhere.map(({ calendarId }) => `${id} has an event in ${calendarId}, not its host's`),
    ...own.flatMap((event) => eventFaults(shown, event)),
  ];
};

export const oneEvent: Check = {
  name: 'one event each',
  promise:
    'every session with confirmed guests stands once, at its time, in the calendar of each connected host, counts their places and names each of them once and nobody else; others stand nowhere',
  run: ({ bookings, sessions, targets, events }) => {
    const known = new Set(sessions.map(({ id }) => id));
    const ours = groupBy(events, (event) => event.sessionId);
    const targetsOf = groupBy(targets, (target) => target.memberId);
    const confirmed = bookings.filter(({ status }) => isInCalendars(status));
    const violations: string[] = [];
    let expected = 0;
    for (const shown of withBookings(sessions, confirmed)) {
      const { session } = shown;
      const isPresent = shown.bookings.length > 0;
      const wanted = isPresent ? session.hosts.flatMap(({ memberId }) => targetsOf.get(memberId) ?? []) : [];
      expected += wanted.length;
      const own = ours.get(session.id) ?? [];
      if (!isPresent && own.length > 0)
        violations.push(
          `${session.id} has nobody to show and ${own.length} event(s) in ${own[0]?.calendarId}`,
        );
      if (isPresent) violations.push(...placesFaults(shown, own, wanted));
    }
    for (const [id, own] of ours)
      if (!known.has(id)) violations.push(`${own.length} event(s) of ${id}, which does not exist`);
    return { checked: expected + events.length, violations };
  },
};

const nameOf = (event: { start: number; end: number }, calendar: string, id: string): string =>
  `${calendar} ${id} ${iso(event.start)} ${iso(event.end)}`;

/** What the vendor holds in a connected calendar is what closes times here. */
export const busyTimesMatch: Check = {
  name: 'busy times = vendor',
  promise:
    "the events of every connected calendar are the vendor's, whatever notifications were lost or repeated",
  run: ({ events, busy, targets }) => {
    const theirs = new Set(
      targets.flatMap(({ calendarId, externalId }) =>
        events
          .filter((event) => event.calendarId === externalId)
          .map((event) => nameOf(event, calendarId, event.eventId)),
      ),
    );
    const ours = new Set(busy.map((event) => nameOf(event, event.calendarId, event.externalId)));
    return {
      checked: theirs.size + ours.size,
      violations: [
        ...[...theirs].filter((event) => !ours.has(event)).map((event) => `not known here: ${event}`),
        ...[...ours].filter((event) => !theirs.has(event)).map((event) => `known here only: ${event}`),
      ],
    };
  },
};
