import type { Entry } from '../load/history.ts';
import type { VendorPage } from '../till.ts';
import type { VendorEvent, VendorMail } from '../vendors.ts';

/** Time of hosts in which guests have places. */
export type SessionFact = {
  tenantId: string;
  id: string;
  linkId: string;
  status: string;
  startsAt: number;
  endsAt: number;
  capacity: number;
  /** As the session counts them. */
  taken: number;
  hosts: readonly { memberId: string; personId: string }[];
};
export type BookingFact = {
  tenantId: string;
  id: string;
  linkId: string;
  sessionId: string;
  /** Places in its session: for everybody, and for its party. */
  capacity: number;
  places: number;
  /** Its places are among those that its session counts. */
  seated: boolean;
  code: string;
  status: string;
  startsAt: number;
  endsAt: number;
  revision: number;
  guestName: string | null;
  guestEmail: string | null;
  holdUntil: number | null;
  approveBy: number | null;
  /** Until when a time that its guest asks to move to is held beside its own. */
  moveBy: number | null;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  reminderMinutes: readonly number[];
  hostIds: readonly string[];
};
/** What a booking costs, and what was agreed for the case that it is cancelled. */
export type AgreementFact = {
  bookingId: string;
  priceMinor: number;
  currency: string;
  tiers: readonly { minHoursBefore: number; refundBasisPoints: number; feeMinor: number }[];
  /** The start that deadlines count from. */
  deadlinesFrom: number;
  /** When and by whom it was cancelled, and what its host then decided; null unless it was. */
  cancelledAt: number | null;
  cancelledBy: string | null;
  decided: string | null;
  /** Money of it was given back because there was nothing to be had for it. */
  isReturned: boolean;
};
export type PaymentFact = {
  tenantId: string;
  id: string;
  bookingId: string;
  state: string;
  amountMinor: number;
  currency: string;
  payBy: number;
  askAt: number | null;
  checkoutId: string | null;
  capturedMinor: number;
  refundedMinor: number;
  lostMinor: number;
  keptMinor: number;
  isSettled: boolean;
  /** It was reserved first: the booking it pays for is confirmed once it is taken. */
  wasReserved: boolean;
  failure: string | null;
  /** Its sums as its ledger has them. */
  ledger: { capturedMinor: number; refundedMinor: number; lines: number; lastSequence: number };
};
export type RefundFact = {
  paymentId: string;
  id: string;
  /** Names its cause among those of its payment. */
  key: string;
  amountMinor: number;
  state: string;
  externalId: string | null;
  tryAt: number;
  createdAt: number;
};
export type BlockFact = {
  id: string;
  memberId: string;
  personId: string;
  start: number;
  end: number;
  kind: string;
  exclusive: boolean;
  sessionId: string | null;
  holdUntil: number | null;
};
/** How the first request under an Idempotency-Key ended. */
export type RecordFact = {
  tenantId: string;
  keyHash: string;
  operation: string;
  subjectId: string | null;
  /** Code of the refusal; null when the command was carried out. */
  refusal: string | null;
};
export type TimelineFact = { bookingId: string; sequence: number; kind: string; at: number };
export type NotificationFact = {
  tenantId: string;
  id: string;
  subjectId: string;
  template: string;
  /** Names it among those of its subject. */
  key: string;
  revision: number;
  state: string;
  /** When it falls due or is tried again. */
  at: number;
  failure: string | null;
};
export type DeliveryFact = {
  tenantId: string;
  notificationId: string;
  subjectId: string;
  /** Of its notification. */
  key: string;
  recipient: string;
  state: string;
  externalId: string | null;
};
export type EffectFact = {
  subjectId: string;
  name: string;
  state: string;
  tryAt: number;
  failure: string | null;
};
export type WakeupFact = { kind: string; subjectId: string; dueAt: number };
/** A part that was down, until it was ready again. */
export type Outage = { part: string; from: number; until: number };
export type TargetFact = { memberId: string; calendarId: string; externalId: string };
export type BusyFact = { calendarId: string; externalId: string; start: number; end: number };
/** What has a workflow that is read after a run. */
export type Followed = { kind: 'booking' | 'session' | 'payment'; subjectId: string };
export type WorkflowFact = Followed & {
  /** Temporal's name for the state of its last run, e.g. RUNNING; MISSING when there is none of that id. */
  status: string;
  result: string | null;
  /** Failed workflow tasks of all its runs: code that cannot go on, as opposed to workers that died. */
  taskFailures: readonly string[];
  pendingTaskAttempt: number;
  replayError: string | null;
};
export type Leak = { where: string; what: string; excerpt: string };
export type InboxFact = { id: string; receivedAt: number; processedAt: number | null };

/** Everything the checks look at, gathered after the quiesce; they read nothing else. */
export type Evidence = {
  /** When it was gathered. */
  now: number;
  history: readonly Entry[];
  bookings: readonly BookingFact[];
  agreements: readonly AgreementFact[];
  payments: readonly PaymentFact[];
  refunds: readonly RefundFact[];
  sessions: readonly SessionFact[];
  /** Bookings that time moved on (what ended, or a reminder that fell due) while the evidence was gathered. */
  moving: ReadonlySet<string>;
  blocks: readonly BlockFact[];
  records: readonly RecordFact[];
  timeline: readonly TimelineFact[];
  /** `<booking id> <action>` of every audit row about a booking. */
  audited: ReadonlySet<string>;
  notifications: readonly NotificationFact[];
  deliveries: readonly DeliveryFact[];
  effects: readonly EffectFact[];
  wakeups: readonly WakeupFact[];
  targets: readonly TargetFact[];
  busy: readonly BusyFact[];
  inbox: readonly InboxFact[];
  events: readonly VendorEvent[];
  mails: readonly VendorMail[];
  /** Of the vendors that take payments. */
  pages: readonly VendorPage[];
  workflows: readonly WorkflowFact[];
  /** Bookings and sessions whose workflow was terminated on purpose. */
  terminated: ReadonlySet<string>;
  outages: readonly Outage[];
  leaks: readonly Leak[];
  /** What was searched for leaks, in bytes. */
  searchedBytes: { histories: number; logs: number };
};
