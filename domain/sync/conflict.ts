/**
 * Where a calendar of a member says something else than we do, and only a person can say which is right: the event of a
 * session was moved or deleted by somebody else, or many events of a calendar are suddenly missing.
 */
export const conflictKinds = ['event_moved', 'event_removed', 'events_missing'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/**
 * What can be done: the booking follows its event, the event is written back, the booking is cancelled; what is missing is
 * accepted as gone, or kept and read again.
 */
export const resolutions = ['follow', 'restore', 'cancel', 'accept', 'keep'] as const;
export type Resolution = (typeof resolutions)[number];

/** How a conflict ended; `gone`: there is nothing to decide any more. */
export const conflictOutcomes = [...resolutions, 'gone'] as const;
export type ConflictOutcome = (typeof conflictOutcomes)[number];

/** When an event stands at its vendor. Epoch milliseconds. */
export type EventTime = { start: number; end: number; allDay: boolean };

const minuteMs = 60_000;
/** A booking lasts whole minutes, and not longer than a day. */
const longestMs = 1_440 * minuteMs;

const canFollow = ({ start, end, allDay }: EventTime): boolean => {
  const length = end - start;
  return !allDay && start % minuteMs === 0 && length % minuteMs === 0 && length > 0 && length <= longestMs;
};

/** What can be done about a conflict. A session that guests share does not follow: each of them chose its time. */
export const resolutionsFor = (conflict: {
  kind: ConflictKind;
  isShared: boolean;
  theirs: EventTime | null;
}): Resolution[] => {
  if (conflict.kind === 'events_missing') return ['accept', 'keep'];
  const { theirs } = conflict;
  const follows =
    conflict.kind === 'event_moved' && !conflict.isShared && theirs !== null && canFollow(theirs);
  return follows ? ['follow', 'restore', 'cancel'] : ['restore', 'cancel'];
};
