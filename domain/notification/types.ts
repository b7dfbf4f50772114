import { idPattern } from '#domain/ids.ts';
import type { SignInChange } from '#domain/sign-in/changes.ts';

/** What somebody can be told. */
export const notificationTemplates = [
  'booking_requested',
  'booking_confirmed',
  'booking_declined',
  'booking_rescheduled',
  'booking_move_requested',
  'booking_move_declined',
  'booking_cancelled',
  'booking_expired',
  'booking_reminder',
  'booking_meeting_link',
  'booking_uninvited',
  'booking_reassigned',
  'booking_handed_on',
  'payment_received',
  'payment_unpaid',
  'payment_reserved',
  'payment_released',
  'payment_not_taken',
  'payment_refunded',
  'payment_refund_failed',
  'payment_disputed',
  'payment_warned',
  'payments_differ',
  'integration_reconnect',
  'password_reset',
  'tenant_activation',
  'tenant_ownership',
  'plan_limit_near',
  'plan_limit_reached',
  'plan_trial_ending',
  'plan_past_due',
  'plan_ended',
  'members_frozen',
  'tenant_deletion_asked',
  'tenant_deletion_called_off',
  'support_view_entered',
  'domain_verified',
  'domain_failing',
  'domain_released',
  'domain_given_up',
  'new_sign_in',
  'sign_in_changed',
  'email_verification',
  'email_changed',
  'export_ready',
  'deletion_asked',
  'host_requested',
  'host_named',
  'member_invited',
  'member_removed',
  'registration_link',
  'registration_known',
  'guest_data_link',
  'guest_erased',
] as const;
export type NotificationTemplate = (typeof notificationTemplates)[number];

/** What a notification says that is not read from its subject when it is sent. */
export type NotificationDetails = {
  /** Of a sign-in. */
  browser?: string | null;
  system?: string | null;
  addressPrefix?: string;
  /** Of what somebody signs in by. */
  change?: SignInChange;
  /** Whom it goes to, when that is not where its subject is reached. */
  email?: string;
  /** Of a refund: which. */
  refundId?: string;
  /** Of a dispute: which. */
  disputeId?: string;
  /** Of a reconciliation: how many differences are new. */
  differences?: number;
  /** Of a support view: which operator looks, why, and until when (epoch milliseconds). */
  support?: { userId: string; email: string; reason: string; endsAt: number };
};

/** What a notification or an effect is about. */
export const subjectKinds = [
  'booking',
  'payment',
  'session',
  'integration',
  'person',
  'host_request',
  'invitation',
  'tenant',
  'registration',
  'domain',
  'guest_request',
  'guest_erasure',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];
export type Subject = { tenantId: string; kind: SubjectKind; id: string };

/**
 * `due` until everybody it is for has been told or cannot be told, `given_up` when after a week no mail of it could be made,
 * `dropped` when time has overtaken it or a member has dismissed it.
 */
export const notificationStates = ['due', 'done', 'given_up', 'dropped'] as const;
export type NotificationState = (typeof notificationStates)[number];

/** In the order in which a delivery goes through them; a report that comes late changes nothing. */
export const deliveryStates = [
  'queued',
  'sent',
  'delayed',
  'failed',
  'delivered',
  'bounced',
  'complained',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The states in which nothing more comes of a delivery by itself and its recipient was not told. */
export const failingDeliveryStates = ['failed', 'bounced', 'complained'] as const satisfies DeliveryState[];

export const isFailing = (state: DeliveryState): boolean =>
  (failingDeliveryStates as readonly DeliveryState[]).includes(state);

/** Why a delivery needs no attention although it failed: dismissed by a member, another took its place, not needed any more. */
export const deliverySettlements = ['dismissed', 'replaced', 'overtaken'] as const;
export type DeliverySettlement = (typeof deliverySettlements)[number];

export const channels = ['email'] as const;
export type Channel = (typeof channels)[number];

/** Why nothing is sent to an address. */
export const suppressionReasons = ['bounced', 'complained'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What a subject's id is the id of. */
export const subjectKindOf = (id: string): SubjectKind => {
  if (idPattern('hostRequest').test(id)) return 'host_request';
  if (idPattern('guestRequest').test(id)) return 'guest_request';
  if (idPattern('guestErasure').test(id)) return 'guest_erasure';
  const others = [
    'payment',
    'integration',
    'person',
    'invitation',
    'tenant',
    'registration',
    'domain',
  ] as const;
  return others.find((kind) => idPattern(kind).test(id)) ?? 'booking';
};
