import { byId, type Check, groupBy, isInCalendars, iso } from './check.ts';

export const oneEvent: Check = {
  name: 'one event each',
  promise:
    'every confirmed booking stands once, at its time, in the calendar of each connected host; others stand nowhere',
  run: ({ bookings, targets, events }) => {
    const known = byId(bookings);
    const ours = groupBy(events, (event) => event.bookingId);
    const targetsOf = groupBy(targets, (target) => target.memberId);
    const violations: string[] = [];
    let expected = 0;
    for (const booking of bookings) {
      const present = isInCalendars(booking.status);
      const wanted = booking.hostIds.flatMap((host) => targetsOf.get(host) ?? []);
      const own = ours.get(booking.id) ?? [];
      if (!present && own.length > 0)
        violations.push(
          `${booking.id} is ${booking.status} and has ${own.length} event(s) in ${own[0]?.calendarId}`,
        );
      if (!present) continue;
      expected += wanted.length;
      for (const { externalId } of wanted) {
        const here = own.filter((event) => event.calendarId === externalId);
        if (here.length !== 1)
          violations.push(`${booking.id} (${booking.status}) has ${here.length} events in ${externalId}`);
        for (const event of here)
          if (event.start !== booking.startsAt || event.end !== booking.endsAt)
            violations.push(
              `${booking.id} is at ${iso(booking.startsAt)} and its event at ${iso(event.start)}`,
            );
      }
      const elsewhere = own.filter((event) =>
        wanted.every(({ externalId }) => externalId !== event.calendarId),
      );
      if (elsewhere.length > 0)
        violations.push(`${booking.id} has an event in ${elsewhere[0]?.calendarId}, not its host's`);
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
    const connected = new Set(targets.map((target) => target.externalId));
    const theirs = new Set(
      events
        .filter((event) => connected.has(event.calendarId))
        .map((event) => nameOf(event, event.calendarId, event.eventId)),
    );
    const ours = new Set(busy.map((event) => nameOf(event, event.externalCalendarId, event.externalId)));
    return {
      checked: theirs.size + ours.size,
      violations: [
        ...[...theirs].filter((event) => !ours.has(event)).map((event) => `not known here: ${event}`),
        ...[...ours].filter((event) => !theirs.has(event)).map((event) => `known here only: ${event}`),
      ],
    };
  },
};
