import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { archivedLinksQuery, linkListQuery } from '#web/host/queries/link.ts';

const route = getRouteApi('/member/bookings');

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
    <div className="grid gap-3 py-5 sm:grid-cols-[minmax(0,1fr)_14rem]" role="search">
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
  );
};
