import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import { paymentConcerns, paymentStates } from '#domain/payment/types.ts';
import { useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { ChoiceField } from '#web/host/components/inputs/choice-field.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { archivedLinksQuery, linkListQuery } from '#web/host/queries/link.ts';
import { type PaymentFilters, paymentsFileHref } from '#web/host/queries/payment.ts';

const route = getRouteApi('/member/payments');

type Filters = Omit<PaymentFilters, 'timeZone'>;

/** Says in the address what is asked for. */
export const usePaymentFilters = (): [Filters, (change: Filters) => void] => {
  const navigate = route.useNavigate();
  const change = useCallback(
    (asked: Filters) => {
      void navigate({ to: '.', replace: true, search: (previous) => ({ ...previous, ...asked }) });
    },
    [navigate],
  );
  return [route.useSearch(), change];
};

const ExportLink = (): ReactElement | null => {
  const isOn = useFeature('csv_exports');
  const { bookings, payments: texts } = useMessages();
  const filters = route.useSearch();
  const { zone } = useFormats();
  if (!isOn) return null;
  return (
    <a
      className={buttonClass()}
      download
      href={paymentsFileHref({ ...filters, timeZone: zone })}
      title={texts.exportHint}
    >
      <Icon name="download" />
      {bookings.export}
    </a>
  );
};

const LinkField = (): ReactElement => {
  const { bookings } = useMessages();
  const [{ linkId }, change] = usePaymentFilters();
  const links = [...(useQuery(linkListQuery).data ?? []), ...(useQuery(archivedLinksQuery).data ?? [])];
  const known = links.map(({ id }) => id);
  const values = linkId === undefined || known.includes(linkId) ? known : [linkId, ...known];
  return (
    <ChoiceField
      all={bookings.allLinks}
      label={bookings.link}
      onChange={(wanted) => change({ linkId: wanted })}
      textOf={(id) => links.find((link) => link.id === id)?.title ?? bookings.otherLink}
      value={linkId}
      values={values}
    />
  );
};

const DateFields = (): ReactElement => {
  const { bookings } = useMessages();
  const [dates, change] = usePaymentFilters();
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <Field className="w-full sm:w-44" key={name} label={bookings[name]}>
          {(control) => (
            <input
              {...control}
              className="control"
              max={name === 'from' ? dates.to : undefined}
              min={name === 'to' ? dates.from : undefined}
              onChange={(event) => change({ [name]: event.target.value || undefined })}
              type="date"
              value={dates[name] ?? ''}
            />
          )}
        </Field>
      ))}
    </>
  );
};

/** What of the payments is shown, as the address says it. */
export const PaymentFilterBar = (): ReactElement => {
  const { payments: texts } = useMessages();
  const [filters, change] = usePaymentFilters();
  const onSearch = useCallback(
    (search: string) => change({ search: search === '' ? undefined : search }),
    [change],
  );
  return (
    <div className="grid gap-3 pb-5" role="search">
      <SearchInput
        hint={texts.searchHint}
        label={texts.search}
        onSearch={onSearch}
        value={filters.search ?? ''}
      />
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        <ChoiceField
          all={texts.anyState}
          label={texts.state}
          onChange={(state) => change({ state })}
          textOf={(state) => texts.states[state]}
          value={filters.state}
          values={paymentStates}
        />
        <ChoiceField
          all={texts.anyConcern}
          label={texts.concern}
          onChange={(concern) => change({ with: concern })}
          textOf={(concern) => texts.concerns[concern]}
          value={filters.with}
          values={paymentConcerns}
        />
        <LinkField />
        <DateFields />
        {Object.values(filters).some((value) => value !== undefined) && (
          <Link className={buttonClass('quiet')} to="/payments">
            {texts.clear}
          </Link>
        )}
        <ExportLink />
      </div>
    </div>
  );
};
