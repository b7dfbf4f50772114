export const invitationStates = ['open', 'accepted', 'withdrawn'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** How long the link of an invitation works. */
export const invitationDays = 7;

/** Why the link of an invitation leads nowhere any more. */
export const invitationEnds = ['expired', 'accepted', 'withdrawn', 'replaced'] as const;
export type InvitationEnd = (typeof invitationEnds)[number];

/** Why a link of this version leads nowhere, or null while it does. Times are epoch milliseconds. */
export const endOf = (
  invitation: { state: InvitationState; version: number; expiresAt: number },
  version: number,
  now: number,
): InvitationEnd | null => {
  if (invitation.state !== 'open') return invitation.state;
  if (invitation.version !== version) return 'replaced';
  return invitation.expiresAt <= now ? 'expired' : null;
};
