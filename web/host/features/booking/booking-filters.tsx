import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { linkListQuery } from '#web/host/queries/link.ts';

const route = getRouteApi('/member/bookings');
const typingPauseMs = 300;

export const BookingFilterBar = (): ReactElement => {
  const { bookings: texts } = useMessages();
  const { search = '', linkId = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const links = useQuery(linkListQuery);
  const [typed, setTyped] = useState(search);
  const [seen, setSeen] = useState(search);
  if (seen !== search) {
    setSeen(search);
    if (search !== typed.trim()) setTyped(search);
  }
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === search) return undefined;
    const timer = setTimeout(() => {
      void navigate({
        to: '.',
        replace: true,
        search: (previous) => {
          const { search: _old, ...rest } = previous;
          return wanted === '' ? rest : { ...rest, search: wanted };
        },
      });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, search, navigate]);

  return (
    <div className="grid gap-3 py-5 sm:grid-cols-[minmax(0,1fr)_14rem]" role="search">
      <Field hideLabel label={texts.search}>
        {(control) => (
          <div className="relative">
            <Icon
              className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4.5 text-soft"
              name="search"
            />
            <input
              {...control}
              className="control !ps-10"
              maxLength={100}
              onChange={(event) => setTyped(event.target.value)}
              placeholder={texts.searchHint}
              type="search"
              value={typed}
            />
          </div>
        )}
      </Field>
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
            {links.data?.map((link) => (
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
