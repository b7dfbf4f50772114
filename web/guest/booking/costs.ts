import { formatMoney, formatRate } from '#domain/money/amount.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { BookingLink, PublicLink } from '#web/api/schemas.ts';
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

type Move = NonNullable<BookingLink['move']>;

const moveText = ({ price, pay, back }: Move, t: PageMessages['move'], language: Language): string => {
  const amount = (money: { amountMinor: number; currency: Currency }): string => formatMoney(money, language);
  if (pay !== null) {
    const isDifference = price !== null && price.amountMinor > pay.amountMinor;
    const said = isDifference ? t.costsMore(amount(pay)) : t.costs(amount(pay));
    return back === null ? said : `${said} ${t.refundedThen(amount(back))}`;
  }
  if (back === null) return price === null ? t.nothing : t.lower(amount(price));
  return price === null ? t.free(amount(back)) : t.costsLess(amount(back));
};

/** What a guest is told of money before they move their booking; nothing where its price stays. */
export const moveCostsOf = (
  { move, refundTexts }: Pick<BookingLink, 'move' | 'refundTexts'>,
  { asksHost }: { asksHost: boolean },
  text: Pick<PageMessages, 'price' | 'move'>,
  language: Language,
): readonly Cost[] => {
  if (move === null) return [];
  const said = moveText(move, text.move, language);
  const asks = asksHost && move.pay !== null ? ` ${text.move.hostDecides}` : '';
  const refunds = refundTexts?.[language] ?? [];
  return [
    { icon: 'price', label: text.move.label, text: `${said}${asks}` },
    ...(move.pay === null
      ? []
      : [{ icon: 'refund' as const, label: text.price.refunds, text: refunds.join(' ') }]),
  ];
};
