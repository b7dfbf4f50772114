import type { Member } from '#web/api/schemas.ts';

export type Role = Member['role'];

/** From the highest to the lowest. */
export const roles = ['owner', 'admin', 'host', 'viewer'] as const satisfies readonly Role[];

/** The roles that somebody can give: none above their own. */
export const rolesBelow = (own: Role): readonly Role[] => roles.slice(roles.indexOf(own));
