import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { Invitation } from '#web/api/schemas.ts';
import { api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

export const invitationsKey = ['invitations'] as const;

export const invitationListQuery = infiniteQueryOptions({
  queryKey: [...invitationsKey, 'list'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/invitations', {
        signal,
        params: { query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  // Whoever comes in is invited no longer.
  meta: { touchedBy: ofNouns('member') },
});

type NewInvitation = { email: string; role: Invitation['role'] };

export const inviteMember = (attempt: Attempts, asked: NewInvitation): Promise<Invitation> =>
  bodyOf(
    attempt(asked, (key) =>
      api.post('/api/v1/invitations', { params: { header: { 'Idempotency-Key': key } }, body: asked }),
    ),
  );

export const sendInvitationAgain = (attempt: Attempts, invitationId: string): Promise<Invitation> =>
  bodyOf(
    attempt(invitationId, (key) =>
      api.post('/api/v1/invitations/{invitationId}/send-again', {
        params: { path: { invitationId }, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );

export const withdrawInvitation = (invitationId: string): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/invitations/{invitationId}', { params: { path: { invitationId } } }));

/** What the link leads to; `link_expired` with a reason, or `not_found`, when it leads nowhere. */
export const openInvitationQuery = (token: string) =>
  queryOptions({
    queryKey: [...invitationsKey, 'open', token],
    queryFn: ({ signal }) => bodyOf(api.post('/api/v1/invitations/open', { signal, body: { token } })),
  });

type Zone = { timeZone: string; locale: 'en' | 'vi' };

/** Makes who is signed in a member. */
export const acceptInvitation = (asked: { token: string } & Zone) =>
  bodyOf(api.post('/api/v1/invitations/accept', { body: asked }));

/** Makes somebody with a new account a member; they sign in afterwards. */
export const joinByInvitation = (asked: { token: string; name: string; password: string } & Zone) =>
  bodyOf(api.post('/api/v1/invitations/join', { body: asked }));
