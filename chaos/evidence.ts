import type { Entry } from './history.ts';
import type { VendorEvent, VendorMail } from './vendors.ts';

export type BookingFact = {
  tenantId: string;
  id: string;
  linkId: string;
  code: string;
  status: string;
  startsAt: number;
  endsAt: number;
  revision: number;
  guestName: string | null;
  guestEmail: string | null;
  holdUntil: number | null;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  reminderMinutes: readonly number[];
  calendarSync: string;
  emailSync: string;
  hostIds: readonly string[];
};
export type BlockFact = {
  id: string;
  memberId: string;
  personId: string;
  start: number;
  end: number;
  kind: string;
  exclusive: boolean;
  bookingId: string | null;
  holdUntil: number | null;
};
export type RequestFact = {
  tenantId: string;
  id: string;
  bookingId: string;
  kind: string;
  guestEmail: string | null;
  createdAt: number;
  outcome: { ok: boolean; code?: string } | null;
};
export type TimelineFact = { bookingId: string; dedupeKey: string; kind: string; at: number };
export type DeliveryFact = {
  tenantId: string;
  bookingId: string | null;
  key: string;
  status: string;
  externalId: string | null;
};
export type TargetFact = { memberId: string; calendarId: string; externalId: string };
export type BusyFact = { externalCalendarId: string; externalId: string; start: number; end: number };
export type WorkflowFact = {
  bookingId: string;
  /** Temporal's status name, e.g. RUNNING; MISSING when there is none of that id. */
  status: string;
  result: string | null;
  /** Failed workflow tasks: code that cannot go on, as opposed to workers that died. */
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
  /** Bookings that time moved on (a hold or a meeting that ended) while the evidence was gathered. */
  moving: ReadonlySet<string>;
  blocks: readonly BlockFact[];
  requests: readonly RequestFact[];
  timeline: readonly TimelineFact[];
  /** `<booking id> <action>` of every audit row about a booking. */
  audited: ReadonlySet<string>;
  deliveries: readonly DeliveryFact[];
  targets: readonly TargetFact[];
  busy: readonly BusyFact[];
  inbox: readonly InboxFact[];
  events: readonly VendorEvent[];
  mails: readonly VendorMail[];
  workflows: readonly WorkflowFact[];
  leaks: readonly Leak[];
  /** What was searched for leaks, in bytes. */
  searchedBytes: { histories: number; logs: number };
};
