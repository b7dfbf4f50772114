import type { Database } from '#db/client.ts';
import type { StoredEmail } from '#db/schema/operation.ts';
import type { Notice } from '#domain/booking/effects.ts';
import { asError, ProviderError } from '#domain/provider-error.ts';
import type { EmailAudience, EmailContent, EmailProvider, RenderedEmail } from '#providers/email/port.ts';
import { manageUrls, type TokenSigner } from '#services/booking/manage-token.ts';
import { locationLabel, type PresentedHost } from '#services/booking/present-booking.ts';
import { renderBookingIcs } from '#services/booking/render-ics.ts';
import { recordSyncState } from '#services/calendar/plan-booking-events.ts';
import {
  type BookingMailData,
  findSettled,
  loadBookingMailData,
  loadConnectionMailData,
  queueDelivery,
  recordFailedTry,
  recordOvertaken,
  recordSent,
} from '#services/delivery/deliveries.ts';

export type MailDeps = {
  db: Database;
  email: EmailProvider;
  render: (content: EmailContent) => Promise<RenderedEmail>;
  signer: TokenSigner;
  publicUrl: string;
  appUrl: string;
  fromAddress: string;
};

type Recipient = {
  audience: EmailAudience;
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'vi';
  timeZone: string;
};

const recipientsOf = ({ booking, hosts }: BookingMailData, notice: Notice): Recipient[] => {
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
  const hostRecipients = hosts.map((host: PresentedHost): Recipient => ({ audience: 'host', ...host }));
  return notice.template === 'booking_reminder' ? guest : [...guest, ...hostRecipients];
};

const icsMethod = (notice: Notice): 'REQUEST' | 'CANCEL' | null => {
  if (notice.template === 'booking_confirmed' || notice.template === 'booking_rescheduled') return 'REQUEST';
  return notice.template === 'booking_cancelled' ? 'CANCEL' : null;
};

const icsOf = (deps: MailDeps, data: BookingMailData, notice: Notice): StoredEmail['ics'] => {
  const method = icsMethod(notice);
  const { booking, hosts } = data;
  if (method === null || (booking.status === 'pending_approval' && method === 'REQUEST')) return undefined;
  const urls = manageUrls(deps.signer, deps.publicUrl, booking);
  const content = renderBookingIcs({
    method,
    uid: `${booking.id}@everslot`,
    sequence: notice.revision,
    stampAt: booking.updatedAt,
    start: booking.startsAt,
    end: booking.endsAt,
    title: booking.terms.title,
    description: urls.view,
    location: booking.meetingUrl ?? locationLabel(booking.locationKind, booking.locationValue),
    ...(booking.meetingUrl === null ? {} : { url: booking.meetingUrl }),
    organizer: { name: hosts[0]?.name ?? data.tenantName, email: deps.fromAddress },
    attendees: [
      { name: booking.guestName ?? '', email: booking.guestEmail ?? '' },
      ...hosts.map(({ name, email }) => ({ name, email })),
    ],
    status: method === 'CANCEL' ? 'cancelled' : 'confirmed',
  });
  return { method, content };
};

const bookingContent = (
  deps: MailDeps,
  data: BookingMailData,
  notice: Notice,
  recipient: Recipient,
): EmailContent => {
  const { booking, hosts, link } = data;
  const urls = manageUrls(deps.signer, deps.publicUrl, booking);
  const isGuest = recipient.audience === 'guest';
  const meetingUrl = booking.locationKind === 'custom_url' ? booking.locationValue : booking.meetingUrl;
  const answers = booking.terms.questions.flatMap(({ id, label }) => {
    const answer = booking.answers[id];
    return answer === undefined || answer === '' ? [] : [{ question: label, answer: String(answer) }];
  });
  return {
    template: notice.template,
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
      ...(notice.template === 'booking_rescheduled' && data.previous !== null
        ? { previousStart: data.previous.start, previousEnd: data.previous.end }
        : {}),
      hostNames: hosts.map(({ name }) => name),
      guestName: booking.guestName ?? '',
      ...(isGuest || booking.guestEmail === null ? {} : { guestEmail: booking.guestEmail }),
      location: locationLabel(booking.locationKind, booking.locationValue),
      ...(meetingUrl === null ? {} : { meetingUrl }),
      answers,
      ...(booking.cancelReason === null ? {} : { reason: booking.cancelReason }),
      ...(booking.cancelledBy === null ? {} : { cancelledBy: booking.cancelledBy }),
      ...(isGuest
        ? {
            manageUrl: urls.manage,
            rescheduleUrl: urls.reschedule,
            cancelUrl: urls.cancel,
            bookAgainUrl: `${deps.publicUrl}/${link.username}/${link.slug}`,
          }
        : { hostUrl: `${deps.appUrl}/bookings/${booking.id}` }),
      ...(booking.approveBy === null ? {} : { approveBy: booking.approveBy }),
      ...(notice.minutesBefore === undefined ? {} : { minutesBefore: notice.minutesBefore }),
    },
  };
};

/**
 * A notice that time has overtaken is not sent: nobody is reminded of a time the booking no longer has, or of one that
 * has begun.
 */
const isStale = ({ booking }: BookingMailData, notice: Notice, now: number): boolean => {
  if (notice.template === 'booking_reminder')
    return booking.status !== 'confirmed' || booking.revision !== notice.revision || booking.startsAt <= now;
  return notice.template === 'booking_rescheduled' && booking.revision > notice.revision;
};

type Sending = {
  tenantId: string;
  bookingId: string | null;
  key: string;
  template: string;
  recipient: Recipient;
  content: EmailContent;
  ics: StoredEmail['ics'];
};

/** Sends under one key. True when it is out or refused for good, throws when it should be tried again. */
const deliver = async (deps: MailDeps, sending: Sending): Promise<'sent' | 'refused'> => {
  const row = await queueDelivery(deps.db, {
    tenantId: sending.tenantId,
    bookingId: sending.bookingId,
    key: sending.key,
    template: sending.template,
    audience: sending.recipient.audience,
    content: async () => {
      const rendered = await deps.render(sending.content);
      return {
        from: { name: sending.content.tenantName, email: deps.fromAddress },
        to: { name: sending.recipient.name, email: sending.recipient.email },
        subject: rendered.subject,
        html: rendered.html,
        text: rendered.text,
        ...(sending.ics === undefined ? {} : { ics: sending.ics }),
      };
    },
  });
  if (row.status === 'failed') return 'refused';
  if (row.status !== 'queued') return 'sent';
  try {
    const { ics, ...content } = row.content;
    const { externalId } = await deps.email.send({
      ...content,
      ...(ics === undefined ? {} : { ics }),
      idempotencyKey: `${row.tenantId}/${row.key}`,
    });
    await recordSent(deps.db, row, externalId);
    return 'sent';
  } catch (error) {
    const final = error instanceof ProviderError && error.kind === 'invalid';
    const reason = error instanceof ProviderError ? (error.reason ?? error.kind) : 'internal';
    await recordFailedTry(deps.db, row, reason, final);
    if (final) return 'refused';
    throw error;
  }
};

const keyOf = (bookingId: string, notice: Notice, recipient: Recipient): string =>
  `${bookingId}/${notice.key}/${recipient.id}`;

type BookingMailsInput = {
  tenantId: string;
  bookingId: string;
  notice: Notice;
  /** Earlier notices that have not reached everybody: who still waits for one of them is not told the next. */
  behind?: readonly Notice[];
  /** The workflow's clock. */
  now?: number;
};

/** Who has not had an earlier notice yet. */
const waitingFor = async (
  db: Database,
  { tenantId, bookingId, behind = [] }: BookingMailsInput,
  data: BookingMailData,
): Promise<Set<string>> => {
  const owed = behind.flatMap((notice) =>
    recipientsOf(data, notice).map((recipient) => ({
      id: recipient.id,
      key: keyOf(bookingId, notice, recipient),
    })),
  );
  if (owed.length === 0) return new Set();
  const settled = await findSettled(db, { tenantId, keys: owed.map(({ key }) => key) });
  return new Set(owed.filter(({ key }) => !settled.has(key)).map(({ id }) => id));
};

export const createMailActivities = (deps: MailDeps) => ({
  /**
   * Tells everybody a notice is for, each once; trouble with one address does not keep the others from hearing. Counts
   * who is still `waiting` for an earlier one.
   */
  sendBookingMails: async (
    input: BookingMailsInput,
  ): Promise<{ sent: number; refused: number; waiting: number }> => {
    const { tenantId, bookingId, notice } = input;
    const data = await loadBookingMailData(deps.db, input);
    const counts = { sent: 0, refused: 0, waiting: 0 };
    if (isStale(data, notice, input.now ?? Date.now())) {
      await recordOvertaken(deps.db, { tenantId, bookingId, noticeKey: notice.key });
      return counts;
    }
    const waiting = await waitingFor(deps.db, input, data);
    let trouble: Error | undefined;
    for (const recipient of recipientsOf(data, notice)) {
      if (waiting.has(recipient.id)) {
        counts.waiting += 1;
        continue;
      }
      try {
        const result = await deliver(deps, {
          tenantId,
          bookingId,
          key: keyOf(bookingId, notice, recipient),
          template: notice.template,
          recipient,
          content: bookingContent(deps, data, notice, recipient),
          ics: icsOf(deps, data, notice),
        });
        counts[result] += 1;
      } catch (error) {
        trouble ??= asError(error);
      }
    }
    if (trouble !== undefined) {
      const reason = trouble instanceof ProviderError ? (trouble.reason ?? trouble.kind) : 'internal';
      await recordSyncState(deps.db, { tenantId, bookingId, of: 'email', state: 'attention', reason });
      throw trouble;
    }
    if (counts.waiting > 0) return counts;
    await recordSyncState(
      deps.db,
      counts.refused > 0
        ? { tenantId, bookingId, of: 'email', state: 'attention', reason: 'recipient_refused' }
        : { tenantId, bookingId, of: 'email', state: 'synced' },
    );
    return counts;
  },

  /** Asks the owner of a revoked connection to renew it, once per loss. */
  sendReconnectMail: async (input: { tenantId: string; connectionId: string }): Promise<void> => {
    const found = await loadConnectionMailData(deps.db, input);
    if (found === null || found.connection.status !== 'needs_reconnection') return;
    const { connection, member, tenantName } = found;
    await deliver(deps, {
      tenantId: input.tenantId,
      bookingId: null,
      key: `${connection.id}/calendar_reconnect/${connection.connectedAt}`,
      template: 'calendar_reconnect',
      recipient: {
        audience: 'host',
        id: member.id,
        name: member.name,
        email: member.email,
        locale: member.locale,
        timeZone: member.timeZone,
      },
      content: {
        template: 'calendar_reconnect',
        audience: 'host',
        locale: member.locale,
        timeZone: member.timeZone,
        tenantName,
        recipientName: member.name,
        connection: { accountEmail: connection.accountEmail, reconnectUrl: `${deps.appUrl}/connections` },
      },
      ics: undefined,
    });
  },
});
