import type { StoredEmail } from '#db/schema/notification.ts';
import { changeDeadline } from '#domain/booking/change-notice.ts';
import { type FurtherGuest, recipientAt } from '#domain/booking/further-guests.ts';
import { isToCome } from '#domain/booking/listing.ts';
import { requestedMove } from '#domain/booking/move-request.ts';
import { handedOnBy, invites, isForAddedGuests, uninvitedBy } from '#domain/booking/owed.ts';
import { statusTable } from '#domain/booking/status.ts';
import type { ChangeKind } from '#domain/booking/types.ts';
import { bookingUid } from '#domain/booking/uid.ts';
import { inertText, plainName } from '#domain/notification/inert-text.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { EmailAudience, EmailContent } from '#providers/email/port.ts';
import {
  answersOf,
  type Entry,
  guestEntry,
  hostEntry,
  phoneOf,
} from '#services/booking/entry/describe-entry.ts';
import { type BookingIcsInput, renderBookingIcs } from '#services/booking/entry/render-ics.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import { bookingPlace } from '#services/booking/read/present-booking.ts';
import type { BookingMailData } from '#services/booking/read/read-booking-mail.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { MailDeps, Recipient, SubjectMails } from './notification.ts';

/** Hosts have both in their calendars. */
const forGuestsOnly: ReadonlySet<NotificationTemplate> = new Set([
  'booking_reminder',
  'booking_meeting_link',
]);

/** What the people whom a guest brings are told: the invitation, its changes and its end, or that of their invitation. */
const isToldToFurther = (
  data: BookingMailData,
  { template, key }: NotificationRow,
  { position, isRemoved }: FurtherGuest,
): boolean => {
  const wasInvited = data.invited.includes(recipientAt(position));
  if (template === 'booking_uninvited') return wasInvited && uninvitedBy(key) === position;
  if (isRemoved) return false;
  const isShown = statusTable[data.booking.status].inCalendars;
  if (template === 'booking_confirmed') return isShown && invites(key, position);
  if (
    template === 'booking_rescheduled' ||
    template === 'booking_reassigned' ||
    template === 'booking_meeting_link'
  )
    return isShown;
  return template === 'booking_cancelled' && wasInvited;
};

const furtherRecipientsOf = (data: BookingMailData, row: NotificationRow): Recipient[] =>
  data.booking.party.flatMap((one): Recipient[] => {
    const { email, position } = one;
    const id = recipientAt(position);
    if (!isToldToFurther(data, row, one)) return [];
    const { locale, guestTimeZone: timeZone } = data.booking;
    const replyTo = data.hosts[0]?.email;
    return [{ audience: 'further_guest', id, name: '', email, locale, timeZone, clock: null, replyTo }];
  });

/** Each side answers the other: guests their first host, hosts the guest. */
const recipientsOf = (data: BookingMailData, row: NotificationRow): Recipient[] => {
  const { booking, hosts } = data;
  const former = handedOnBy(row.key);
  if (former !== null)
    return data.formerHosts
      .filter(({ id }) => id === former)
      .map((host): Recipient => ({ audience: 'host', ...host, replyTo: hosts[0]?.email }));
  const further = furtherRecipientsOf(data, row);
  if (isForAddedGuests(row.key) || uninvitedBy(row.key) !== null) return further;
  const guest: Recipient[] =
    booking.guestEmail === null
      ? []
      : [
          {
            audience: 'guest',
            id: 'guest',
            name: booking.guestName ?? '',
            email: booking.guestEmail,
            locale: booking.locale,
            timeZone: booking.guestTimeZone,
            clock: null,
            replyTo: hosts[0]?.email,
          },
        ];
  const hostRecipients = hosts.map(
    (host): Recipient => ({ audience: 'host', ...host, replyTo: booking.guestEmail ?? undefined }),
  );
  return [...guest, ...further, ...(forGuestsOnly.has(row.template) ? [] : hostRecipients)];
};

/** What a calendar is asked that nothing else keeps up to date: to remove only what it was asked to add. */
const askedOf = (data: BookingMailData, row: NotificationRow): 'REQUEST' | 'CANCEL' | null => {
  if (row.template === 'booking_confirmed' || row.template === 'booking_meeting_link') return 'REQUEST';
  if (row.template === 'booking_rescheduled' || row.template === 'booking_reassigned')
    return statusTable[data.booking.status].inCalendars ? 'REQUEST' : null;
  if (row.template === 'booking_uninvited' || row.template === 'booking_handed_on') return 'CANCEL';
  return row.template === 'booking_cancelled' && data.wasConfirmed ? 'CANCEL' : null;
};

/**
 * A host whose calendar we write, or who has one entry for a whole group, would have a second one of an invitation. One that
 * was sent before is taken back with the booking.
 */
const icsMethod = (
  data: BookingMailData,
  row: NotificationRow,
  { audience, id }: Recipient,
): 'REQUEST' | 'CANCEL' | null => {
  const asked = askedOf(data, row);
  if (audience !== 'host') return asked;
  if (data.booking.capacity > 1) return null;
  const isKept = data.writtenFor.includes(id);
  return isKept && !(asked === 'CANCEL' && data.invited.includes(id)) ? null : asked;
};

/** `publicUrl`: where the guest's pages of its tenant stand. */
type BookingMailDeps = MailDeps & { publicUrl: string };

const hostUrlOf = (deps: BookingMailDeps, { id }: BookingRow): string => `${deps.appUrl}/bookings/${id}`;

/** The entry as one side reads it: the other party in its title, in the reader's language. */
const entryOf = (deps: BookingMailDeps, data: BookingMailData, { audience, locale }: Recipient): Entry => {
  const { booking, hosts, lastChange } = data;
  if (audience === 'host') return hostEntry(booking, { locale, url: hostUrlOf(deps, booking), lastChange });
  const { manage, view } = manageUrls(deps.signer, deps.publicUrl, booking);
  const hostNames = hosts.map(({ name }) => name);
  const link =
    audience === 'guest'
      ? ({ opens: 'manage', url: manage } as const)
      : ({ opens: 'open', url: view } as const);
  return guestEntry(booking, { locale, hostNames, link });
};

const attendeesOf = (
  { booking, hosts }: BookingMailData,
  { template }: NotificationRow,
  recipient: Recipient,
): BookingIcsInput['attendees'] => {
  // Who else comes is no longer theirs to know.
  if (template === 'booking_uninvited' || template === 'booking_handed_on')
    return [{ name: '', email: recipient.email, isAsked: true }];
  return [
    // Those who were brought are sent no words of who brought them.
    {
      name: recipient.audience === 'further_guest' ? '' : plainName(booking.guestName ?? ''),
      email: booking.guestEmail ?? '',
    },
    ...booking.furtherGuests.map((email) => ({ name: '', email, isAsked: true })),
    ...hosts.map(({ name, email }) => ({ name, email })),
  ];
};

const icsOf = (
  deps: BookingMailDeps,
  data: BookingMailData,
  row: NotificationRow,
  recipient: Recipient,
): StoredEmail['ics'] => {
  const method = icsMethod(data, row, recipient);
  const { booking, hosts } = data;
  if (method === null) return undefined;
  const meetingUrl =
    row.template === 'booking_uninvited' || row.template === 'booking_handed_on' ? null : booking.meetingUrl;
  const content = renderBookingIcs({
    method,
    uid: bookingUid(booking.id),
    sequence: row.revision,
    // The same sequence again counts only when it is stamped later.
    stampAt: Math.max(booking.updatedAt, row.createdAt),
    start: booking.startsAt,
    end: booking.endsAt,
    ...entryOf(deps, data, recipient),
    location: meetingUrl ?? bookingPlace(booking, recipient.locale),
    ...(meetingUrl === null ? {} : { url: meetingUrl }),
    organizer: { name: hosts[0]?.name ?? data.tenantName, email: deps.fromAddress },
    attendees: attendeesOf(data, row, recipient),
    eventStatus: method === 'CANCEL' ? 'cancelled' : 'confirmed',
  });
  return { method, content };
};

/** What only one side reads: its own addresses, and what may be known of the other side. */
const sideOf = (deps: BookingMailDeps, data: BookingMailData, audience: EmailAudience) => {
  const { booking, link } = data;
  if (audience === 'host')
    return {
      ...(booking.guestEmail === null ? {} : { guestEmail: booking.guestEmail }),
      ...(booking.guestPhone === null ? {} : { guestPhone: phoneOf(booking) ?? '' }),
      ...(booking.note === null ? {} : { note: booking.note }),
      hostUrl: hostUrlOf(deps, booking),
      furtherGuests: booking.furtherGuests,
    };
  const urls = manageUrls(deps.signer, deps.publicUrl, booking);
  if (audience === 'further_guest')
    return { viewUrl: urls.view, ...(booking.guestEmail === null ? {} : { invitedBy: booking.guestEmail }) };
  const rescheduleUntil = changeDeadline('reschedule', booking);
  const cancelUntil = changeDeadline('cancel', booking);
  return {
    ...(rescheduleUntil === null ? {} : { rescheduleUntil }),
    ...(cancelUntil === null ? {} : { cancelUntil }),
    manageUrl: urls.manage,
    rescheduleUrl: urls.reschedule,
    cancelUrl: urls.cancel,
    bookAgainUrl: `${deps.publicUrl}/${link.username}/${link.slug}`,
  };
};

const changeTold: Partial<Record<NotificationTemplate, ChangeKind>> = {
  booking_rescheduled: 'rescheduled',
  booking_move_requested: 'move_requested',
  booking_move_declined: 'move_declined',
  booking_declined: 'declined',
  booking_cancelled: 'cancelled',
};

/**
 * Why it was changed, in the words of whoever did. A guest is sent no words of guests: an address that nobody has proven
 * would carry them to a stranger.
 */
const reasonFor = (
  { lastChange }: BookingMailData,
  { template }: NotificationRow,
  audience: EmailAudience,
): { reason?: string } => {
  if (lastChange === null || lastChange.reason === null || changeTold[template] !== lastChange.kind)
    return {};
  if (audience === 'further_guest') return {};
  if (lastChange.by !== 'guest') return { reason: lastChange.reason };
  return audience === 'guest' ? {} : { reason: inertText(lastChange.reason) };
};

const contentOf = (
  deps: BookingMailDeps,
  data: BookingMailData,
  row: NotificationRow,
  recipient: Recipient,
): EmailContent => {
  const { booking, hosts } = data;
  const decideBy = booking.approveBy ?? booking.moveBy;
  const meetingUrl = booking.locationKind === 'custom_url' ? booking.locationValue : booking.meetingUrl;
  return {
    template: row.template,
    audience: recipient.audience,
    locale: recipient.locale,
    timeZone: recipient.timeZone,
    ...(recipient.clock === null ? {} : { clock: recipient.clock }),
    tenantName: data.tenantName,
    recipientName: recipient.name,
    booking: {
      title: booking.terms.title,
      code: booking.code,
      start: booking.startsAt,
      end: booking.endsAt,
      ...(row.template === 'booking_rescheduled' && data.previous !== null
        ? { previousStart: data.previous.start, previousEnd: data.previous.end }
        : {}),
      hostNames: hosts.map(({ name }) => name),
      isShared: booking.capacity > 1,
      isBookedByHost: data.isBookedByHost,
      isRequest: statusTable[booking.status].allows.includes('approve'),
      guestName: booking.guestName ?? '',
      location: bookingPlace(booking, recipient.locale),
      ...(meetingUrl === null ? {} : { meetingUrl }),
      answers: answersOf(booking, recipient.locale),
      ...reasonFor(data, row, recipient.audience),
      ...(booking.cancelledBy === null ? {} : { cancelledBy: booking.cancelledBy }),
      ...sideOf(deps, data, recipient.audience),
      ...(booking.moveTo === null ? {} : { requestedStart: booking.moveTo }),
      ...(decideBy === null ? {} : { approveBy: decideBy }),
      ...(row.minutesBefore === null ? {} : { minutesBefore: row.minutesBefore }),
    },
  };
};

/**
 * Time has overtaken it: nobody is reminded of a time the booking no longer has, or of one that has begun, told of a move
 * that another one followed, or of a link they have already.
 */
const isOvertaken = (
  { booking, lacksMeetingLink, previous }: BookingMailData,
  row: NotificationRow,
  now: number,
): boolean => {
  if (row.template === 'booking_meeting_link')
    return !isToCome(booking.status) || booking.startsAt <= now || !lacksMeetingLink;
  if (row.template === 'booking_reminder')
    return !isToCome(booking.status) || booking.revision !== row.revision || booking.startsAt <= now;
  if (row.template === 'booking_move_requested') return requestedMove(booking, now) === null;
  if (row.template === 'booking_move_declined') return !isToCome(booking.status);
  if (row.template === 'booking_reassigned' || row.template === 'booking_handed_on')
    return !isToCome(booking.status) || booking.startsAt <= now;
  if (row.template !== 'booking_rescheduled') return false;
  // What it has become has a mail of its own; a booking that is back at the time it was told of has no news.
  return (
    booking.revision > row.revision ||
    !statusTable[booking.status].holdsTime ||
    previous?.start === booking.startsAt
  );
};

/** What is told about a booking, and to whom. */
export const bookingMails = (deps: BookingMailDeps, data: BookingMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: (row, now) => isOvertaken(data, row, now),
  recipientsOf: (row) => recipientsOf(data, row),
  contentOf: (row, recipient) => contentOf(deps, data, row, recipient),
  icsOf: (row, recipient) => icsOf(deps, data, row, recipient),
});
