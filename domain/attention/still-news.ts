import type { BookingStatus } from '#domain/booking/types.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';

/** The states of a booking in which a guest who was not told yet still needs to hear it. */
const newsWhile: Readonly<Record<NotificationTemplate, readonly BookingStatus[]>> = {
  booking_requested: ['pending_approval'],
  booking_confirmed: ['confirmed'],
  booking_declined: ['declined'],
  booking_rescheduled: ['pending_approval', 'confirmed'],
  booking_move_requested: ['confirmed'],
  booking_move_declined: ['confirmed'],
  booking_cancelled: ['cancelled'],
  booking_expired: ['expired'],
  booking_reminder: ['confirmed'],
  booking_meeting_link: ['confirmed'],
  booking_uninvited: [],
  booking_reassigned: ['pending_approval', 'confirmed'],
  booking_handed_on: [],
  payment_received: [],
  payment_unpaid: [],
  payment_reserved: [],
  payment_released: [],
  payment_not_taken: [],
  payment_refunded: [],
  payment_refund_failed: [],
  payment_disputed: [],
  payment_warned: [],
  payments_differ: [],
  integration_reconnect: [],
  password_reset: [],
  tenant_activation: [],
  tenant_ownership: [],
  plan_limit_near: [],
  plan_limit_reached: [],
  plan_trial_ending: [],
  plan_past_due: [],
  plan_ended: [],
  members_frozen: [],
  tenant_deletion_asked: [],
  tenant_deletion_called_off: [],
  support_view_entered: [],
  domain_verified: [],
  domain_failing: [],
  domain_released: [],
  domain_given_up: [],
  new_sign_in: [],
  sign_in_changed: [],
  email_verification: [],
  email_changed: [],
  export_ready: [],
  deletion_asked: [],
  host_requested: [],
  host_named: [],
  member_invited: [],
  member_removed: [],
  registration_link: [],
  registration_known: [],
  guest_data_link: [],
  guest_erased: [],
};

/** Who hears these first is told how the booking stands now, and need not hear what had changed before. */
const introductions: readonly NotificationTemplate[] = ['booking_requested', 'booking_confirmed'];
const changes: readonly NotificationTemplate[] = [
  'booking_rescheduled',
  'booking_reassigned',
  'booking_meeting_link',
];

/** Of what a guest was not told, all that is still worth telling, now that their booking stands as it does. */
export const stillNews = (
  untold: readonly NotificationTemplate[],
  status: BookingStatus,
): ReadonlySet<NotificationTemplate> => {
  const news = untold.filter((template) => newsWhile[template].includes(status));
  const isIntroduced = news.some((template) => introductions.includes(template));
  return new Set(news.filter((template) => !isIntroduced || !changes.includes(template)));
};
