import type { Database } from '#db/client.ts';
import type { StoredEmail } from '#db/schema/operation.ts';
import type { Notice } from '#domain/booking/effects.ts';
import { asError, ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailAudience, EmailContent, EmailProvider, RenderedEmail } from '#providers/email/port.ts';
import { manageUrls, type TokenSigner } from '#services/booking/manage-token.ts';
import { locationLabel, type PresentedHost } from '#services/booking/present-booking.ts';
import { renderBookingIcs } from '#services/booking/render-ics.ts';
import type { SyncVerdict } from '#services/calendar/plan-booking-events.ts';
import {
  type BookingMailData,
  type DeliveryRow,
  findSettled,
  loadBookingMailData,
  loadConnectionMailData,
  type NewDelivery,
  queueDeliveries,
  recordOvertaken,
  recordTries,
  type Try,
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

/** A calendar is asked to remove only what it was asked to add. */
const icsMethod = (data: BookingMailData, notice: Notice): 'REQUEST' | 'CANCEL' | null => {
  if (notice.template === 'booking_confirmed') return 'REQUEST';
  if (notice.template === 'booking_rescheduled')
    return data.booking.status === 'pending_approval' ? null : 'REQUEST';
  return notice.template === 'booking_cancelled' && data.wasConfirmed ? 'CANCEL' : null;
};

const icsOf = (deps: MailDeps, data: BookingMailData, notice: Notice): StoredEmail['ics'] => {
  const method = icsMethod(data, notice);
  const { booking, hosts } = data;
  if (method === null) return undefined;
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
    location:
      booking.meetingUrl ?? locationLabel(booking.locationKind, booking.locationValue, booking.locale),
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
      location: locationLabel(booking.locationKind, booking.locationValue, recipient.locale),
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

type Sending = { key: string; recipient: Recipient; content: EmailContent; ics: StoredEmail['ics'] };

const render = async (deps: MailDeps, sending: Sending): Promise<StoredEmail> => {
  const { content, recipient, ics } = sending;
  const rendered = await deps.render(content);
  return {
    from: { name: content.tenantName, email: deps.fromAddress },
    to: { name: recipient.name, email: recipient.email },
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    ...(ics === undefined ? {} : { ics }),
  };
};

const reasonOf = (error: unknown): string =>
  error instanceof ProviderFailure ? (error.reason ?? error.kind) : 'internal';

/** One try under the delivery's own key: a repeat of one whose answer was lost meets the first. */
const send = async (deps: MailDeps, row: DeliveryRow): Promise<{ made: Try; error?: Error }> => {
  try {
    const { ics, ...content } = row.content;
    const { externalId } = await deps.email.send({
      ...content,
      ...(ics === undefined ? {} : { ics }),
      reference: { tenantId: row.tenantId, deliveryId: row.id },
      idempotencyKey: `${row.tenantId}/${row.key}`,
    });
    return { made: { row, externalId } };
  } catch (error) {
    const final = error instanceof ProviderFailure && error.kind === 'invalid';
    const made = { row, externalId: null, reason: reasonOf(error), final };
    return final ? { made } : { made, error: asError(error) };
  }
};

type Sent = { sent: number; refused: number };

/** Where a booking's mail stands; null while somebody waits for an earlier one, which says it already. */
const standingOf = (found: {
  trouble: Error | undefined;
  refused: number;
  waiting: number;
}): Pick<SyncVerdict, 'state' | 'reason'> | null => {
  if (found.trouble !== undefined) return { state: 'attention', reason: reasonOf(found.trouble) };
  if (found.waiting > 0) return null;
  return found.refused > 0 ? { state: 'attention', reason: 'recipient_refused' } : { state: 'synced' };
};

/**
 * Sends each mail under its key and notes what came of it. Answers how many are out or refused for good; throws when
 * one of them should be tried again, after the others had their turn.
 */
const deliver = async (
  deps: MailDeps,
  input: { tenantId: string; bookingId: string | null; waiting?: number },
  sendings: readonly Sending[],
): Promise<Sent> => {
  const { tenantId, bookingId, waiting = 0 } = input;
  const wanted: NewDelivery[] = [];
  for (const sending of sendings)
    wanted.push({
      bookingId,
      key: sending.key,
      template: sending.content.template,
      audience: sending.recipient.audience,
      content: await render(deps, sending),
    });
  const rows = await queueDeliveries(deps.db, tenantId, wanted);
  const tries: Try[] = [];
  let trouble: Error | undefined;
  for (const row of rows.filter(({ status }) => status === 'queued')) {
    const { made, error } = await send(deps, row);
    tries.push(made);
    trouble ??= error;
  }
  const refusedBefore = rows.filter(({ status }) => status === 'failed').length;
  const refused = refusedBefore + tries.filter((made) => made.externalId === null).length;
  const standing = standingOf({ trouble, refused, waiting });
  await recordTries(
    deps.db,
    tenantId,
    tries,
    bookingId === null || standing === null ? null : { tenantId, bookingId, of: 'email', ...standing },
  );
  if (trouble !== undefined) throw trouble;
  return { sent: rows.length - refused, refused };
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
  sendBookingMails: async (input: BookingMailsInput): Promise<Sent & { waiting: number }> => {
    const { tenantId, bookingId, notice } = input;
    const { template } = notice;
    const data = await loadBookingMailData(deps.db, { tenantId, bookingId, template });
    if (isStale(data, notice, input.now ?? Date.now())) {
      await recordOvertaken(deps.db, { tenantId, bookingId, noticeKey: notice.key });
      return { sent: 0, refused: 0, waiting: 0 };
    }
    const ics = icsOf(deps, data, notice);
    const late = await waitingFor(deps.db, input, data);
    const recipients = recipientsOf(data, notice);
    const due = recipients.filter(({ id }) => !late.has(id));
    const waiting = recipients.length - due.length;
    const counts = await deliver(
      deps,
      { tenantId, bookingId, waiting },
      due.map((recipient) => ({
        key: keyOf(bookingId, notice, recipient),
        recipient,
        content: bookingContent(deps, data, notice, recipient),
        ics,
      })),
    );
    return { ...counts, waiting };
  },

  /** Asks the owner of a revoked connection to renew it, once per loss. */
  sendReconnectMail: async (input: { tenantId: string; connectionId: string }): Promise<void> => {
    const found = await loadConnectionMailData(deps.db, input);
    if (found === null || found.connection.status !== 'needs_reconnection') return;
    const { connection, member, tenantName } = found;
    const recipient: Recipient = {
      audience: 'host',
      id: member.id,
      name: member.name,
      email: member.email,
      locale: member.locale,
      timeZone: member.timeZone,
    };
    const content: EmailContent = {
      template: 'calendar_reconnect',
      audience: 'host',
      locale: member.locale,
      timeZone: member.timeZone,
      tenantName,
      recipientName: member.name,
      connection: { accountEmail: connection.accountEmail, reconnectUrl: `${deps.appUrl}/connections` },
    };
    const key = `${connection.id}/calendar_reconnect/${connection.connectedAt}`;
    await deliver(deps, { tenantId: input.tenantId, bookingId: null }, [
      { key, recipient, content, ics: undefined },
    ]);
  },
});
