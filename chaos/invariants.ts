import { acknowledged, alwaysAnswered, oncePerKey, oneSubjectPerKey } from './checks/answers.ts';
import { busyTimesMatch, oneEvent } from './checks/calendars.ts';
import type { Check, Verdict } from './checks/check.ts';
import { guestsTold, oneMailPerKey, remindersOnce } from './checks/mails.ts';
import { ledgerMatches, moneySettled, paidAndPlaced, paidMailsOnce, refundedOnce } from './checks/money.ts';
import { nothingOwed, toldOnce } from './checks/owed.ts';
import { closedWhenEmpty, neverOversold, oneSessionEach } from './checks/places.ts';
import { inboxDone, nothingLeaks, onRecord } from './checks/records.ts';
import { blocksMatch, deadlinesHold, noOverlap } from './checks/time.ts';
import { paymentsFollowed, sessionsFollowed, workflowsLive, workflowsSound } from './checks/workflows.ts';
import type { Evidence } from './evidence/evidence.ts';

/** What holds after every run, whatever was killed on the way. */
export const invariants = [
  noOverlap,
  neverOversold,
  oneSessionEach,
  closedWhenEmpty,
  acknowledged,
  alwaysAnswered,
  oncePerKey,
  oneSubjectPerKey,
  blocksMatch,
  deadlinesHold,
  workflowsLive,
  sessionsFollowed,
  paymentsFollowed,
  workflowsSound,
  oneEvent,
  busyTimesMatch,
  remindersOnce,
  oneMailPerKey,
  toldOnce,
  nothingOwed,
  guestsTold,
  paidAndPlaced,
  ledgerMatches,
  refundedOnce,
  moneySettled,
  paidMailsOnce,
  onRecord,
  inboxDone,
  nothingLeaks,
] as const satisfies readonly Check[];

export type InvariantName = (typeof invariants)[number]['name'];
export type Result = { name: string; promise: string } & Verdict;

/** Judges the evidence; reads nothing else. */
export const checkInvariants = (evidence: Evidence): Result[] =>
  invariants.map(({ name, promise, run }) => ({ name, promise, ...run(evidence) }));
