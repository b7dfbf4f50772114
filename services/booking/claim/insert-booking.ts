import { sendAhead, type Transaction } from '#db/client.ts';
import { prepared, type Slots } from '#db/prepared.ts';
import { bookings, bookingTimeline } from '#db/schema/booking.ts';
import { holds } from '#domain/booking/listing.ts';
import { owedBy } from '#domain/booking/owed.ts';
import { meetingEffectOf } from '#domain/conference/source.ts';
import { auditRow, insertAudit } from '#services/audit.ts';
import { carriersOf, owedParts, owedRows, wakeFollowers } from '#services/booking/change/owe.ts';
import { timelineRow } from '#services/booking/change/timeline.ts';
import { contactOf, guestParts, partyRows } from '#services/booking/change/write-guest.ts';
import type { ServiceContext } from '#services/context.ts';
import { type SessionTime, sessionParts, sessionRows } from '#services/session/open-session.ts';
import { reviseSessions } from '#services/session/revise-sessions.ts';
import type { Joined } from './join-shared.ts';
import type { Claim, NewBooking } from './new-booking.ts';

export type Written = {
  booking: NewBooking;
  claim: Claim;
  time: SessionTime & { hasCalendar: boolean };
  joined: Joined;
  /** The session is there already: a group's, opened just now or before. */
  hasSession: boolean;
};

type Party = ReturnType<typeof partyRows>;
type Opened = ReturnType<typeof sessionRows>;

/** Lists where the statement has a part or none. */
type Asked = {
  booking: NewBooking;
  session: readonly Opened['session'][];
  hosts: Opened['hosts'];
  contact: readonly Party['contact'][];
  guest: readonly Party['guest'][];
  further: Party['further'];
  entry: Omit<ReturnType<typeof timelineRow>, 'sequence'>;
  audited: ReturnType<typeof auditRow>;
  revised: readonly { sessionId: string }[];
} & Pick<ReturnType<typeof owedRows>, 'notifications' | 'effects'>;

const first = <Row>(rows: readonly Slots<Row>[]): Slots<Row> | null => rows[0] ?? null;

const insertAll = prepared<Asked>()((tx, rows) => {
  const [session, contact, guest] = [first(rows.session), first(rows.contact), first(rows.guest)];
  const entry = tx
    .insert(bookingTimeline)
    .values({ ...rows.entry, sequence: 1 })
    .returning({ id: bookingTimeline.id });
  const revised = rows.revised.map(({ sessionId }) => sessionId);
  return tx
    .with(
      ...(session === null ? [] : sessionParts(tx, { session, hosts: rows.hosts })),
      ...(contact === null || guest === null
        ? []
        : guestParts(tx, { contact, guest, further: rows.further })),
      tx.$with('entry').as(entry),
      tx.$with('audited').as(insertAudit(tx, rows.audited)),
      ...owedParts(tx, rows),
      ...(revised.length === 0
        ? []
        : [tx.$with('revised').as(reviseSessions(tx, rows.booking.tenantId, revised))]),
    )
    .insert(bookings)
    .values({ ...rows.booking, contactId: contact === null ? null : contactOf });
});

/** Booking, guest, session, first line of the timeline, audit entry and all that it causes, in one statement that is not waited for. */
export const insertBooking = (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, claim, time, joined, hasSession }: Written,
): void => {
  const { tenantId, id: bookingId } = booking;
  const { hostIds, session, hasCalendar } = time;
  const { setAside = [] } = claim.byHost ?? {};
  const { details } = claim;
  const now = ctx.now();
  const owed = owedBy(
    null,
    {
      status: booking.status,
      startsAt: booking.startsAt,
      revision: 0,
      moveTo: null,
      furtherGuests: details?.furtherGuests?.length ?? 0,
    },
    {
      now,
      reminderMinutes: booking.terms.reminderMinutes,
      hasCalendar,
      meetingFrom: meetingEffectOf(joined, { hasCalendar }),
    },
  );
  const carriers = carriersOf({ ...booking, capacity: session.capacity });
  const { sequence: _, ...entry } = timelineRow(ctx, bookingId, {
    kind: booking.status,
    details: {
      start: new Date(booking.startsAt).toISOString(),
      hostIds,
      ...(setAside.length === 0 ? {} : { setAside }),
    },
  });
  const action = holds.includes(booking.status) ? 'booking.hold' : 'booking.book';
  const opened = hasSession ? null : sessionRows(time);
  const party = details === null ? null : partyRows({ tenantId, bookingId, now }, details);
  const { notifications, effects, revised } = owedRows({ tenantId, bookingId, carriers, owed, now });
  const statement = insertAll(tx, {
    booking,
    session: opened === null ? [] : [opened.session],
    hosts: opened?.hosts ?? [],
    contact: party === null ? [] : [party.contact],
    guest: party === null ? [] : [party.guest],
    further: party?.further ?? [],
    entry,
    audited: auditRow(ctx, { action, targetKind: 'booking', targetId: bookingId }),
    notifications,
    effects,
    revised: revised.map((sessionId) => ({ sessionId })),
  });
  sendAhead(tx, statement);
  wakeFollowers(tx, tenantId, bookingId, owed.effects.length > 0 ? carriers : []);
};
