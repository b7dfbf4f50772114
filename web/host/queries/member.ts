import { queryOptions } from '@tanstack/react-query';
import type { Member } from '#web/api/schemas.ts';
import { membersKey } from './account.ts';
import { allPages, api, bodyOf } from './api.ts';

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
});

export const changeMemberRole = (memberId: string, role: Member['role']): Promise<Member> =>
  bodyOf(api.put('/api/v1/members/{memberId}/role', { params: { path: { memberId } }, body: { role } }));
