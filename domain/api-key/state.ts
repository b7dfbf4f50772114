export const keyStates = ['active', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

type Ends = { revokedAt: number | null; expiresAt: number | null };

/** A key is good up to the moment it expires at, and not at that moment. */
export const keyStateOf = ({ revokedAt, expiresAt }: Ends, now: number): KeyState => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
};
