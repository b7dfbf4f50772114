import type { Instant } from '#domain/availability/model.ts';

/** Who of several hosts gets a booking [LNK-4]. */
export const assignmentStrategies = ['round_robin', 'least_busy', 'priority', 'named_host'] as const;
export type AssignmentStrategy = (typeof assignmentStrategies)[number];

/** A host who is free for the slot, with what the choice depends on. Plain data, to be stored with the booking. */
export type AssignmentCandidate = {
  hostId: string;
  /** Share of the bookings relative to the others'; default 1. Zero: only when nobody else can. */
  weight?: number;
  /** Round robin: bookings this host is owed (positive) or is ahead by (negative); default 0, as for a new host. */
  credit?: number;
  /** Bookings ahead of the host in the period the caller looks at, for `least_busy`; default 0. */
  upcomingBookings?: number;
  /** Their minutes; decides before the count; default 0. */
  upcomingMinutes?: number;
  /** Lower goes first; default 0. */
  priority?: number;
  /** When the host last got a booking of the link; never: goes first among equals. */
  lastAssignedAt?: Instant;
};

export type AssignmentInput = {
  strategy: AssignmentStrategy;
  /** The hosts free for the slot; the order does not matter. */
  candidates: readonly AssignmentCandidate[];
  /** For `named_host`. */
  namedHostId?: string;
};

/** What a booking of the link changes in the hosts' credits; adds up to zero. */
export type CreditChange = { hostId: string; change: number };

export type Assignment = {
  hostId: string;
  /** Everything the choice depended on, defaults filled in: `assignHost(inputs)` gives the same host again. */
  inputs: AssignmentInput;
  /** Add to the stored credits of the link's hosts (round robin; empty otherwise). */
  creditChanges: readonly CreditChange[];
};
