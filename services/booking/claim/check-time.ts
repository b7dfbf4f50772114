import type { Transaction } from '#db/client.ts';
import { checkSlot } from '#domain/availability/check-slot.ts';
import { guestRefusal } from '#domain/availability/guest-refusal.ts';
import type { ErrorCode, FieldError } from '#domain/errors.ts';
import { loadAvailability } from '#services/availability/load-availability.ts';
import type { MovingBooking } from '#services/availability/load-busy.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkWithHosts, MoveTarget } from '#services/link/public-link.ts';

const minuteMs = 60_000;

export type CandidateSlot = {
  start: number;
  durationMinutes: number;
  now: number;
  moving?: MovingBooking;
  /** A host is not bound by minimum notice, booking window and limits. */
  asHost?: boolean;
};

/** Which field of the request a refusal is about, where the code alone says so. */
const blamed: Partial<Record<ErrorCode, FieldError>> = {
  in_the_past: { pointer: '/start', message: 'must lie in the future' },
  notice_too_short: { pointer: '/start', message: 'must be later: the host needs more notice' },
  beyond_booking_window: {
    pointer: '/start',
    message: 'must be sooner: the host does not plan so far ahead',
  },
  outside_availability: { pointer: '/start', message: 'must be one of the times that are offered' },
  limit_reached: { pointer: '/start', message: 'must lie in a period with bookings left' },
  guest_limit_reached: { pointer: '/guest/email', message: 'has as many bookings as one address may have' },
};

/** A refusal of a time, with the field of the request it is about. */
export const refuseTime = (code: ErrorCode, detail: string): { refusal: Refusal } => {
  const field = blamed[code];
  return { refusal: { code, detail, ...(field === undefined ? {} : { errors: [field] }) } };
};

export const slotTaken = (): { refusal: Refusal } =>
  refuseTime('slot_taken', 'Somebody else has just taken this time.');

/** Asks the same engine as the slot list; answers who is free for the whole time, or why it is not offered. */
export const checkTime = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  slot: CandidateSlot,
): Promise<{ hostIds: readonly string[] } | { refusal: Refusal }> => {
  const query = await loadAvailability(tx, target, {
    now: slot.now,
    from: slot.start,
    to: slot.start + slot.durationMinutes * minuteMs,
    guestZone: 'UTC',
    durationMinutes: slot.durationMinutes,
    ...(slot.moving === undefined ? {} : { moving: slot.moving }),
  });
  const link =
    slot.asHost === true
      ? {
          ...query.link,
          noticeMinutes: 0,
          window: { kind: 'unlimited' as const },
          limits: [],
          stepMinutes: 5,
          gridUnitMinutes: 5,
          gridOffsetMinutes: 0,
        }
      : query.link;
  const check = checkSlot({ ...query, link, start: slot.start });
  if (check.offered) return { hostIds: check.slot.hostIds };
  const { code, detail } = guestRefusal(check.reasons);
  return refuseTime(code, detail);
};
