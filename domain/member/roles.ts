import { type MemberRole, memberRoles } from './types.ts';

const rank = (role: MemberRole): number => memberRoles.indexOf(role);

/** Nobody gives a role above their own. */
export const mayGive = (by: MemberRole, role: MemberRole): boolean => rank(by) <= rank(role);

/** Nobody changes somebody above them. */
export const mayManage = (by: MemberRole, of: MemberRole): boolean => rank(by) <= rank(of);
