import type { Failure } from '#domain/failure.ts';
import { type SubjectKind, subjectKinds } from '#domain/notification/types.ts';
import { resolutions } from '#domain/sync/conflict.ts';

/** What can fail by itself: an effect, a notification that nobody can be told of, a mail that did not arrive. */
export const failingKinds = ['effect', 'notification', 'delivery'] as const;
export type FailingKind = (typeof failingKinds)[number];

/** What of money needs somebody: a payment that cannot be asked about or is taken for fraud, a refund, a dispute, a difference with a vendor. */
export const moneyKinds = ['payment', 'refund', 'dispute', 'paymentFinding'] as const;
export type MoneyKind = (typeof moneyKinds)[number];

/** What a member can have tried again: what fails by itself, a departure whose bookings cannot be settled, and what is asked of a payment vendor. */
export const retriedKinds = [...failingKinds, 'departure', 'payment', 'refund'] as const;

/** What a member can leave as it is. */
export const dismissedKinds = [...failingKinds, ...moneyKinds] as const;

/** What can need attention: what fails, and a calendar that says something else than we do. */
export const attentionKinds = [...failingKinds, 'departure', ...moneyKinds, 'conflict'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** What an item is about: a departure is about itself. */
export const attentionSubjectKinds = [...subjectKinds, 'departure'] as const;
export type AttentionSubjectKind = SubjectKind | 'departure';

export const attentionActions = ['retry', 'dismiss', 'correct_address', ...resolutions] as const;
export type AttentionAction = (typeof attentionActions)[number];

/** The list begins with what has failed for the shortest or for the longest time. */
export const attentionOrders = ['newest', 'oldest'] as const;
export type AttentionOrder = (typeof attentionOrders)[number];

export const audiences = ['guest', 'further_guest', 'host'] as const;
export type Audience = (typeof audiences)[number];

export type FailingItem = {
  kind: FailingKind;
  subjectKind: AttentionSubjectKind;
  failure: Failure;
  /** Of a mail: whom it is for. */
  audience: Audience | null;
  /** Nothing is sent to its address at present. */
  isSuppressed: boolean;
};
