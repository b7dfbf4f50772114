import { checkSlot } from './check-slot.ts';
import { type SlotQuestion, withoutCauses } from './explain/without-causes.ts';
import type { Reason, ReasonRule, SlotCheck } from './model.ts';

/** What becomes of a rule when a host chooses a time: they are asked first, need not be asked, or are bound as guests are. */
const hostsSay: Readonly<Record<ReasonRule, 'asked' | 'free' | 'bound'>> = {
  in_the_past: 'bound',
  notice: 'asked',
  booking_window: 'asked',
  outside_hours: 'asked',
  date_override: 'asked',
  time_off: 'asked',
  schedule_validity: 'asked',
  limit: 'asked',
  grid: 'free',
  // Time that is taken is not theirs to give twice.
  busy: 'bound',
  buffer: 'bound',
  // Nobody knows yet what is there.
  calendar_unread: 'bound',
  seats_exhausted: 'bound',
};

/** Rules that a host may set aside for one booking, once they know that they do. */
export const settableRules = (Object.keys(hostsSay) as ReasonRule[]).filter(
  (rule) => hostsSay[rule] === 'asked',
);

export type HostCheck =
  | Extract<SlotCheck, { offered: true }>
  /** Taken or past: no decision of the host's changes that. */
  | { offered: false; reasons: readonly Reason[] }
  /** It could be had if the host set these rules aside as well. */
  | { offered: false; undecided: readonly ReasonRule[] };

/** The slot with every cause out of its way that may go, and the rules that were. One may show only once another has gone. */
const free = (question: SlotQuestion): { check: SlotCheck; broken: ReadonlySet<ReasonRule> } => {
  const broken = new Set<ReasonRule>();
  let asked = question;
  for (;;) {
    const check = checkSlot(asked);
    if (check.offered) return { check, broken };
    const mayGo = check.reasons.filter(({ rule }) => hostsSay[rule] !== 'bound');
    // What has been taken out of the way and stands there again would do so for ever.
    if (mayGo.every(({ rule }) => broken.has(rule))) return { check, broken };
    for (const { rule } of mayGo) broken.add(rule);
    asked = withoutCauses(asked, mayGo);
  }
};

/**
 * Whether a host can have a slot at `start` who sets some rules aside. A rule counts only when it is among `setAside`:
 * one that the host was not told of is asked about, never passed over. Time that is taken is refused whatever is set aside.
 */
export const checkSlotForHost = (question: SlotQuestion, setAside: readonly ReasonRule[]): HostCheck => {
  const { check, broken } = free(question);
  if (!check.offered) return { offered: false, reasons: check.reasons };
  const undecided = settableRules.filter((rule) => broken.has(rule) && !setAside.includes(rule));
  return undecided.length === 0 ? check : { offered: false, undecided };
};
