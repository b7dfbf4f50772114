import type {
  BookingFact,
  DeliveryFact,
  Evidence,
  NotificationFact,
  TimelineFact,
} from '../evidence/evidence.ts';
import type { VendorMail } from '../vendors.ts';
import { byId, type Check, groupBy, isInCalendars, iso, reservedBookings } from './check.ts';

const minuteMs = 60_000;
/** A reminder may be this late when it fell due in the middle of an outage. */
const latenessMs = 90_000;
/** A cancellation or a move this shortly before a reminder is due may come too late for it. */
const overtakenMs = 5_000;

type MailKey = {
  tenantId: string;
  bookingId: string;
  template: string;
  revision: number;
  offset: number | null;
  recipient: string;
};

const keyPattern = /^(ten_\w+)\/(bkg_\w+)\/([a-z_]+)\/r(\d+)(?:\/(\d+))?\/(guest|mbr_\w+)$/;
/** What is about no booking: a payment, an account that is to be connected again, a sign-in of a host from a new device, and the end of a membership. */
const otherPattern =
  /^ten_\w+\/(?:pay_\w+\/[a-z_]+|int_\w+\/integration_reconnect|per_\w+\/(?:new_sign_in|sign_in_changed|member_removed))\/[\w/-]+$/;

/** The parts of a key, or null for one that the product does not make. */
export const parseMailKey = (key: string | null): MailKey | null => {
  const match = keyPattern.exec(key ?? '');
  if (match === null) return null;
  const [, tenantId = '', bookingId = '', template = '', revision = '', offset, recipient = ''] = match;
  return {
    tenantId,
    bookingId,
    template,
    revision: Number(revision),
    offset: offset === undefined ? null : Number(offset),
    recipient,
  };
};

/** Nobody is told of a time that was replaced or has begun: such a delivery may stay unsent, or sent without our knowing. */
export const isOvertaken = (
  told: Pick<NotificationFact, 'template' | 'revision'> | null,
  booking: BookingFact | undefined,
  now: number,
): boolean => {
  if (told === null || booking === undefined) return false;
  if (told.template === 'booking_reminder')
    return booking.status !== 'confirmed' || booking.revision > told.revision || booking.startsAt <= now;
  if (told.template === 'booking_meeting_link')
    return booking.status !== 'confirmed' || booking.startsAt <= now;
  // A move that is asked for may be decided, withdrawn or asked for anew before it is told.
  if (told.template === 'booking_move_requested') return true;
  if (told.template === 'booking_move_declined') return booking.status !== 'confirmed';
  // A booking that is over has a mail that says so; one that came back to the time it was told of has no news.
  return (
    told.template === 'booking_rescheduled' &&
    (told.revision > 1 || booking.revision > told.revision || !isInCalendars(booking.status))
  );
};

/** Hosts have both in their calendars. */
const forGuestsOnly = new Set(['booking_reminder', 'booking_meeting_link']);

/** Who is told: the guest of everything, hosts of what is not for guests only. */
export const personsTold = (template: string, { hostIds }: BookingFact): readonly string[] =>
  forGuestsOnly.has(template) ? ['guest'] : ['guest', ...hostIds];

const mailFaults = (mail: VendorMail, delivery: DeliveryFact | undefined, overtaken: boolean): string[] => {
  const key = mail.key ?? '(no key)';
  const faults: string[] = [];
  if (parseMailKey(mail.key) === null && !otherPattern.test(key))
    faults.push(`mail ${mail.id} has the key ${key}`);
  if (delivery === undefined) faults.push(`mail ${mail.id} under ${key} is no delivery of ours`);
  else if (delivery.externalId !== mail.id && !(overtaken && delivery.externalId === null))
    faults.push(`${key} is mail ${mail.id} there and ${delivery.externalId} here`);
  if (mail.deliveries !== 1) faults.push(`${key} landed ${mail.deliveries} times`);
  return faults;
};

/** Each mail is one delivery of ours, and the other way round: a second key for the same thing has no second delivery. */
export const oneMailPerKey: Check = {
  name: 'one mail per key',
  promise:
    'every mail at the vendor is one delivery of ours and landed once; every delivery is one mail unless time overtook it',
  run: ({ mails, deliveries, bookings, now }) => {
    const known = byId(bookings);
    const ours = new Map(
      deliveries.map((delivery) => [
        [delivery.tenantId, delivery.subjectId, delivery.key, delivery.recipient].join('/'),
        delivery,
      ]),
    );
    const overtaken = (key: string | null): boolean => {
      const parsed = parseMailKey(key);
      return isOvertaken(parsed, known.get(parsed?.bookingId ?? ''), now);
    };
    const perKey = groupBy(mails, (mail) => mail.key ?? '(no key)');
    const violations = mails.flatMap((mail) =>
      mailFaults(mail, ours.get(mail.key ?? ''), overtaken(mail.key)),
    );
    for (const [key, same] of perKey)
      if (same.length > 1) violations.push(`${key} was sent ${same.length} times`);
    for (const [key, delivery] of ours) {
      if (delivery.state === 'queued' && !overtaken(key)) violations.push(`${key} is still queued`);
      if (delivery.state !== 'queued' && delivery.state !== 'failed' && !perKey.has(key))
        violations.push(`${key} is ${delivery.state} here and unknown to the vendor`);
    }
    return { checked: mails.length + deliveries.length, violations };
  },
};

/** Since when a booking stands at its present time and is confirmed: reminders due before that were never planned. */
const standsSince = (timeline: readonly TimelineFact[]): number =>
  Math.max(
    0,
    ...timeline
      .filter(({ kind }) => ['confirmed', 'approved', 'rescheduled'].includes(kind))
      .map(({ at }) => at),
  );

const endedAt = (timeline: readonly TimelineFact[]): number | null =>
  timeline.find(({ kind }) => kind === 'cancelled' || kind === 'declined' || kind === 'expired')?.at ?? null;

/** When a revision was replaced by the next: by a move or by the cancellation. */
const replacedAt = (timeline: readonly TimelineFact[], revision: number): number | null =>
  timeline.filter(({ kind }) => kind === 'rescheduled' || kind === 'cancelled')[revision]?.at ?? null;

const missingOf = (
  booking: BookingFact,
  timeline: readonly TimelineFact[],
  sent: ReadonlySet<string>,
  now: number,
): string[] => {
  if (!isInCalendars(booking.status)) return [];
  const since = standsSince(timeline);
  return booking.reminderMinutes.flatMap((minutes) => {
    const due = booking.startsAt - minutes * minuteMs;
    const wanted = due > since + 1_000 && due + latenessMs < now && due + latenessMs < booking.startsAt;
    return wanted && !sent.has(`${booking.revision}/${minutes}`)
      ? [`${booking.id}: the reminder ${minutes} min before, due ${iso(due)}, is missing`]
      : [];
  });
};

type Sent = { key: MailKey; mail: VendorMail };

const wrongOf = (
  booking: BookingFact | undefined,
  timeline: readonly TimelineFact[],
  { key, mail }: Sent,
): string[] => {
  const name = `${key.bookingId}: reminder r${key.revision}/${key.offset}`;
  if (booking === undefined) return [`${name} of a booking that does not exist`];
  const violations: string[] = [];
  const gone = endedAt(timeline);
  const next = replacedAt(timeline, key.revision);
  if (gone !== null && mail.createdAt > gone + 20_000)
    violations.push(`${name} was sent ${iso(mail.createdAt)}, it ended ${iso(gone)}`);
  if (next !== null && mail.createdAt > next + 20_000)
    violations.push(`${name} was sent for an old time at ${iso(mail.createdAt)}`);
  if (key.revision === booking.revision) {
    const due = booking.startsAt - (key.offset ?? 0) * minuteMs;
    if (mail.createdAt < due - 1_000)
      violations.push(`${name} was sent ${iso(mail.createdAt)}, due ${iso(due)}`);
    if (gone !== null && due > gone + overtakenMs) violations.push(`${name} was due after the end`);
    if (!booking.reminderMinutes.includes(key.offset ?? -1)) violations.push(`${name} was never asked for`);
  }
  return violations;
};

export const remindersOnce: Check = {
  name: 'reminders once',
  promise:
    'every reminder that fell due was sent once; none of a cancelled booking, an old time or before it was due',
  run: ({ bookings, timeline, mails, now }: Evidence) => {
    const known = byId(bookings);
    const timelines = groupBy(timeline, (entry) => entry.bookingId);
    const sent: Sent[] = mails.flatMap((mail) => {
      const key = parseMailKey(mail.key);
      return key?.template === 'booking_reminder' ? [{ key, mail }] : [];
    });
    const perBooking = groupBy(sent, ({ key }) => key.bookingId);
    const violations = bookings.flatMap((booking) => {
      const own = (perBooking.get(booking.id) ?? []).map(({ key }) => `${key.revision}/${key.offset}`);
      const twice = own.filter((name, index) => own.indexOf(name) !== index);
      return [
        ...missingOf(booking, timelines.get(booking.id) ?? [], new Set(own), now),
        ...twice.map((name) => `${booking.id}: reminder r${name} was sent more than once`),
      ];
    });
    for (const item of sent)
      violations.push(
        ...wrongOf(known.get(item.key.bookingId), timelines.get(item.key.bookingId) ?? [], item),
      );
    return { checked: sent.length, violations };
  },
};

/** Who has to have heard what, whatever happened on the way. */
export const guestsTold: Check = {
  name: 'guests told',
  promise:
    'the guest of every booking has exactly one mail for each time it was requested, confirmed, declined, cancelled or expired',
  run: ({ bookings, mails, payments, timeline }) => {
    const timelines = groupBy(timeline, (entry) => entry.bookingId);
    const reserved = reservedBookings(payments);
    const sent = groupBy(mails, (mail) => {
      const key = parseMailKey(mail.key);
      return key?.recipient === 'guest' ? `${key.bookingId} ${key.template}` : null;
    });
    const violations: string[] = [];
    let checked = 0;
    const expect = (booking: BookingFact, template: string): void => {
      checked += 1;
      const count = (sent.get(`${booking.id} ${template}`) ?? []).length;
      if (count !== 1) violations.push(`${booking.id} (${booking.status}): ${count} mails ${template}`);
    };
    for (const booking of bookings) {
      const kinds = new Set((timelines.get(booking.id) ?? []).map(({ kind }) => kind));
      if (kinds.has('confirmed') || (kinds.has('approved') && !reserved.has(booking.id)))
        expect(booking, 'booking_confirmed');
      if (booking.status === 'cancelled') expect(booking, 'booking_cancelled');
      if (booking.status === 'declined') expect(booking, 'booking_declined');
      if (kinds.has('pending_approval')) expect(booking, 'booking_requested');
      if (kinds.has('approval_expired')) expect(booking, 'booking_expired');
    }
    return { checked, violations };
  },
};
