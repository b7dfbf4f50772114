import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import { identityVendors } from '#domain/vendors.ts';
import { keepBegun, readBegun, takeBegun } from '../sign-in/begun.ts';

const lifeMs = 30 * 60_000;

const Newcomer = z.object({
  /** The identity that will be made. */
  userId: z.string(),
  vendor: z.enum(identityVendors),
  subject: z.string(),
  email: z.string(),
  name: z.string(),
});
/** Somebody whom a vendor has named, with a verified address, and whom nobody knows here yet. */
export type Newcomer = z.output<typeof Newcomer>;

const nameOf = (token: string): string =>
  `vendor_newcomer/${createHash('sha256').update(token).digest('base64url')}`;

/** They have half an hour to say which organisation is to be theirs; the token grants nothing else. */
export const keepNewcomer = async (authDb: Database, newcomer: Newcomer, now: number): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const value = JSON.stringify(newcomer);
  await keepBegun(authDb, { name: nameOf(token), value, expiresAt: now + lifeMs });
  return token;
};

/** Whom a token names; `link_expired` for one that is over, used or none. */
export const readNewcomer = async (authDb: Database, token: string, now: number): Promise<Newcomer> => {
  const found = await readBegun(authDb, nameOf(token), now);
  if (found === null) throw new AppError('link_expired', 'Sign in again.', { extra: { reason: 'expired' } });
  return Newcomer.parse(JSON.parse(found));
};

export const endNewcomer = async (authDb: Database, token: string, now: number): Promise<void> => {
  await takeBegun(authDb, nameOf(token), now);
};
