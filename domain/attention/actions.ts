import type { Failure } from '#domain/failure.ts';
import { conflictKinds, type EventTime, resolutionsFor } from '#domain/sync/conflict.ts';
import {
  type AttentionAction,
  type AttentionKind,
  type AttentionSubjectKind,
  type FailingItem,
  type MoneyKind,
  moneyKinds,
} from './types.ts';

/** Failures that another address can mend. */
export const addressFailures: readonly Failure[] = [
  'bounced',
  'complained',
  'suppressed',
  'undelivered',
  'recipient_refused',
];

/** What can be done about an item that fails. Nothing is sent again to an address that is suppressed, and those of guests can be corrected. */
const actionsOnFailure = (item: FailingItem): AttentionAction[] => {
  const isGuestMail = item.kind === 'delivery' && item.subjectKind === 'booking' && item.audience !== 'host';
  return [
    ...(item.isSuppressed ? [] : (['retry'] as const)),
    'dismiss',
    ...(isGuestMail && addressFailures.includes(item.failure) ? (['correct_address'] as const) : []),
  ];
};

/** Whether an item is about money, which needs its own permission to be seen to. */
export const isMoney = (kind: AttentionKind): kind is MoneyKind =>
  (moneyKinds as readonly AttentionKind[]).includes(kind);

/** Money that is owed is never left: what fails is tried again until it works, and what is for a person to know is dismissed. */
const moneyActions = (kind: MoneyKind, failure: Failure): AttentionAction[] => {
  const isTried =
    (kind === 'payment' && failure !== 'fraud_warned') || (kind === 'refund' && failure !== 'refund_failed');
  return isTried ? ['retry'] : ['dismiss'];
};

type Item = Omit<FailingItem, 'kind' | 'subjectKind'> & {
  kind: AttentionKind;
  subjectKind: AttentionSubjectKind;
  /** Of a conflict: when the event stands at the vendor. */
  theirs?: EventTime | null;
};

/** What can be done about an item that needs attention. */
export const actionsFor = ({ kind, theirs = null, ...item }: Item): AttentionAction[] => {
  // It is settled or goes on failing: nobody can leave bookings with somebody who is gone.
  if (kind === 'departure') return ['retry'];
  if (isMoney(kind)) return moneyActions(kind, item.failure);
  if (kind !== 'conflict') return actionsOnFailure({ ...item, kind });
  const found = conflictKinds.find((each) => each === item.failure);
  return found === undefined
    ? []
    : resolutionsFor({ kind: found, isShared: item.subjectKind === 'session', theirs });
};
