import { queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { HostAnswer, Link, LinkInput } from '#web/api/schemas.ts';
import { allPages, api, bodyOf, type Versioned, versionedBodyOf } from './api.ts';
import { atTime, ofNouns, ofOne } from './touched.ts';

export const linksKey = ['links'] as const;

/** The list shows how many bookings each link has, so a change of a booking touches it as well. */
export const linkListQuery = queryOptions({
  queryKey: [...linksKey, 'list'],
  queryFn: ({ signal }) =>
    allPages((cursor) => api.get('/api/v1/links', { signal, params: { query: { limit: 100, ...cursor } } })),
  meta: { touchedBy: ofNouns('link', 'booking') },
});

/** Own links whose pages are gone and whose bookings live on. */
export const archivedLinksQuery = queryOptions({
  queryKey: [...linksKey, 'archived'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      api.get('/api/v1/links', { signal, params: { query: { limit: 100, archived: 'true', ...cursor } } }),
    ),
  meta: { touchedBy: ofNouns('link') },
});

export const linkQuery = (linkId: string) =>
  queryOptions({
    queryKey: [...linksKey, 'detail', linkId],
    queryFn: ({ signal }) =>
      versionedBodyOf(api.get('/api/v1/links/{linkId}', { signal, params: { path: { linkId } } })),
    meta: { touchedBy: ofOne('link', linkId) },
  });

export const createLink = (attempt: Attempts, input: LinkInput): Promise<Link> =>
  bodyOf(
    attempt(input, (key) =>
      api.post('/api/v1/links', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    ),
  );

/** Refused with `precondition_failed` when the link is no longer the version `etag` names. */
export const updateLink = (
  linkId: string,
  etag: string,
  patch: Partial<LinkInput>,
): Promise<Versioned<Link>> =>
  versionedBodyOf(
    api.patch('/api/v1/links/{linkId}', {
      params: { path: { linkId }, header: { 'If-Match': etag } },
      body: patch,
    }),
  );

/** The list carries no ETags: reads the current version first, then switches. */
export const switchLink = async (linkId: string, isActive: boolean): Promise<Link> => {
  const current = await versionedBodyOf(api.get('/api/v1/links/{linkId}', { params: { path: { linkId } } }));
  return (await updateLink(linkId, current.etag, { isActive })).value;
};

const ofLink = (linkId: string) => ({ params: { path: { linkId } } });

export const archiveLink = (linkId: string): Promise<Link> =>
  bodyOf(api.post('/api/v1/links/{linkId}/archive', { ...ofLink(linkId), body: {} }));

export const restoreLink = (linkId: string): Promise<Link> =>
  bodyOf(api.post('/api/v1/links/{linkId}/restore', { ...ofLink(linkId), body: {} }));

/** Refused with `has_bookings` for one that was ever booked. */
export const deleteLink = (linkId: string): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/links/{linkId}', ofLink(linkId)));

export const duplicateLink = (attempt: Attempts, linkId: string): Promise<Link> =>
  bodyOf(
    attempt(linkId, (key) =>
      api.post('/api/v1/links/{linkId}/duplicate', {
        params: { path: { linkId }, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );

export const orderLinks = (linkIds: string[]): Promise<undefined> =>
  bodyOf(api.put('/api/v1/link-order', { body: { linkIds } }));

/** Links of others that I am asked to host, or host. */
export const hostRequestsQuery = queryOptions({
  queryKey: [...linksKey, 'host-requests'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      api.get('/api/v1/host-requests', { signal, params: { query: { limit: 100, ...cursor } } }),
    ),
  meta: { touchedBy: ofNouns('link') },
});

export const answerHostRequest = (hostRequestId: string, answer: HostAnswer) =>
  bodyOf(
    api.put('/api/v1/host-requests/{hostRequestId}/answer', {
      params: { path: { hostRequestId } },
      body: { answer },
    }),
  );

const minuteMs = 60_000;

/** Why guests are or are not offered a time: rules, hours and whatever else takes place then. */
export const explanationQuery = (linkId: string, start: string, durationMinutes: number) => {
  const from = Date.parse(start);
  return queryOptions({
    queryKey: [...linksKey, 'explain', linkId, start, durationMinutes],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/links/{linkId}/explain', {
          signal,
          params: { path: { linkId }, query: { start, durationMinutes } },
        }),
      ),
    staleTime: 0,
    meta: { touchedBy: atTime({ from, to: from + durationMinutes * minuteMs }) },
  });
};

export type SlotsOfDay = { linkId: string; durationMinutes: number; date: string; timeZone: string };

/** Times of one day that guests are, or would be, offered. */
export const linkSlotsQuery = ({ linkId, durationMinutes, date, timeZone }: SlotsOfDay) =>
  queryOptions({
    queryKey: [...linksKey, 'slots', linkId, durationMinutes, date, timeZone],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/links/{linkId}/slots', {
          signal,
          params: { path: { linkId }, query: { from: date, to: date, timeZone, durationMinutes } },
        }),
      ),
    staleTime: 0,
    meta: { touchedBy: ofNouns('booking', 'link', 'schedule', 'calendar') },
  });
