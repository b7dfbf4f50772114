import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import { useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { exportHref } from '#web/host/queries/booking.ts';
import { archivedLinksQuery, linkListQuery } from '#web/host/queries/link.ts';

const route = getRouteApi('/member/bookings');

/** From one day to another, on the host's clock. */
const DateFilters = (): ReactElement => {
  const { bookings: texts } = useMessages();
  const dates = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} label={texts[name]}>
          {(control) => (
            <input
              {...control}
              className="control"
              max={name === 'from' ? dates.to : undefined}
              min={name === 'to' ? dates.from : undefined}
              onChange={(event) => {
                const next = event.target.value;
                void navigate({
                  to: '.',
                  replace: true,
                  search: (previous) => ({ ...previous, [name]: next === '' ? undefined : next }),
                });
              }}
              type="date"
              value={dates[name] ?? ''}
            />
          )}
        </Field>
      ))}
    </>
  );
};

const ExportLink = (): ReactElement | null => {
  const isOn = useFeature('csv_exports');
  const { bookings: texts } = useMessages();
  const { view = 'upcoming', ...filters } = route.useSearch();
  const { zone } = useFormats();
  if (!isOn) return null;
  return (
    <a
      className={buttonClass()}
      download
      href={exportHref({ view, ...filters, timeZone: zone })}
      title={texts.exportHint}
    >
      <Icon name="download" />
      {texts.export}
    </a>
  );
};

export const BookingFilterBar = (): ReactElement => {
  const { bookings: texts } = useMessages();
  const { search = '', linkId = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const live = useQuery(linkListQuery).data;
  const archived = useQuery(archivedLinksQuery).data;
  const links = [...(live ?? []), ...(archived ?? [])];
  const isUnknown =
    linkId !== '' && live !== undefined && archived !== undefined && links.every(({ id }) => id !== linkId);
  const onSearch = useCallback(
    (wanted: string) => {
      void navigate({
        to: '.',
        replace: true,
        search: (previous) => {
          const { search: _old, ...rest } = previous;
          return wanted === '' ? rest : { ...rest, search: wanted };
        },
      });
    },
    [navigate],
  );
  return (
    <div className="grid gap-3 py-5" role="search">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,14rem)]">
        <SearchInput hint={texts.searchHint} label={texts.search} onSearch={onSearch} value={search} />
        <Field hideLabel label={texts.link}>
          {(control) => (
            <select
              {...control}
              className="control"
              onChange={(event) => {
                const next = event.target.value;
                void navigate({
                  to: '.',
                  search: (previous) => {
                    const { linkId: _old, ...rest } = previous;
                    return next === '' ? rest : { ...rest, linkId: next };
                  },
                });
              }}
              value={linkId}
            >
              <option value="">{texts.allLinks}</option>
              {isUnknown && <option value={linkId}>{texts.otherLink}</option>}
              {links.map((link) => (
                <option key={link.id} value={link.id}>
                  {link.title}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(0,11rem)_minmax(0,11rem)_auto]">
        <DateFilters />
        <div className="col-span-2 sm:col-span-1 sm:justify-self-end">
          <ExportLink />
        </div>
      </div>
    </div>
  );
};
