import type {
  BookingFact,
  EffectFact,
  Evidence,
  NotificationFact,
  WorkflowFact,
} from '../evidence/evidence.ts';
import { byId, type Check, deadlineOf, graceMs, groupBy, iso } from './check.ts';

/** Attempts of one workflow task at which it counts as stuck: a worker that was killed costs one or two. */
const stuckAfterAttempts = 4;

type Owed = { effects: readonly EffectFact[]; notifications: readonly NotificationFact[] };

/** The next moment at which something happens to a booking by itself; null when nothing more is to come. */
const nextMomentOf = (booking: BookingFact, owed: Owed): number | null => {
  const moments = [
    deadlineOf(booking) ?? Number.POSITIVE_INFINITY,
    ...owed.effects.filter(({ state }) => state === 'owed').map(({ tryAt }) => tryAt),
    ...owed.notifications.filter(({ state }) => state === 'due').map(({ at }) => at),
  ];
  const next = Math.min(...moments);
  return Number.isFinite(next) ? next : null;
};

type Seen = {
  booking: BookingFact;
  workflow: WorkflowFact | undefined;
  /** When its follower has to look again, as it is written down. */
  wakeAt: number | undefined;
  next: number | null;
  wasTerminated: boolean;
  now: number;
};

const livesOn = ({ booking, workflow, wakeAt, next, wasTerminated, now }: Seen): string[] => {
  const status = workflow?.status ?? 'not read';
  const faults: string[] = [];
  // One that was terminated is called when its next moment has passed.
  const mayBeAway = wasTerminated && status === 'TERMINATED' && (next ?? 0) + graceMs > now;
  if (status !== 'RUNNING' && !mayBeAway)
    faults.push(`${booking.id} is ${booking.status}, more is to come and its workflow is ${status}`);
  if (wakeAt === undefined || wakeAt > (next ?? 0) + 1_000)
    faults.push(
      `${booking.id} goes on at ${iso(next ?? 0)} and its follower is called ${wakeAt === undefined ? 'never' : iso(wakeAt)}`,
    );
  return faults;
};

const hasEnded = ({ booking, workflow, wakeAt, wasTerminated }: Seen): string[] => {
  if (wasTerminated && workflow?.status === 'TERMINATED' && wakeAt === undefined) return [];
  if (workflow?.status !== 'COMPLETED')
    return [`${booking.id} is ${booking.status} and its workflow is ${workflow?.status ?? 'not read'}`];
  return workflow.result === booking.status
    ? []
    : [`${booking.id} is ${booking.status} and its workflow ended as ${workflow.result}`];
};

const withoutBooking = ({ bookings, workflows }: Evidence): string[] => {
  const known = byId(bookings);
  return workflows
    .filter(({ bookingId, status, result }) => {
      const endedAtOnce = status === 'COMPLETED' && result === 'unknown';
      return !known.has(bookingId) && status !== 'MISSING' && !endedAtOnce;
    })
    .map(
      ({ bookingId, status, result }) =>
        `workflow of ${bookingId} is ${status} (${result}) without a booking`,
    );
};

export const workflowsLive: Check = {
  name: 'booking = workflow',
  promise:
    'a booking has a running workflow, or a call due in time, while something is to come; then one that ended with its state; none is stuck',
  run: (evidence) => {
    const { bookings, workflows, moving, terminated, now } = evidence;
    const found = new Map(workflows.map((workflow) => [workflow.bookingId, workflow]));
    const effects = groupBy(evidence.effects, ({ subjectId }) => subjectId);
    const notifications = groupBy(evidence.notifications, ({ subjectId }) => subjectId);
    const wakeups = new Map(
      evidence.wakeups
        .filter(({ kind }) => kind === 'booking')
        .map(({ subjectId, dueAt }) => [subjectId, dueAt]),
    );
    const violations = bookings.flatMap((booking) => {
      const { id } = booking;
      if (moving.has(id)) return [];
      const owed = { effects: effects.get(id) ?? [], notifications: notifications.get(id) ?? [] };
      const next = nextMomentOf(booking, owed);
      const seen: Seen = {
        booking,
        workflow: found.get(id),
        wakeAt: wakeups.get(id),
        next,
        wasTerminated: terminated.has(id),
        now,
      };
      return next === null ? hasEnded(seen) : livesOn(seen);
    });
    for (const workflow of workflows)
      if (workflow.pendingTaskAttempt >= stuckAfterAttempts)
        violations.push(
          `workflow of ${workflow.bookingId} is at attempt ${workflow.pendingTaskAttempt} of a task`,
        );
    violations.push(...withoutBooking(evidence));
    return { checked: bookings.length + workflows.length, violations };
  },
};

export const workflowsSound: Check = {
  name: 'histories replay',
  promise: 'no workflow task failed, and every history replays on the code of this build',
  run: ({ workflows }) => ({
    checked: workflows.filter((workflow) => workflow.status !== 'MISSING').length,
    violations: workflows.flatMap(({ bookingId, taskFailures, replayError }) => [
      ...taskFailures.map((cause) => `workflow of ${bookingId}: a task failed with ${cause}`),
      ...(replayError === null
        ? []
        : [`workflow of ${bookingId} does not replay: ${replayError.split('\n')[0]}`]),
    ]),
  }),
};
