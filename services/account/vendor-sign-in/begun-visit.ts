import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { vendorPurposes } from '#domain/identity/types.ts';
import { identityVendors } from '#domain/vendors.ts';
import type { SignedText } from '#services/signed-text.ts';
import { keepBegun, takeBegun } from '../sign-in/begun.ts';

/** How long somebody may stay at the vendor. */
export const visitMinutes = 10;

const Visit = z.object({
  vendor: z.enum(identityVendors),
  purpose: z.enum(vendorPurposes),
  /** Epoch milliseconds. */
  at: z.number(),
  /** Under which sign-in, and so by whom, it was begun; null for those who are not signed in. */
  signInId: z.string().nullable(),
  /** Where they go afterwards: a path of the host app. */
  redirect: z.string(),
  locale: z.enum(['en', 'vi']),
  timeZone: z.string(),
});
export type Visit = z.output<typeof Visit>;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const nameOf = (state: string): string => `vendor_visit/${hashOf(state)}`;

/** What belongs to a visit and is kept nowhere: it comes of the state, for whoever has the installation's secret. */
export const secretsOf = (signed: SignedText, state: string) => {
  const codeVerifier = hashOf(signed.seal('vendor_verifier', state));
  return {
    codeVerifier,
    codeChallenge: hashOf(codeVerifier),
    nonce: hashOf(signed.seal('vendor_nonce', state)),
  };
};

/** Somebody goes to a vendor. The state comes back with them, once. */
export const beginVisit = async (authDb: Database, visit: Visit): Promise<string> => {
  const state = randomBytes(32).toString('base64url');
  const expiresAt = visit.at + visitMinutes * 60_000;
  await keepBegun(authDb, { name: nameOf(state), value: JSON.stringify(visit), expiresAt });
  return state;
};

/** Uses a state up; null for one that is over, was used before or was never ours. */
export const endVisit = async (authDb: Database, state: string, now: number): Promise<Visit | null> => {
  const found = await takeBegun(authDb, nameOf(state), now);
  return found === null ? null : Visit.parse(JSON.parse(found));
};
