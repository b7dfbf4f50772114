import { queryOptions } from '@tanstack/react-query';
import type { Attempts } from './attempt.ts';
import { allPages, api, bodyOf, done, versionedBodyOf } from './client.ts';
import type { Link, LinkInput } from './schemas.ts';

export const linksKey = ['links'] as const;

export const linkListQuery = queryOptions({
  queryKey: [...linksKey, 'list'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      bodyOf(
        api.GET('/api/v1/links', { signal, params: { query: { limit: 100, ...(cursor && { cursor }) } } }),
      ),
    ),
});

export const linkQuery = (linkId: string) =>
  queryOptions({
    queryKey: [...linksKey, 'detail', linkId],
    queryFn: ({ signal }) =>
      versionedBodyOf(api.GET('/api/v1/links/{linkId}', { signal, params: { path: { linkId } } })),
  });

export const createLink = (attempts: Attempts, input: LinkInput): Promise<Link> =>
  attempts.run(input, (key) =>
    bodyOf(api.POST('/api/v1/links', { params: { header: { 'Idempotency-Key': key } }, body: input })),
  );

/** Refused with `precondition_failed` when the link is no longer the version `etag` names. */
export const updateLink = (
  linkId: string,
  etag: string,
  patch: Partial<LinkInput>,
): Promise<{ value: Link; etag: string }> =>
  versionedBodyOf(
    api.PATCH('/api/v1/links/{linkId}', {
      params: { path: { linkId }, header: { 'If-Match': etag } },
      body: patch,
    }),
  );

/** The list carries no ETags: reads the current version first, then switches. */
export const switchLink = async (linkId: string, isActive: boolean): Promise<Link> => {
  const current = await versionedBodyOf(api.GET('/api/v1/links/{linkId}', { params: { path: { linkId } } }));
  return (await updateLink(linkId, current.etag, { isActive })).value;
};

export const archiveLink = (linkId: string): Promise<void> =>
  done(api.DELETE('/api/v1/links/{linkId}', { params: { path: { linkId } } }));

export const explanationQuery = (linkId: string, start: string, durationMinutes: number) =>
  queryOptions({
    queryKey: [...linksKey, 'explain', linkId, start, durationMinutes],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/links/{linkId}/explain', {
          signal,
          params: { path: { linkId }, query: { start, durationMinutes } },
        }),
      ),
    staleTime: 0,
  });
