import type { Failure } from '#domain/failure.ts';
import type { SubjectKind } from '#domain/notification/types.ts';

/** What can need attention: an effect, a notification that nobody can be told of, a mail that did not arrive. */
export const attentionKinds = ['effect', 'notification', 'delivery'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const attentionActions = ['retry', 'dismiss', 'correct_address'] as const;
export type AttentionAction = (typeof attentionActions)[number];

/** The list begins with what has failed for the shortest or for the longest time. */
export const attentionOrders = ['newest', 'oldest'] as const;
export type AttentionOrder = (typeof attentionOrders)[number];

export const audiences = ['guest', 'further_guest', 'host'] as const;
export type Audience = (typeof audiences)[number];

export type FailingItem = {
  kind: AttentionKind;
  subjectKind: SubjectKind;
  failure: Failure;
  /** Of a mail: whom it is for. */
  audience: Audience | null;
  /** Nothing is sent to its address at present. */
  isSuppressed: boolean;
};
