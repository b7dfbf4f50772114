import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { RefundChoice } from '#domain/payment/types.ts';
import type { Attempts } from '#web/api/attempt.ts';
import type { Outcome } from '#web/api/client.ts';
import type { BookForGuestInput, Booking } from '#web/api/schemas.ts';
import { addDays } from '#web/time/calendar.ts';
import { instantOfWall } from '#web/time/wall.ts';
import { api, bodyOf } from './api.ts';
import { inView, offering, ofNouns, ofOne } from './touched.ts';

export const bookingViews = ['upcoming', 'needs_approval', 'past', 'cancelled', 'attention'] as const;
export type BookingView = (typeof bookingViews)[number];
export type BookingFilters = {
  view: BookingView;
  search?: string | undefined;
  linkId?: string | undefined;
  /** Dates of the zone's clock, both included. */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
};

/** Days of a clock as the API takes them: from their first instant to the first of the day after. */
export const daysQuery = ({ from, to, timeZone }: Pick<BookingFilters, 'from' | 'to' | 'timeZone'>) => {
  const startOf = (date: string | undefined, later: number): string | undefined => {
    const instant = date === undefined ? undefined : instantOfWall(addDays(date, later), '00:00', timeZone);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
  const [first, end] = [startOf(from, 0), startOf(to, 1)];
  return { ...(first && { from: first }), ...(end && { to: end }) };
};

/** The filters as the API takes them. */
export const filterQuery = ({ view, search, linkId, ...days }: BookingFilters) => ({
  view,
  ...(search && { search }),
  ...(linkId && { linkId }),
  ...daysQuery(days),
});

/** Where a browser loads the bookings of a list as a file. */
export const exportHref = (filters: BookingFilters): string =>
  `/api/v1/bookings/export?${new URLSearchParams(filterQuery(filters)).toString()}`;

export const bookingsKey = ['bookings'] as const;

export const bookingListQuery = (filters: BookingFilters) =>
  infiniteQueryOptions({
    queryKey: [...bookingsKey, 'list', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/bookings', {
          signal,
          params: {
            query: { ...filterQuery(filters), limit: 25, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy: inView(filters.view) },
  });

/** How many a view lists, up to 100, for the badge beside its tab. */
const countQuery = (view: BookingView) =>
  queryOptions({
    queryKey: [...bookingsKey, 'count', view],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.get('/api/v1/bookings', { signal, params: { query: { view, limit: 100 } } }))).items
        .length,
    meta: { touchedBy: ofNouns('booking') },
  });

export const approvalCountQuery = countQuery('needs_approval');
export const attentionCountQuery = countQuery('attention');

export const bookingQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...bookingsKey, 'detail', bookingId],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/bookings/{bookingId}', { signal, params: { path: { bookingId } } })),
    meta: { touchedBy: ofOne('booking', bookingId) },
  });

export const alternativesQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...bookingsKey, 'alternatives', bookingId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/bookings/{bookingId}/alternatives', { signal, params: { path: { bookingId } } }),
      ),
    staleTime: 0,
    meta: { touchedBy: offering },
  });

export type BookingAction =
  | { kind: 'approve'; start: string }
  /** `ofMove`: the booking stays where it is. */
  | { kind: 'decline'; reason: string; ofMove: boolean }
  /** `refund`: what goes back of a paid booking, where the host has chosen. */
  | { kind: 'cancel'; reason: string; refund?: RefundChoice | undefined }
  /** `setAside`: rules of the link that the host has decided on. */
  | { kind: 'reschedule'; start: string; reason: string; setAside: readonly string[] }
  /** `replaces`: who hosts it no more. */
  | { kind: 'reassign'; hostId: string; replaces: string }
  | { kind: 'add-guests'; emails: string[] }
  | { kind: 'remove-guest'; email: string }
  | { kind: 'no-show' }
  | { kind: 'retry-sync' };

const withReason = (reason: string): { reason?: string } =>
  reason.trim() === '' ? {} : { reason: reason.trim() };

const send = (bookingId: string, action: BookingAction, key: string): Promise<Outcome<Booking>> => {
  const params = { path: { bookingId }, header: { 'Idempotency-Key': key } };
  switch (action.kind) {
    case 'approve':
      return api.post('/api/v1/bookings/{bookingId}/approve', { params, body: { start: action.start } });
    case 'decline':
      return api.post('/api/v1/bookings/{bookingId}/decline', { params, body: withReason(action.reason) });
    case 'cancel':
      return api.post('/api/v1/bookings/{bookingId}/cancel', {
        params,
        body: { ...withReason(action.reason), ...(action.refund && { refund: action.refund }) },
      });
    case 'reschedule':
      return api.post('/api/v1/bookings/{bookingId}/reschedule', {
        params,
        body: {
          start: action.start,
          ...withReason(action.reason),
          setAside: [...action.setAside] as NonNullable<BookForGuestInput['setAside']>,
        },
      });
    case 'reassign':
      return api.post('/api/v1/bookings/{bookingId}/reassign', {
        params,
        body: { hostId: action.hostId, replaces: action.replaces },
      });
    case 'add-guests':
      return api.post('/api/v1/bookings/{bookingId}/guests', { params, body: { emails: action.emails } });
    case 'remove-guest':
      return api.post('/api/v1/bookings/{bookingId}/guests/remove', {
        params,
        body: { email: action.email },
      });
    case 'no-show':
      return api.post('/api/v1/bookings/{bookingId}/no-show', { params, body: {} });
    default:
      return api.post('/api/v1/bookings/{bookingId}/retry-sync', { params, body: {} });
  }
};

/** Performs a host's action on a booking under an idempotency key that survives retries of the same request. */
export const actOnBooking = (attempt: Attempts, bookingId: string, action: BookingAction): Promise<Booking> =>
  bodyOf(attempt({ bookingId, action }, (key) => send(bookingId, action, key)));

export type BookingForGuest = { linkId: string; input: BookForGuestInput };

export const bookForGuest = (attempt: Attempts, asked: BookingForGuest): Promise<Booking> =>
  bodyOf(
    attempt(asked, (key) =>
      api.post('/api/v1/links/{linkId}/bookings', {
        params: { path: { linkId: asked.linkId }, header: { 'Idempotency-Key': key } },
        body: asked.input,
      }),
    ),
  );
