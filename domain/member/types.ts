/** What a member may be in a tenant [TEN-4]. */
export const memberRoles = ['owner', 'admin', 'host', 'viewer'] as const;
export type MemberRole = (typeof memberRoles)[number];
