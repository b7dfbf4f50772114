import type { Me } from '#web/api/schemas.ts';

/** Whether a member acts for everybody in their organisation, not only for themselves. */
export const actsForAll = ({ member }: Pick<Me, 'member'>): boolean =>
  member.role === 'owner' || member.role === 'admin';
