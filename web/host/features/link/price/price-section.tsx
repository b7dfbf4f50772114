import { useSuspenseQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { formatMoney } from '#domain/money/amount.ts';
import { type Currency, currencies, currencyDigits } from '#domain/money/currencies.ts';
import { refundSentences } from '#domain/payment/refund-sentences.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { DecimalBox } from '#web/host/components/inputs/decimal-box.tsx';
import { ErrorText, Field } from '#web/host/components/inputs/field.tsx';
import { Section } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { useFieldError } from '#web/host/editor/issue-texts.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';
import type { LinkValues } from '../link-values.ts';
import { inCurrency, type Priced, priceIssues, tidyPriced, usualPriced } from './price-values.ts';
import { RefundTiers } from './refund-tiers.tsx';

type Price = NonNullable<LinkValues['price']>;

/** Without an account nobody can pay, and no price can be set. */
const AccountWarning = (): ReactElement => {
  const { price } = useMessages().links;
  const may = useMay();
  return (
    <Note icon="alert" role="status" tone="warn">
      {price.noAccount}{' '}
      {may('tenant_integrations.write') ? (
        <RouterLink className="font-medium underline underline-offset-3" to="/integrations">
          {price.connect}
        </RouterLink>
      ) : (
        price.askAdmin
      )}
    </Note>
  );
};

/** Each currency by its code and its name. */
const useCurrencyOptions = (): (readonly [Currency, string])[] => {
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return currencies.map((code) => [code, `${code} · ${names.of(code) ?? code}`] as const);
};

const PriceFields = ({
  value,
  isGroup,
  onChange,
  onBlur,
  onCurrency,
}: {
  value: Price;
  isGroup: boolean;
  onChange: (next: Price) => void;
  onBlur: () => void;
  onCurrency: (next: Currency) => void;
}): ReactElement => {
  const { price } = useMessages().links;
  const errors = { amount: useFieldError('price.amountMinor'), tax: useFieldError('price.taxBasisPoints') };
  const options = useCurrencyOptions();
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field error={errors.amount} label={isGroup ? price.amountPerPlace : price.amount}>
        {(control) => (
          <DecimalBox
            {...control}
            digits={currencyDigits[value.currency]}
            onBlur={onBlur}
            onChange={(amountMinor) => onChange({ ...value, amountMinor })}
            value={value.amountMinor}
          />
        )}
      </Field>
      <Field label={price.currency}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={(event) => {
              const next = currencies.find((code) => code === event.target.value);
              if (next !== undefined) onCurrency(next);
            }}
            value={value.currency}
          >
            {options.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field error={errors.tax} hint={price.taxHint} label={price.tax}>
        {(control) => (
          <DecimalBox
            {...control}
            digits={2}
            onBlur={onBlur}
            onChange={(taxBasisPoints) => onChange({ ...value, taxBasisPoints })}
            value={value.taxBasisPoints}
          />
        )}
      </Field>
    </div>
  );
};

/** What guests read of the price and of refunds, in both languages, as soon as nothing is wrong with either. */
const Preview = ({ priced }: { priced: Priced }): ReactElement | null => {
  const { price: texts } = useMessages().links;
  const { price, refundPolicy } = tidyPriced(priced);
  if (price === null || priceIssues(priced).length > 0) return null;
  return (
    <div className="grid gap-3 rounded-xl bg-sunken p-4" role="status">
      <h3 className="text-sm font-medium">{texts.preview}</h3>
      <dl className="grid gap-3 sm:grid-cols-2">
        {languages.map((language) => (
          <div key={language}>
            <dt className="text-sm text-soft">{languageNames[language]}</dt>
            <dd lang={language}>
              <span className="block font-medium">{formatMoney(price, language)}</span>
              {refundSentences(refundPolicy, price.currency, language).join(' ')}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** What guests pay, and what they get back when they cancel. */
export const PriceSection = (): ReactElement => {
  const { links } = useMessages();
  const { language } = useLanguage();
  const { control, setValue, trigger, formState } = useFormContext<LinkValues>();
  const [kind, refundPolicy] = useWatch({ control, name: ['kind', 'refundPolicy'] });
  const { field } = useController({ control, name: 'price' });
  const price = field.value;
  const { data: me } = useSuspenseQuery(meQuery);
  const former = useRef<Priced>(usualPriced(language));
  // What the server says of the price as a whole: the account has gone meanwhile.
  const isRefused = formState.errors.price?.message !== undefined;
  const set = (next: Priced): void => {
    setValue('refundPolicy', next.refundPolicy, { shouldDirty: true });
    field.onChange(next.price);
  };
  // The form shows what is wrong within a price only where it is asked for by name.
  const check = (): void => void trigger(['price.amountMinor', 'price.taxBasisPoints']);
  const charge = (isPaid: boolean): void => {
    if (isPaid) return set(former.current);
    former.current = { price, refundPolicy };
    set({ price: null, refundPolicy: [] });
  };
  return (
    <Section hint={links.sections.priceHint} title={links.sections.price}>
      {!me.takesPayments && <AccountWarning />}
      <div>
        <label className="flex min-h-9 items-center gap-3 justify-self-start">
          <input
            aria-invalid={isRefused ? true : undefined}
            checked={price !== null}
            className="check"
            disabled={price === null && !me.takesPayments}
            onChange={(event) => charge(event.target.checked)}
            type="checkbox"
          />
          {links.price.paid}
        </label>
        {isRefused && <ErrorText>{links.price.noAccount}</ErrorText>}
      </div>
      {price !== null && (
        <>
          <PriceFields
            isGroup={kind === 'group'}
            onBlur={check}
            onChange={(next) => {
              field.onChange(next);
              if (formState.errors.price !== undefined) check();
            }}
            onCurrency={(next) => {
              set(inCurrency({ price, refundPolicy }, next));
              // Nothing is wrong with an amount that nobody has typed yet.
              if (!Number.isNaN(price.amountMinor)) check();
            }}
            value={price}
          />
          <RefundTiers currency={price.currency} />
          <Preview priced={{ price, refundPolicy }} />
        </>
      )}
    </Section>
  );
};
