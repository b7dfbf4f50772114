import type { AttentionItem } from '#web/api/schemas.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import { textOf } from '#web/ui/text-of.ts';

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What failed or differs: a calendar entry, a departure, or which mail and to whom. */
export const titleOf = (
  item: Pick<AttentionItem, 'kind' | 'effect' | 'template' | 'recipient'>,
  { attention, bookings }: Messages,
): string => {
  if (item.kind === 'departure') return attention.departure;
  if (item.effect === null && item.template === null) return attention.conflict.title;
  if (item.effect !== null) return attention.effects[item.effect];
  const what = textOf(bookings.templates, item.template ?? '', bookings.sync.email);
  const { recipient } = item;
  return recipient === null ? what : attention.to(what, recipient.name ?? recipient.address);
};

/** Why, as a sentence without its full stop; a reason without words is never shown. */
export const failureOf = ({ failure }: Pick<AttentionItem, 'failure'>, { bookings }: Messages): string =>
  sentence(textOf(bookings.sync.failures, failure, bookings.sync.failures['unknown'] ?? ''));
