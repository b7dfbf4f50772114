import { queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { Departure, Member, SignInPolicy } from '#web/api/schemas.ts';
import { membersKey } from './account/account.ts';
import { allPages, api, bodyOf } from './api.ts';
import { ofNouns } from './touched.ts';

/** Everybody who belongs to the organisation, those who are deactivated included. */
export const allMembersQuery = queryOptions({
  queryKey: [...membersKey, 'all'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      api.get('/api/v1/members', {
        signal,
        params: { query: { limit: 100, deactivated: 'include', ...cursor } },
      }),
    ),
  meta: { touchedBy: ofNouns('member') },
});

export const changeMemberRole = (memberId: string, role: Member['role']): Promise<Member> =>
  bodyOf(api.put('/api/v1/members/{memberId}/role', { params: { path: { memberId } }, body: { role } }));

export const reactivateMember = (memberId: string): Promise<Member> =>
  bodyOf(api.post('/api/v1/members/{memberId}/reactivate', { params: { path: { memberId } }, body: {} }));

/** Gives a frozen member the place of another one. */
export const unfreezeMember = (memberId: string, insteadOf: string): Promise<Member> =>
  bodyOf(
    api.post('/api/v1/members/{memberId}/unfreeze', { params: { path: { memberId } }, body: { insteadOf } }),
  );

/** What a member's going would concern. */
export const departurePreviewQuery = (memberId: string) =>
  queryOptions({
    queryKey: [...membersKey, 'preview', memberId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.get('/api/v1/members/{memberId}/departure-preview', { signal, params: { path: { memberId } } }),
      ),
    staleTime: 0,
  });

const settlingMs = 2_000;

/** The latest departures; read again while bookings are being settled. */
export const departuresQuery = queryOptions({
  queryKey: [...membersKey, 'departures'],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.get('/api/v1/departures', { signal, params: { query: { limit: 5 } } }))).items,
  meta: { touchedBy: ofNouns('member') },
  refetchInterval: ({ state }) =>
    state.data?.some((departure) => departure.state === 'open') === true ? settlingMs : false,
});

export type DepartureKind = Departure['kind'];
type Plan = { plan: Departure['plan']; toMemberId?: string };

/** Ends a membership, or lets it rest, with what becomes of the bookings ahead. */
export const depart = (
  attempt: Attempts,
  { memberId, kind, ...plan }: { memberId: string; kind: DepartureKind } & Plan,
): Promise<Departure> => {
  if (kind === 'leave') return bodyOf(api.post('/api/v1/me/leave', { body: plan }));
  const path = `/api/v1/members/{memberId}/${kind}` as const;
  return bodyOf(
    attempt({ memberId, kind, ...plan }, (key) =>
      api.post(path, { params: { path: { memberId }, header: { 'Idempotency-Key': key } }, body: plan }),
    ),
  );
};

export const signInPolicyQuery = queryOptions({
  queryKey: ['sign-in-policy'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/sign-in-policy', { signal })),
  meta: { touchedBy: ofNouns('tenant') },
});

export const setSignInPolicy = (policy: SignInPolicy): Promise<SignInPolicy> =>
  bodyOf(api.put('/api/v1/sign-in-policy', { body: policy }));
