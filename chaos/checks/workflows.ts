import type {
  BookingFact,
  EffectFact,
  Evidence,
  Followed,
  NotificationFact,
  PaymentFact,
  RefundFact,
  SessionFact,
  WorkflowFact,
} from '../evidence/evidence.ts';
import { type Check, deadlineOf, graceMs, groupBy, iso } from './check.ts';

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
  /** A booking, a session or a payment, with its state. */
  subject: { id: string; status: string };
  workflow: WorkflowFact | undefined;
  /** When its follower has to look again, as it is written down. */
  wakeAt: number | undefined;
  next: number | null;
  wasTerminated: boolean;
  now: number;
};

const livesOn = ({ subject, workflow, wakeAt, next, wasTerminated, now }: Seen): string[] => {
  const status = workflow?.status ?? 'not read';
  const faults: string[] = [];
  // One that was terminated is called when its next moment has passed.
  const mayBeAway = wasTerminated && status === 'TERMINATED' && (next ?? 0) + graceMs > now;
  if (status !== 'RUNNING' && !mayBeAway)
    faults.push(`${subject.id} is ${subject.status}, more is to come and its workflow is ${status}`);
  if (wakeAt === undefined || wakeAt > (next ?? 0) + 1_000)
    faults.push(
      `${subject.id} goes on at ${iso(next ?? 0)} and its follower is called ${wakeAt === undefined ? 'never' : iso(wakeAt)}`,
    );
  return faults;
};

const hasEnded = ({ subject, workflow, wakeAt, wasTerminated }: Seen): string[] => {
  if (wasTerminated && workflow?.status === 'TERMINATED' && wakeAt === undefined) return [];
  return workflow?.status === 'COMPLETED'
    ? []
    : [`${subject.id} is ${subject.status} and its workflow is ${workflow?.status ?? 'not read'}`];
};

const endedAs = ({ subject, workflow }: Seen): string[] =>
  workflow?.status !== 'COMPLETED' || workflow.result === subject.status
    ? []
    : [`${subject.id} is ${subject.status} and its workflow ended as ${workflow.result}`];

type Kind = Followed['kind'];

const workflowsOf = ({ workflows }: Evidence, kind: Kind): Map<string, WorkflowFact> =>
  new Map(workflows.filter((each) => each.kind === kind).map((each) => [each.subjectId, each]));

const wakeupsOf = ({ wakeups }: Evidence, kind: Kind): Map<string, number> =>
  new Map(wakeups.filter((each) => each.kind === kind).map(({ subjectId, dueAt }) => [subjectId, dueAt]));

const stuckFaults = (workflows: Iterable<WorkflowFact>): string[] =>
  [...workflows]
    .filter(({ pendingTaskAttempt }) => pendingTaskAttempt >= stuckAfterAttempts)
    .map(
      ({ subjectId, pendingTaskAttempt }) =>
        `workflow of ${subjectId} is at attempt ${pendingTaskAttempt} of a task`,
    );

/** What a workflow answers that found nothing to follow. */
const foundNothing: Readonly<Record<Kind, string | null>> = {
  booking: 'unknown',
  session: null,
  payment: 'unknown',
};

/** Workflows of nothing that is there; one that found that out and ended is none. */
const strayFaults = (workflows: ReadonlyMap<string, WorkflowFact>, known: ReadonlySet<string>): string[] =>
  [...workflows.values()]
    .filter(({ kind, subjectId, status, result }) => {
      const endedAtOnce = status === 'COMPLETED' && result === foundNothing[kind];
      return !known.has(subjectId) && status !== 'MISSING' && !endedAtOnce;
    })
    .map(
      ({ kind, subjectId, status, result }) =>
        `workflow of ${subjectId} is ${status} (${result}) without a ${kind}`,
    );

export const workflowsLive: Check = {
  name: 'booking = workflow',
  promise:
    'a booking has a running workflow, or a call due in time, while something is to come; then one that ended with its state; none is stuck',
  run: (evidence) => {
    const { bookings, moving, terminated, now } = evidence;
    const workflows = workflowsOf(evidence, 'booking');
    const wakeups = wakeupsOf(evidence, 'booking');
    const effects = groupBy(evidence.effects, ({ subjectId }) => subjectId);
    const notifications = groupBy(evidence.notifications, ({ subjectId }) => subjectId);
    const violations = bookings.flatMap((booking) => {
      const { id } = booking;
      if (moving.has(id)) return [];
      const owed = { effects: effects.get(id) ?? [], notifications: notifications.get(id) ?? [] };
      const next = nextMomentOf(booking, owed);
      const seen: Seen = {
        subject: booking,
        workflow: workflows.get(id),
        wakeAt: wakeups.get(id),
        next,
        wasTerminated: terminated.has(id),
        now,
      };
      return next === null ? [...hasEnded(seen), ...endedAs(seen)] : livesOn(seen);
    });
    violations.push(...stuckFaults(workflows.values()));
    violations.push(...strayFaults(workflows, new Set(bookings.map(({ id }) => id))));
    return { checked: bookings.length + workflows.size, violations };
  },
};

/** A session that guests share is followed while its vendors are behind, and left alone otherwise. */
const sessionFaults = (seen: Seen, wasOwed: boolean): string[] => {
  const { subject, wakeAt, next } = seen;
  if (next !== null) return livesOn(seen);
  if (wakeAt !== undefined)
    return [`${subject.id} has nothing to come and its follower is called ${iso(wakeAt)}`];
  return wasOwed || (seen.workflow?.status ?? 'MISSING') !== 'MISSING' ? hasEnded(seen) : [];
};

const soonestTry = (effects: readonly EffectFact[]): number | null => {
  const tries = effects.filter(({ state }) => state === 'owed').map(({ tryAt }) => tryAt);
  return tries.length === 0 ? null : Math.min(...tries);
};

const isShared = ({ capacity }: SessionFact): boolean => capacity > 1;

export const sessionsFollowed: Check = {
  name: 'session = workflow',
  promise:
    'a session that guests share has a running workflow, or a call due in time, while its vendors are behind; then one that ended, and no call; one that nobody shares has none',
  run: (evidence) => {
    const shared = evidence.sessions.filter(isShared);
    const workflows = workflowsOf(evidence, 'session');
    const wakeups = wakeupsOf(evidence, 'session');
    const effects = groupBy(evidence.effects, ({ subjectId }) => subjectId);
    const known = new Set(shared.map(({ id }) => id));
    const strayCalls = [...wakeups.keys()].filter((id) => !known.has(id));
    return {
      checked: shared.length + workflows.size,
      violations: [
        ...shared.flatMap((session) => {
          const own = effects.get(session.id) ?? [];
          const seen: Seen = {
            subject: session,
            workflow: workflows.get(session.id),
            wakeAt: wakeups.get(session.id),
            next: soonestTry(own),
            wasTerminated: evidence.terminated.has(session.id),
            now: evidence.now,
          };
          return sessionFaults(seen, own.length > 0);
        }),
        ...strayCalls.map((id) => `the follower of ${id} is called, which nobody shares`),
        ...stuckFaults(workflows.values()),
        ...strayFaults(workflows, known),
      ],
    };
  },
};

/** The next moment at which something happens to a payment by itself. */
const nextOfPayment = (
  { askAt }: PaymentFact,
  refunds: readonly RefundFact[],
  notifications: readonly NotificationFact[],
): number | null => {
  const moments = [
    askAt ?? Number.POSITIVE_INFINITY,
    ...refunds.filter(({ state }) => state === 'owed').map(({ tryAt }) => tryAt),
    ...notifications.filter(({ state }) => state === 'due').map(({ at }) => at),
  ];
  const next = Math.min(...moments);
  return Number.isFinite(next) ? next : null;
};

export const paymentsFollowed: Check = {
  name: 'payment = workflow',
  promise:
    'a payment has a running workflow, or a call due in time, while something is to come; then one that ended with its state; none is stuck',
  run: (evidence) => {
    const { payments, now } = evidence;
    const workflows = workflowsOf(evidence, 'payment');
    const wakeups = wakeupsOf(evidence, 'payment');
    const refunds = groupBy(evidence.refunds, ({ paymentId }) => paymentId);
    const notifications = groupBy(evidence.notifications, ({ subjectId }) => subjectId);
    return {
      checked: payments.length + workflows.size,
      violations: [
        ...payments.flatMap((payment) => {
          const { id, state: status } = payment;
          const next = nextOfPayment(payment, refunds.get(id) ?? [], notifications.get(id) ?? []);
          const seen: Seen = {
            subject: { id, status },
            workflow: workflows.get(id),
            wakeAt: wakeups.get(id),
            next,
            wasTerminated: evidence.terminated.has(id),
            now,
          };
          return next === null ? [...hasEnded(seen), ...endedAs(seen)] : livesOn(seen);
        }),
        ...stuckFaults(workflows.values()),
        ...strayFaults(workflows, new Set(payments.map(({ id }) => id))),
      ],
    };
  },
};

export const workflowsSound: Check = {
  name: 'histories replay',
  promise: 'no workflow task failed, and every history replays on the code of this build',
  run: ({ workflows }) => ({
    checked: workflows.filter((workflow) => workflow.status !== 'MISSING').length,
    violations: workflows.flatMap(({ subjectId, taskFailures, replayError }) => [
      ...taskFailures.map((cause) => `workflow of ${subjectId}: a task failed with ${cause}`),
      ...(replayError === null
        ? []
        : [`workflow of ${subjectId} does not replay: ${replayError.split('\n')[0]}`]),
    ]),
  }),
};
