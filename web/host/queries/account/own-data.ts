import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { AccountDeletion, Export } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';

const lookAgainMs = 3_000;

/** Looked at again while one is being made. */
export const exportsQuery = infiniteQueryOptions({
  queryKey: ['exports'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/me/exports', {
        signal,
        params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some((each) => each.state === 'open')) === true
      ? lookAgainMs
      : false,
});

export const askExport = (attempt: Attempts): Promise<Export> =>
  bodyOf(
    attempt({}, (key) =>
      api.post('/api/v1/me/exports', { params: { header: { 'Idempotency-Key': key } }, body: {} }),
    ),
  );

export const exportHref = (exportId: string): string => `/api/v1/me/exports/${exportId}/file`;

export const deletionQuery = queryOptions({
  queryKey: ['deletion'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/me/deletion', { signal })),
  staleTime: 60_000,
});

/** What it would concern; members and bookings change meanwhile. */
export const deletionPreviewQuery = queryOptions({
  queryKey: ['deletion', 'preview'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/me/deletion-preview', { signal })),
});

type AskedDeletion = { email: string; plan: AccountDeletion['plan'] };

export const askDeletion = (asked: AskedDeletion): Promise<AccountDeletion> =>
  bodyOf(api.put('/api/v1/me/deletion', { body: asked }));

export const callOffDeletion = (): Promise<unknown> => bodyOf(api.delete('/api/v1/me/deletion', {}));
