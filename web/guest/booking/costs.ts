import { formatMoney, formatRate } from '#domain/money/amount.ts';
import type { PublicLink } from '#web/api/schemas.ts';
import type { PageMessages } from '#web/i18n/guest/page-en.ts';
import type { Language } from '#web/i18n/languages.ts';
import type { Cost } from './model.ts';

/** What a place of a link costs, in words; null when it is free. */
export const priceText = (
  { price, capacity }: Pick<PublicLink, 'price' | 'capacity'>,
  { price: text }: Pick<PageMessages, 'price'>,
  language: Language,
): string | null => {
  if (price === null) return null;
  const amount = formatMoney(price, language);
  const each = capacity > 1 ? text.perPlace(amount) : amount;
  return price.taxBasisPoints === 0 ? each : text.withTax(each, formatRate(price.taxBasisPoints, language));
};

/** What a guest is told of money before they book: put into words here, so that no browser has to. */
export const costsOf = (
  link: PublicLink,
  text: Pick<PageMessages, 'price'>,
  language: Language,
): readonly Cost[] => {
  const price = priceText(link, text, language);
  if (price === null) return [];
  const refunds = link.refundTexts?.[language] ?? [];
  return [
    { icon: 'price', label: text.price.label, text: price },
    { icon: 'refund', label: text.price.refunds, text: refunds.join(' ') },
  ];
};
