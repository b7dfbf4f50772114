import type { Reason, ReasonRule } from '#domain/availability/model.ts';

/** What these say of somebody else is one thing: their time is taken. */
const taken: readonly ReasonRule[] = ['busy', 'buffer', 'time_off', 'seats_exhausted'];

const ofAnother = ({ rule, hostId }: Reason): Reason => ({
  rule: taken.includes(rule) ? 'busy' : rule,
  ...(hostId === undefined ? {} : { hostId }),
});

/**
 * Reasons as one member may know them: of their own time everything, of any other host the rule alone, without what is in
 * the way, which kind it is of, its id, its dates and how long it needs to itself.
 */
export const asSeenBy = (viewerId: string, reasons: readonly Reason[]): Reason[] => {
  const seen = reasons.map((reason) =>
    reason.hostId === undefined || reason.hostId === viewerId ? reason : ofAnother(reason),
  );
  return [...new Map(seen.map((reason) => [JSON.stringify(reason), reason])).values()];
};
