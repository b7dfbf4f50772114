import type { Instant, LocalDate, Reason } from './model.ts';

/** What a guest may know: the link's public rules, and that the time is otherwise not available. */
export type GuestReason =
  | { rule: 'in_the_past' }
  | { rule: 'notice'; noticeMinutes: number; earliestStart: Instant }
  | { rule: 'booking_window'; window: { from?: LocalDate; to?: LocalDate } }
  | { rule: 'seats_exhausted' }
  | { rule: 'unavailable' }
  | { rule: 'grid'; stepMinutes: number };

/** What is not named here is private. */
const redact = (reason: Reason): GuestReason => {
  if (reason.rule === 'in_the_past') return { rule: 'in_the_past' };
  if (reason.rule === 'notice') {
    return {
      rule: 'notice',
      noticeMinutes: reason.noticeMinutes ?? 0,
      earliestStart: reason.earliestStart ?? 0,
    };
  }
  if (reason.rule === 'booking_window') return { rule: 'booking_window', window: { ...reason.window } };
  if (reason.rule === 'seats_exhausted') return { rule: 'seats_exhausted' };
  if (reason.rule === 'grid') return { rule: 'grid', stepMinutes: reason.grid?.stepMinutes ?? 0 };
  return { rule: 'unavailable' };
};

/**
 * The reasons as a guest may see them, each kind once. Hours, time off, busy items, buffers and limits all read
 * `unavailable`: no host, item, title, count, or neighbouring start can be told from the answer.
 */
export const redactReasons = (reasons: readonly Reason[]): readonly GuestReason[] => {
  const seen = new Map<GuestReason['rule'], GuestReason>();
  for (const reason of reasons) {
    const redacted = redact(reason);
    if (!seen.has(redacted.rule)) seen.set(redacted.rule, redacted);
  }
  return [...seen.values()];
};
