import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Contact } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { MoreButton } from '#web/host/components/more-button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { BookingRow } from '#web/host/features/booking/booking-row.tsx';
import { contactBookingsQuery, contactQuery } from '#web/host/queries/contact.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import { PrivacySection } from './privacy-section.tsx';

const route = getRouteApi('/member/contacts/$contactId');

const Facts = ({ contact }: { contact: Contact }): ReactElement => {
  const { contacts: texts } = useMessages();
  const formats = useFormats();
  // An address that leads nowhere, and a zone that is nobody's, tell nothing.
  const isErased = contact.erasure?.stage === 'erased';
  const reached: readonly (readonly [string, ReactElement | string])[] = [
    [
      texts.email,
      <a className="text-accent-ink underline underline-offset-3" href={`mailto:${contact.email}`} key="mail">
        {contact.email}
      </a>,
    ],
    ...(contact.phone === null ? [] : ([[texts.phone, contact.phone]] as const)),
    [texts.timeZone, zoneLabel(contact.timeZone, Date.now())],
  ];
  const facts: readonly (readonly [string, ReactElement | string])[] = [
    ...(isErased ? [] : reached),
    [texts.since, formats.date(contact.createdAt)],
  ];
  return (
    <Card>
      <dl className="grid gap-x-6 gap-y-3 p-5 sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div className="min-w-0" key={label}>
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="font-medium wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};

const Bookings = ({ contactId }: { contactId: string }): ReactElement => {
  const { contacts: texts } = useMessages();
  const now = useNow();
  const list = useInfiniteQuery(contactBookingsQuery(contactId));
  if (list.isPending) return <Skeleton rows={3} />;
  if (list.data === undefined)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  const bookings = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Card className="overflow-hidden">
        {bookings.length === 0 ? (
          <EmptyState body={texts.noBookings.body} icon="calendar" title={texts.noBookings.title} />
        ) : (
          <ul className="divide-y divide-line">
            {bookings.map((booking) => (
              <BookingRow booking={booking} key={booking.id} now={now} showsDate />
            ))}
          </ul>
        )}
      </Card>
      <MoreButton list={list} />
    </>
  );
};

/** One guest: how to reach them, and everything they have booked. */
export const ContactPage = (): ReactElement => {
  const { contacts: texts } = useMessages();
  const { contactId } = route.useParams();
  const query = useQuery(contactQuery(contactId));
  const may = useMay();
  return (
    <div className="@container grid gap-4">
      <div>
        <BackLink to="/contacts">{texts.back}</BackLink>
      </div>
      {query.isPending && <Skeleton rows={2} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {query.data !== undefined && (
        <>
          <PageHeader title={query.data.name} />
          <Facts contact={query.data} />
          <h2 className="font-semibold">{texts.bookings}</h2>
          <Bookings contactId={contactId} />
          {may('contacts.erase') && <PrivacySection contact={query.data} />}
        </>
      )}
    </div>
  );
};
