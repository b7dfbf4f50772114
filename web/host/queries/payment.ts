import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { PaymentConcern, PaymentState } from '#domain/payment/types.ts';
import type { Attempts } from '#web/api/attempt.ts';
import { api, bodyOf } from './api.ts';
import { daysQuery } from './booking.ts';
import { ofNouns } from './touched.ts';

export type PaymentFilters = {
  state?: PaymentState | undefined;
  with?: PaymentConcern | undefined;
  search?: string | undefined;
  linkId?: string | undefined;
  /** Dates of the zone's clock, both included. */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
};

const filterQuery = ({ state, with: concern, search, linkId, ...days }: PaymentFilters) => ({
  ...(state && { state }),
  ...(concern && { with: concern }),
  ...(search && { search }),
  ...(linkId && { linkId }),
  ...daysQuery(days),
});

/** Where a browser loads the payments of a list as a file. */
export const paymentsFileHref = (filters: PaymentFilters): string =>
  `/api/v1/payments/export?${new URLSearchParams(filterQuery(filters)).toString()}`;

export const paymentsKey = ['payments'] as const;

/** A change of a payment is told as one of its booking. */
const touchedBy = ofNouns('booking');

export const paymentListQuery = (filters: PaymentFilters) =>
  infiniteQueryOptions({
    queryKey: [...paymentsKey, 'list', filters],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.get('/api/v1/payments', {
          signal,
          params: { query: { ...filterQuery(filters), limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy },
  });

export const paymentQuery = (paymentId: string) =>
  queryOptions({
    queryKey: [...paymentsKey, 'detail', paymentId],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/payments/{paymentId}', { signal, params: { path: { paymentId } } })),
    meta: { touchedBy },
  });

export type RefundAsked = { amountMinor: number; note: string };

/** Gives money back, once however often it is sent. */
export const refundPayment = (attempt: Attempts, paymentId: string, { amountMinor, note }: RefundAsked) =>
  bodyOf(
    attempt({ paymentId, amountMinor, note }, (key) =>
      api.post('/api/v1/payments/{paymentId}/refunds', {
        params: { path: { paymentId }, header: { 'Idempotency-Key': key } },
        body: { amountMinor, ...(note.trim() && { note: note.trim() }) },
      }),
    ),
  );

export const retryPayment = (attempt: Attempts, paymentId: string) =>
  bodyOf(
    attempt({ paymentId }, (key) =>
      api.post('/api/v1/payments/{paymentId}/retry', {
        params: { path: { paymentId }, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );

/** Records that the guest has paid a host directly, once however often it is sent. */
export const recordOutsidePayment = (attempt: Attempts, paymentId: string, method: string) =>
  bodyOf(
    attempt({ paymentId, method }, (key) =>
      api.post('/api/v1/payments/{paymentId}/outside', {
        params: { path: { paymentId }, header: { 'Idempotency-Key': key } },
        body: method.trim() === '' ? {} : { method: method.trim() },
      }),
    ),
  );

export const recordOutsideRefund = (attempt: Attempts, path: { paymentId: string; refundId: string }) =>
  bodyOf(
    attempt(path, (key) =>
      api.post('/api/v1/payments/{paymentId}/refunds/{refundId}/outside', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );
