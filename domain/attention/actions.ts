import type { Failure } from '#domain/failure.ts';
import type { AttentionAction, FailingItem } from './types.ts';

/** Failures that another address can mend. */
export const addressFailures: readonly Failure[] = [
  'bounced',
  'complained',
  'suppressed',
  'undelivered',
  'recipient_refused',
];

/** What can be done about an item. Nothing is sent again to an address that is suppressed, and only a guest's can be corrected. */
export const actionsFor = (item: FailingItem): AttentionAction[] => {
  const isGuestMail = item.kind === 'delivery' && item.subjectKind === 'booking' && item.audience === 'guest';
  return [
    ...(item.isSuppressed ? [] : (['retry'] as const)),
    'dismiss',
    ...(isGuestMail && addressFailures.includes(item.failure) ? (['correct_address'] as const) : []),
  ];
};
