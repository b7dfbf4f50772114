import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import type { Contact } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { contactListQuery } from '#web/host/queries/contact.ts';

const route = getRouteApi('/member/contacts');

const Row = ({ contact }: { contact: Contact }): ReactElement => {
  const { contacts: texts } = useMessages();
  const formats = useFormats();
  return (
    <li className="relative grid gap-x-5 gap-y-1 px-5 py-3 hover:bg-sunken/60 @2xl:grid-cols-[minmax(0,1fr)_auto] @2xl:items-center">
      <div className="min-w-0">
        <Link
          className="font-medium wrap-anywhere after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          params={{ contactId: contact.id }}
          to="/contacts/$contactId"
        >
          {contact.name}
        </Link>
        {contact.erasure?.stage !== 'erased' && (
          <p className="text-sm wrap-anywhere text-soft">{contact.email}</p>
        )}
      </div>
      <p className="text-sm text-soft tabular-nums">
        {texts.bookingCount(contact.bookingCount)}
        {contact.lastBookingAt !== null && <> · {texts.latest(formats.date(contact.lastBookingAt))}</>}
      </p>
    </li>
  );
};

/** Everybody who has booked, to be searched by name or address. */
export const ContactsPage = (): ReactElement => {
  const { contacts: texts } = useMessages();
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(contactListQuery(search));
  const onSearch = useCallback(
    (wanted: string) => {
      void navigate({ to: '.', replace: true, search: wanted === '' ? {} : { search: wanted } });
    },
    [navigate],
  );
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="@container">
      <PageHeader lead={texts.lead} title={texts.title} />
      <div className="pb-5" role="search">
        <SearchInput hint={texts.searchHint} label={texts.search} onSearch={onSearch} value={search} />
      </div>
      <div className="grid gap-4">
        {list.isPending && <Skeleton rows={5} />}
        {list.isError && list.data === undefined && (
          <Card>
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          </Card>
        )}
        {list.data !== undefined && (
          <Card className="overflow-hidden">
            {found.length === 0 ? (
              <EmptyState
                body={search === '' ? texts.empty.body : texts.nothingFound.body}
                icon="people"
                title={search === '' ? texts.empty.title : texts.nothingFound.title}
              />
            ) : (
              <ul className="divide-y divide-line">
                {found.map((contact) => (
                  <Row contact={contact} key={contact.id} />
                ))}
              </ul>
            )}
          </Card>
        )}
        <MoreButton list={list} />
      </div>
    </div>
  );
};
