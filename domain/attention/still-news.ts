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
  integration_reconnect: [],
  password_reset: [],
  tenant_activation: [],
  tenant_ownership: [],
  plan_limit_near: [],
  plan_limit_reached: [],
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

/** Whether something that a guest was not told is still worth telling, now that their booking stands as it does. */
export const isStillNews = (template: NotificationTemplate, status: BookingStatus): boolean =>
  newsWhile[template].includes(status);
