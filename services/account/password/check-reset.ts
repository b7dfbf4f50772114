import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { isResetOpen, openReset, type ResetClaims } from './reset-token.ts';

type PersonRow = typeof persons.$inferSelect;

/** What a link of ours says; `not_found` for any other, which learns nothing. */
export const requireResetClaims = (signed: SignedText, token: string): ResetClaims => {
  const claims = openReset(signed, token);
  if (claims === null) throw new AppError('not_found', 'This link is not known.');
  return claims;
};

/** Throws `link_expired` for a link that was used, is over or was overtaken by another new password. */
export const requireResetOpen = (
  claims: ResetClaims,
  person: PersonRow | undefined,
  now: number,
): PersonRow => {
  if (person === undefined || !isResetOpen(claims, person.passwordSetAt, now))
    throw new AppError('link_expired', 'This link has been used or has expired.');
  return person;
};

export const findResetPerson = (tx: Transaction, { personId }: ResetClaims) =>
  tx.select().from(persons).where(eq(persons.id, personId));

/** Says whether a link to choose a new password works still, without using it up; whose it is stays unsaid. Refuses as using it would. */
export const checkReset = async (
  { db, now, signed }: Pick<ServiceContext, 'db' | 'now'> & { signed: SignedText },
  token: string,
): Promise<void> => {
  const claims = requireResetClaims(signed, token);
  const [person] = await withTenant(db, claims.tenantId, (tx) => findResetPerson(tx, claims));
  requireResetOpen(claims, person, now());
};
