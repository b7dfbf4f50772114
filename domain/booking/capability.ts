/** What a guest's signed token was made for. `manage` opens all of the booking, the others only what they are named for. */
export const tokenPurposes = ['manage', 'view', 'reschedule', 'cancel', 'ics', 'hold'] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

/** What a guest's signed token says. */
export type TokenClaims<Purpose extends TokenPurpose = TokenPurpose> = {
  tenantId: string;
  bookingId: string;
  purpose: Purpose;
  /** Epoch milliseconds. */
  expiresAt: number;
};
