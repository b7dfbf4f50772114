import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './api.ts';
import { bookingsKey } from './booking.ts';
import { ofNouns } from './touched.ts';

const contactsKey = ['contacts'] as const;

/** Guests whose name or address contains the search, the newest first. */
export const contactListQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey, 'list', search],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/contacts', {
          signal,
          params: {
            query: { limit: 25, ...(search && { search }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy: ofNouns('booking', 'contact') },
  });

export const contactQuery = (contactId: string) =>
  queryOptions({
    queryKey: [...contactsKey, contactId],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/contacts/{contactId}', { signal, params: { path: { contactId } } })),
    meta: { touchedBy: ofNouns('booking', 'contact') },
  });

/** Where the file of a guest's data is downloaded. */
export const contactFileHref = (contactId: string): string => `/api/v1/contacts/${contactId}/data`;

export const eraseContact = (contactId: string, email: string) =>
  bodyOf(
    api.post('/api/v1/contacts/{contactId}/erasure', { params: { path: { contactId } }, body: { email } }),
  );

/** All bookings of a contact, past and to come. */
export const contactBookingsQuery = (contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...bookingsKey, 'contact', contactId],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/bookings', {
          signal,
          params: { query: { view: 'all', contactId, limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy: ofNouns('booking') },
  });
