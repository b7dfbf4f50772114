import { formatMoney } from '#domain/money/amount.ts';
import type { AttentionItem } from '#web/api/schemas.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { textOf } from '#web/ui/text-of.ts';

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

type Kind = AttentionItem['kind'];
type MoneyKind = keyof Messages['attention']['money'];

/** Whether an item is about money. */
export const isMoney = (kind: Kind): kind is MoneyKind =>
  kind === 'payment' || kind === 'refund' || kind === 'dispute' || kind === 'paymentFinding';

const moneyTitle = (
  kind: MoneyKind,
  money: AttentionItem['money'],
  { money: names, moneyOf }: Messages['attention'],
  language: Language,
): string => {
  const what = names[kind];
  if (money === null || money.currency === null) return what;
  const { amountMinor, currency } = money;
  return moneyOf(what, formatMoney({ amountMinor, currency }, language));
};

/** What failed or differs: a calendar entry, a departure, or which mail and to whom. */
export const titleOf = (
  item: Pick<AttentionItem, 'kind' | 'effect' | 'template' | 'recipient' | 'money'>,
  { attention, bookings }: Messages,
  language: Language,
): string => {
  if (isMoney(item.kind)) return moneyTitle(item.kind, item.money, attention, language);
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
