import { randomUUID } from 'node:crypto';
import { and, count, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { accounts, passkeys, users } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { type IdentityVendor, identityVendors } from '#domain/vendors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type Known, passwordProvider } from '../identity.ts';
import { recordOfPerson, requireSignIn } from '../record-of-person.ts';

/** An account at a vendor, as it is kept. */
export type VendorAccount = { vendor: IdentityVendor; subject: string; label: string };

const isOf = (userId: string, vendor: IdentityVendor) =>
  and(eq(accounts.userId, userId), eq(accounts.providerId, vendor));

/** Who signs in with an account at a vendor, which is used now; null when nobody does. Epoch milliseconds. */
export const useVendorAccount = async (
  authDb: Database,
  { vendor, subject, label }: VendorAccount,
  now: number,
): Promise<Known | null> => {
  const [used] = await authDb
    .update(accounts)
    .set({ label, lastUsedAt: new Date(now) })
    .where(and(eq(accounts.providerId, vendor), eq(accounts.accountId, subject)))
    .returning({ userId: accounts.userId });
  if (used === undefined) return null;
  const [known] = await authDb
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, used.userId));
  return known ?? null;
};

/**
 * Lets somebody sign in with an account at a vendor from now on. `taken` where somebody else does, `other_account` where they do
 * with another account there; one that is theirs already stays so.
 */
export const connectVendorAccount = (
  authDb: Database,
  userId: string,
  { vendor, subject, label }: VendorAccount,
): Promise<'connected' | 'taken' | 'other_account'> =>
  authDb.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    const [own] = await tx.select({ subject: accounts.accountId }).from(accounts).where(isOf(userId, vendor));
    if (own !== undefined) return own.subject === subject ? 'connected' : 'other_account';
    const made = await tx
      .insert(accounts)
      .values({ id: randomUUID(), userId, providerId: vendor, accountId: subject, label })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    return made.length > 0 ? 'connected' : 'taken';
  });

/** In how many ways somebody can sign in. */
const countWays = async (tx: Database | Transaction, userId: string): Promise<number> => {
  const [[kept], [unlocked]] = await Promise.all([
    tx.select({ ways: count() }).from(accounts).where(eq(accounts.userId, userId)),
    tx.select({ ways: count() }).from(passkeys).where(eq(passkeys.userId, userId)),
  ]);
  return (kept?.ways ?? 0) + (unlocked?.ways ?? 0);
};

/** One vendor that people can sign in with here, and the caller's account there. (contract `ConnectedSignIn`) */
type ConnectedSignIn = {
  vendor: IdentityVendor;
  account: { label: string; connectedAt: string; lastUsedAt: string | null; isLastWayIn: boolean } | null;
};

type ConnectedSignIns = { items: ConnectedSignIn[]; nextCursor: null; hasPassword: boolean };

/**
 * With which vendors the caller can sign in and as whom, and whether they have a password. Vendors that are not configured any
 * more can still be disconnected.
 */
export const listConnectedSignIns = async (
  ctx: ServiceContext,
  authDb: Database,
  configured: readonly IdentityVendor[],
): Promise<ConnectedSignIns> => {
  const { userId } = requirePermission(ctx, 'account.read');
  const [rows, ways] = await Promise.all([
    authDb.select().from(accounts).where(eq(accounts.userId, userId)),
    countWays(authDb, userId),
  ]);
  const items = identityVendors.flatMap((vendor): ConnectedSignIn[] => {
    const row = rows.find(({ providerId }) => providerId === vendor);
    if (row === undefined) return configured.includes(vendor) ? [{ vendor, account: null }] : [];
    const account = {
      label: row.label ?? '',
      connectedAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      isLastWayIn: ways < 2,
    };
    return [{ vendor, account }];
  });
  return {
    items,
    nextCursor: null,
    hasPassword: rows.some(({ providerId }) => providerId === passwordProvider),
  };
};

/** Takes a vendor away from how the caller signs in; `last_way_in` when there is no other. */
export const disconnectSignIn = async (
  ctx: ServiceContext,
  authDb: Database,
  vendor: IdentityVendor,
): Promise<void> => {
  const { userId } = requireSignIn(ctx);
  await authDb.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    const ways = await countWays(tx, userId);
    const removed = await tx.delete(accounts).where(isOf(userId, vendor)).returning({ one: sql`1` });
    if (removed.length === 0) throw new AppError('not_found', 'You do not sign in with this.');
    if (ways < 2) throw new AppError('last_way_in', 'You could not sign in any more.');
  });
  await recordOfPerson(ctx, 'person.disconnect_sign_in', { vendor });
};
