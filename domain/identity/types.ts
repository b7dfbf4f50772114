/** What somebody goes to a vendor for: to sign in, to connect an account there to their own, to show once more that it is them. */
export const vendorPurposes = ['sign_in', 'connect', 'confirm'] as const;
export type VendorPurpose = (typeof vendorPurposes)[number];

/** Why somebody who comes back from a vendor is not let in, as our page says it. */
export const vendorRefusals = [
  /** They have called it off. */
  'denied',
  /** The question is over, was answered before, or was asked in another browser. */
  'expired',
  /** The vendor does not answer. */
  'unavailable',
  /** What the vendor says is not to be believed. */
  'not_proven',
  /** Nobody has shown that the address there is theirs. */
  'unverified',
  /** The account of that address asks for a second factor: its owner connects the two. */
  'connect_first',
  /** Nobody signs in here with it, and the installation lets nobody register. */
  'no_account',
  /** The account of that address is connected with another account there. */
  'other_account',
  /** It belongs to somebody else here. */
  'taken',
] as const;
export type VendorRefusal = (typeof vendorRefusals)[number];
