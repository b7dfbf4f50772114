import type { ErrorCode } from '#domain/errors.ts';
import type { Reason } from './model.ts';

const codeOf: Readonly<Record<Reason['rule'], ErrorCode>> = {
  in_the_past: 'in_the_past',
  notice: 'notice_too_short',
  booking_window: 'beyond_booking_window',
  calendar_unread: 'beyond_booking_window',
  outside_hours: 'outside_availability',
  date_override: 'outside_availability',
  time_off: 'outside_availability',
  schedule_validity: 'outside_availability',
  grid: 'outside_availability',
  limit: 'limit_reached',
  seats_exhausted: 'slot_taken',
  busy: 'slot_taken',
  buffer: 'slot_taken',
};

/** In the order in which they are told: what a guest can change comes first. */
const sentences = [
  ['in_the_past', 'This time has passed.'],
  ['notice_too_short', 'The host needs more notice than that.'],
  ['beyond_booking_window', 'The host does not take bookings that far ahead.'],
  ['outside_availability', 'The host does not offer this time.'],
  ['limit_reached', 'The host takes no more bookings in this period.'],
  ['slot_taken', 'Somebody else has just taken this time.'],
] as const satisfies readonly (readonly [ErrorCode, string])[];

/**
 * What a guest is told of the reasons why a time is not offered: one code and its fixed sentence. Days off read like
 * closed hours and a private appointment like another booking; no host, item, title, count or other time is told.
 */
export const guestRefusal = (reasons: readonly Reason[]): { code: ErrorCode; detail: string } => {
  const codes = new Set(reasons.map((reason) => codeOf[reason.rule]));
  const [code, detail] = sentences.find(([each]) => codes.has(each)) ?? sentences[3];
  return { code, detail };
};
