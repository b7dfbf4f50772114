import type { Database } from '#db/client.ts';
import type { StoredEmail } from '#db/schema/notification.ts';
import { type Failure, failureOf } from '#domain/failure.ts';
import { plainName } from '#domain/notification/inert-text.ts';
import { furtherGuestMailCaps, guestMailCaps, type MailCaps } from '#domain/notification/mail-cap.ts';
import { type Subject, subjectKindOf } from '#domain/notification/types.ts';
import { asError, ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailAudience, EmailContent, RenderedEmail } from '#providers/email/port.ts';
import { readPersonMail } from '#services/account/read-person-mail.ts';
import { readPaymentMail } from '#services/booking/payment/read-payment-mail.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import { readBookingMail } from '#services/booking/read/read-booking-mail.ts';
import { logoPathOf } from '#services/branding/brand.ts';
import { readBrand } from '#services/branding/read-brand.ts';
import { readDomainMail } from '#services/domain/read-domain-mail.ts';
import type { Sites } from '#services/domain/sites.ts';
import { readErasedGuest, readGuestRequest } from '#services/guest-data/read-data-mail.ts';
import { readIntegrationMail } from '#services/integration/read-integration-mail.ts';
import { readInvitationMail } from '#services/invitation/read-invitation-mail.ts';
import { readHostMail } from '#services/link/hosting/read-host-mail.ts';
import {
  type DeliveryRow,
  type NotificationResult,
  queueDeliveries,
  recordDeliveries,
  type Try,
} from '#services/notification/deliveries.ts';
import {
  type DueNotification,
  findDueNotifications,
  type NotificationRow,
} from '#services/notification/due-notifications.ts';
import { lookAtNotifications } from '#services/notification/look-at-notifications.ts';
import { readPlanMail } from '#services/plan/read-plan-mail.ts';
import { readRegistration } from '#services/registration/load-registration.ts';
import { readSubscriptionMail } from '#services/subscription/read-subscription-mail.ts';
import { readDeletionMail } from '#services/tenant-deletion/read-deletion-mail.ts';
import { bookingMails } from './booking-mail.ts';
import { domainMails } from './domain/domain-mail.ts';
import { guestDataMails } from './guest-data/guest-data-mail.ts';
import { hostMails } from './host-mail.ts';
import { integrationMails } from './integration-mail.ts';
import { invitationMails } from './member/invitation-mail.ts';
import { registrationMails } from './member/registration-mail.ts';
import { paymentMails } from './payment/payment-mail.ts';
import { personMails } from './person-mail.ts';
import { tenantMails } from './tenant-deletion/tenant-subject-mail.ts';
import type { Mailer, MailerOf } from './tenant-mail.ts';

export type MailDeps = {
  db: Database;
  /** Asked once a round: what the tenant's mail goes through. */
  mailerOf: MailerOf;
  render: (content: EmailContent) => Promise<RenderedEmail>;
  signer: TokenSigner;
  /** Where pages of tenants stand. */
  sites: Sites;
  appUrl: string;
  fromAddress: string;
};

export type Recipient = {
  audience: EmailAudience;
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'vi';
  timeZone: string;
  clock: '12h' | '24h' | null;
  /** Whom an answer to the mail goes to. */
  replyTo?: string | undefined;
  /** Nobody has shown that the address is theirs, whoever they are. */
  caps?: MailCaps;
};

/** Whom a tenant's mails are from, and how they look. */
type MailLook = { senderName: string | null; brand: NonNullable<EmailContent['brand']> };

/** What is told about one subject, as it stands now. */
export type SubjectMails = {
  tenantName: string;
  isOvertaken: (row: NotificationRow, now: number) => boolean;
  recipientsOf: (row: NotificationRow) => readonly Recipient[];
  contentOf: (row: NotificationRow, recipient: Recipient) => EmailContent;
  icsOf: (row: NotificationRow, recipient: Recipient) => StoredEmail['ics'];
};

const mailsOf = async (deps: MailDeps, { tenantId, kind, id }: Subject): Promise<SubjectMails | null> => {
  if (kind === 'booking') {
    const publicUrl = await deps.sites.originOf(tenantId);
    return bookingMails({ ...deps, publicUrl }, await readBookingMail(deps.db, tenantId, id));
  }
  if (kind === 'payment') {
    const publicUrl = await deps.sites.originOf(tenantId);
    return paymentMails({ ...deps, publicUrl }, await readPaymentMail(deps.db, tenantId, id));
  }
  if (kind === 'person') {
    const person = await readPersonMail(deps.db, tenantId, id);
    return person === null ? null : personMails(deps, person);
  }
  if (kind === 'invitation') {
    const invitation = await readInvitationMail(deps.db, tenantId, id);
    return invitation === null ? null : invitationMails(deps, invitation);
  }
  if (kind === 'registration') {
    const registration = await readRegistration(deps.db, id);
    return registration === null ? null : registrationMails(deps, registration);
  }
  if (kind === 'tenant') {
    const [plan, deletion, subscription] = await Promise.all([
      readPlanMail(deps.db, tenantId),
      readDeletionMail(deps.db, tenantId),
      readSubscriptionMail(deps.db, tenantId),
    ]);
    return plan === null || deletion === null ? null : tenantMails(deps, { plan, deletion, subscription });
  }
  if (kind === 'domain') {
    const domain = await readDomainMail(deps.db, tenantId, id);
    return domain === null ? null : domainMails(deps, domain);
  }
  if (kind === 'guest_request' || kind === 'guest_erasure') {
    const read = kind === 'guest_request' ? readGuestRequest : readErasedGuest;
    const guest = await read(deps.db, tenantId, id);
    if (guest === null) return null;
    return guestDataMails({ ...deps, publicUrl: await deps.sites.originOf(tenantId) }, guest);
  }
  if (kind === 'host_request') {
    const request = await readHostMail(deps.db, tenantId, id);
    return request === null ? null : hostMails(deps, request);
  }
  const integration = await readIntegrationMail(deps.db, tenantId, id);
  return integration === null ? null : integrationMails(deps, integration);
};

/** What belongs to no tenant looks like the product. */
const lookOf = async (deps: MailDeps, tenantId: string): Promise<MailLook> => {
  const found = await readBrand(deps.db, tenantId);
  if (found === null) return { senderName: null, brand: {} };
  const { senderName, accent, logo } = found;
  const origin = logo === null ? '' : await deps.sites.originOf(tenantId);
  return {
    senderName,
    brand: {
      ...(accent === null ? {} : { accent }),
      ...(logo === null
        ? {}
        : { logo: { url: origin + logoPathOf(logo.hash), width: logo.width, height: logo.height } }),
    },
  };
};

const render = async (
  deps: MailDeps,
  mails: SubjectMails & MailLook,
  row: NotificationRow,
  recipient: Recipient,
): Promise<StoredEmail> => {
  const rendered = await deps.render({ ...mails.contentOf(row, recipient), brand: mails.brand });
  const ics = mails.icsOf(row, recipient);
  return {
    from: { name: mails.senderName ?? mails.tenantName, email: deps.fromAddress },
    to: { name: plainName(recipient.name), email: recipient.email },
    ...(recipient.replyTo === undefined ? {} : { replyTo: recipient.replyTo }),
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    ...(ics === undefined ? {} : { ics }),
  };
};

/** A delivery that takes a failed one's place is another mail to the vendor. */
const keyOf = (notification: NotificationRow, row: DeliveryRow): string =>
  [
    row.tenantId,
    notification.subjectId,
    notification.key,
    row.recipient,
    ...(row.sequence === 0 ? [] : [row.sequence]),
  ].join('/');

/** One try under the delivery's own key: a repeat of one whose answer was lost meets the first. */
const send = async (
  mailer: Mailer,
  notification: NotificationRow,
  row: DeliveryRow,
): Promise<{ made: Try; error?: Error }> => {
  const { vendor } = mailer;
  if (row.content === null) throw new Error('what is queued has a text');
  try {
    const { ics, replyTo, ...content } = row.content;
    const { externalId } = await mailer.send({
      ...content,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(ics === undefined ? {} : { ics }),
      reference: { tenantId: row.tenantId, deliveryId: row.id },
      idempotencyKey: keyOf(notification, row),
    });
    return { made: { row, vendor, externalId } };
  } catch (error) {
    const final = error instanceof ProviderFailure && error.kind === 'invalid';
    const made = { row, vendor, externalId: null, failure: failureOf(error), final };
    return final ? { made } : { made, error: asError(error) };
  }
};

type Round = {
  now: number;
  mailer: Mailer;
  /** Who still has to hear something earlier, and when that is tried. */
  heldUp: Map<string, number>;
  tries: Try[];
  results: NotificationResult[];
  failure: Error | null;
};

const later = (round: Round, recipient: Recipient, at: number): void => {
  round.heldUp.set(recipient.id, Math.max(round.heldUp.get(recipient.id) ?? 0, at));
};

/** When something that has just failed is tried again at the earliest: whoever waits for it looks then. */
const soonestMs = 2_000;

/** Sends what is queued for those who are not held up; answers the first failure that is worth another try. */
const sendQueued = async (
  round: Round,
  row: NotificationRow,
  queued: readonly { recipient: Recipient; delivery: DeliveryRow }[],
): Promise<Error | null> => {
  let first: Error | null = null;
  for (const { recipient, delivery } of queued) {
    if (delivery.state !== 'queued') continue;
    const { made, error } = await send(round.mailer, row, delivery);
    round.tries.push(made);
    if (error === undefined) continue;
    later(round, recipient, round.now + soonestMs);
    first ??= error;
  }
  return first;
};

const resultOf = (
  row: NotificationRow,
  { failure, waitsUntil }: { failure: Error | null; waitsUntil: number | null },
): NotificationResult => {
  if (failure !== null) {
    const retryAfterSeconds = failure instanceof ProviderFailure ? failure.retryAfterSeconds : undefined;
    return { row, outcome: 'failed', failure: failureOf(failure), retryAfterSeconds };
  }
  return waitsUntil === null ? { row, outcome: 'done' } : { row, outcome: 'waits', until: waitsUntil };
};

/** Nobody has shown that these addresses are theirs. */
const capsOf: Readonly<Record<EmailAudience, MailCaps | undefined>> = {
  guest: guestMailCaps,
  further_guest: furtherGuestMailCaps,
  host: undefined,
};

/** Tells one notification to everybody who is not held up by an earlier one. */
const tell = async (
  deps: MailDeps,
  mails: SubjectMails & MailLook,
  round: Round,
  { row, isReady, readyAt }: DueNotification,
): Promise<void> => {
  if (mails.isOvertaken(row, round.now)) {
    round.results.push({ row, outcome: 'dropped' });
    return;
  }
  const recipients = mails.recipientsOf(row);
  if (!isReady) {
    for (const recipient of recipients) later(round, recipient, readyAt);
    return;
  }
  const free = recipients.filter(({ id }) => !round.heldUp.has(id));
  const waiting = recipients.flatMap(({ id }) => round.heldUp.get(id) ?? []);
  const wanted = [];
  for (const recipient of free)
    wanted.push({
      notificationId: row.id,
      recipient: recipient.id,
      address: recipient.email,
      caps: recipient.caps ?? capsOf[recipient.audience],
      content: await render(deps, mails, row, recipient),
    });
  const deliveries = await queueDeliveries(deps.db, row.tenantId, wanted, round.now);
  const queued = free.flatMap((recipient, index) => {
    const delivery = deliveries[index];
    return delivery === undefined ? [] : [{ recipient, delivery }];
  });
  const failure = await sendQueued(round, row, queued);
  round.failure ??= failure;
  const waitsUntil = waiting.length === 0 ? null : Math.max(...waiting);
  round.results.push(resultOf(row, { failure, waitsUntil }));
};

/** The vendor wants to be left alone with everything, whoever it is for. */
const patienceAsked = (
  failure: Error | null,
): { failure: Failure; retryAfterSeconds: number | undefined } | null =>
  failure instanceof ProviderFailure && failure.kind === 'throttled'
    ? { failure: failureOf(failure), retryAfterSeconds: failure.retryAfterSeconds }
    : null;

export type DeliverNotificationsInput = {
  tenantId: string;
  subjectId: string;
  /** The workflow's clock, epoch milliseconds. */
  now: number;
};

export const createNotificationActivities = (deps: MailDeps) => ({
  /**
   * Tells everything that is due about a subject, to each person in the order in which it fell due, each once. A failure with
   * one person holds up that person's later mails and nobody else's; the first one is thrown at the end, when all is
   * written down. Whoever asks for patience is not asked again in this round.
   */
  deliverNotifications: async (input: DeliverNotificationsInput): Promise<void> => {
    const { tenantId, subjectId, now } = input;
    const subject: Subject = { tenantId, kind: subjectKindOf(subjectId), id: subjectId };
    const due = await findDueNotifications(deps.db, subject, now);
    if (due.length === 0) return;
    const found = await mailsOf(deps, subject);
    const mails = found === null ? null : { ...found, ...(await lookOf(deps, tenantId)) };
    const mailer = await deps.mailerOf(tenantId);
    const round: Round = { now, mailer, heldUp: new Map(), tries: [], results: [], failure: null };
    for (const one of due) {
      const asked = patienceAsked(round.failure);
      if (mails === null) round.results.push({ row: one.row, outcome: 'dropped' });
      else if (asked === null) await tell(deps, mails, round, one);
      else if (one.isReady) round.results.push({ row: one.row, outcome: 'failed', ...asked });
    }
    await recordDeliveries(deps.db, tenantId, { tries: round.tries, results: round.results, now });
    if (round.failure !== null) throw round.failure;
  },

  lookAtNotifications: (input: { tenantId: string; subjectId: string }) =>
    lookAtNotifications(deps.db, input),
});
