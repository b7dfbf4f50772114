import type { StoredEmail } from '#db/schema/notification.ts';
import { answerTo } from '#domain/booking/answers.ts';
import { isToCome } from '#domain/booking/listing.ts';
import { statusTable } from '#domain/booking/status.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { EmailAudience, EmailContent } from '#providers/email/port.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import { locationLabel } from '#services/booking/read/present-booking.ts';
import type { BookingMailData } from '#services/booking/read/read-booking-mail.ts';
import { renderBookingIcs } from '#services/booking/read/render-ics.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { MailDeps, Recipient, SubjectMails } from './notification.ts';

/** Hosts have both in their calendars. */
const forGuestsOnly: ReadonlySet<NotificationTemplate> = new Set([
  'booking_reminder',
  'booking_meeting_link',
]);

const recipientsOf = ({ booking, hosts }: BookingMailData, row: NotificationRow): Recipient[] => {
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
          },
        ];
  const hostRecipients = hosts.map((host): Recipient => ({ audience: 'host', ...host }));
  return forGuestsOnly.has(row.template) ? guest : [...guest, ...hostRecipients];
};

/** A calendar is asked to remove only what it was asked to add. */
const icsMethod = (data: BookingMailData, row: NotificationRow): 'REQUEST' | 'CANCEL' | null => {
  if (row.template === 'booking_confirmed' || row.template === 'booking_meeting_link') return 'REQUEST';
  if (row.template === 'booking_rescheduled')
    return statusTable[data.booking.status].inCalendars ? 'REQUEST' : null;
  return row.template === 'booking_cancelled' && data.wasConfirmed ? 'CANCEL' : null;
};

const icsOf = (deps: MailDeps, data: BookingMailData, row: NotificationRow): StoredEmail['ics'] => {
  const method = icsMethod(data, row);
  const { booking, hosts } = data;
  if (method === null) return undefined;
  const urls = manageUrls(deps.signer, deps.publicUrl, booking);
  const content = renderBookingIcs({
    method,
    uid: `${booking.id}@everslot`,
    sequence: row.revision,
    // The same sequence again counts only when it is stamped later.
    stampAt: Math.max(booking.updatedAt, row.createdAt),
    start: booking.startsAt,
    end: booking.endsAt,
    title: booking.terms.title,
    description: urls.view,
    location:
      booking.meetingUrl ?? locationLabel(booking.locationKind, booking.locationValue, booking.locale),
    ...(booking.meetingUrl === null ? {} : { url: booking.meetingUrl }),
    organizer: { name: hosts[0]?.name ?? data.tenantName, email: deps.fromAddress },
    attendees: [
      { name: booking.guestName ?? '', email: booking.guestEmail ?? '' },
      ...hosts.map(({ name, email }) => ({ name, email })),
    ],
    eventStatus: method === 'CANCEL' ? 'cancelled' : 'confirmed',
  });
  return { method, content };
};

/** What only one side reads: its own addresses, and what may be known of the other side. */
const sideOf = (deps: MailDeps, data: BookingMailData, audience: EmailAudience) => {
  const { booking, link } = data;
  if (audience === 'host')
    return {
      ...(booking.guestEmail === null ? {} : { guestEmail: booking.guestEmail }),
      hostUrl: `${deps.appUrl}/bookings/${booking.id}`,
    };
  const urls = manageUrls(deps.signer, deps.publicUrl, booking);
  return {
    manageUrl: urls.manage,
    rescheduleUrl: urls.reschedule,
    cancelUrl: urls.cancel,
    bookAgainUrl: `${deps.publicUrl}/${link.username}/${link.slug}`,
  };
};

const contentOf = (
  deps: MailDeps,
  data: BookingMailData,
  row: NotificationRow,
  recipient: Recipient,
): EmailContent => {
  const { booking, hosts } = data;
  const meetingUrl = booking.locationKind === 'custom_url' ? booking.locationValue : booking.meetingUrl;
  const answers = booking.terms.questions.flatMap(({ id, label }) => {
    const answer = answerTo(booking.answers, id);
    return answer === undefined || answer === '' ? [] : [{ question: label, answer: String(answer) }];
  });
  return {
    template: row.template,
    audience: recipient.audience,
    locale: recipient.locale,
    timeZone: recipient.timeZone,
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
      guestName: booking.guestName ?? '',
      location: locationLabel(booking.locationKind, booking.locationValue, recipient.locale),
      ...(meetingUrl === null ? {} : { meetingUrl }),
      answers,
      ...(booking.cancelReason === null ? {} : { reason: booking.cancelReason }),
      ...(booking.cancelledBy === null ? {} : { cancelledBy: booking.cancelledBy }),
      ...sideOf(deps, data, recipient.audience),
      ...(booking.approveBy === null ? {} : { approveBy: booking.approveBy }),
      ...(row.minutesBefore === null ? {} : { minutesBefore: row.minutesBefore }),
    },
  };
};

/**
 * Time has overtaken it: nobody is reminded of a time the booking no longer has, or of one that has begun, told of a move
 * that another one followed, or of a link they have already.
 */
const isOvertaken = (
  { booking, lacksMeetingLink }: BookingMailData,
  row: NotificationRow,
  now: number,
): boolean => {
  if (row.template === 'booking_meeting_link')
    return !isToCome(booking.status) || booking.startsAt <= now || !lacksMeetingLink;
  if (row.template === 'booking_reminder')
    return !isToCome(booking.status) || booking.revision !== row.revision || booking.startsAt <= now;
  return row.template === 'booking_rescheduled' && booking.revision > row.revision;
};

/** What is told about a booking, and to whom. */
export const bookingMails = (deps: MailDeps, data: BookingMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: (row, now) => isOvertaken(data, row, now),
  recipientsOf: (row) => recipientsOf(data, row),
  contentOf: (row, recipient) => contentOf(deps, data, row, recipient),
  // The hosts of a group have one entry for the session; an invitation for each guest would stand beside it.
  icsOf: (row, { audience }) =>
    audience === 'host' && data.booking.capacity > 1 ? undefined : icsOf(deps, data, row),
});
