/** What a guest's signed token of a booking was made for. `manage` opens all of it, the others only what they are named for. */
const bookingPurposes = ['manage', 'view', 'reschedule', 'cancel', 'ics', 'hold'] as const;
export type BookingPurpose = (typeof bookingPurposes)[number];
/** `data` opens what an organisation keeps of a guest, over all bookings. */
export const tokenPurposes = [...bookingPurposes, 'data'] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

type Claims<Purpose extends TokenPurpose> = {
  tenantId: string;
  purpose: Purpose;
  /** Epoch milliseconds. */
  expiresAt: number;
};

/** What a guest's signed token says: one for data names who has asked for it. */
export type TokenClaims<Purpose extends TokenPurpose = TokenPurpose> =
  | ([Extract<Purpose, BookingPurpose>] extends [never]
      ? never
      : Claims<Extract<Purpose, BookingPurpose>> & { bookingId: string })
  | ([Extract<Purpose, 'data'>] extends [never] ? never : Claims<'data'> & { guestRequestId: string });
