import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { recoveryCodes, secondFactors } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { waitAfter } from '#domain/sign-in/tries.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';
import { digitsOf, hashOfRecoveryCode, stepOf } from './codes.ts';

export type SecondFactorDeps = { authDb: Database; secrets: SecretBox; now: () => number };

/** Seeds are of no tenant: a person has one in all of them. */
export const seedPlace = (userId: string): SecretPlace => ({
  tenantId: 'auth',
  table: 'second_factors',
  column: 'seed',
  rowId: userId,
});

type Row = typeof secondFactors.$inferSelect;

/** Whether an identity is asked for a code when it signs in. */
export const hasSecondFactor = async (authDb: Database, userId: string): Promise<boolean> => {
  const [row] = await authDb
    .select({ enabledAt: secondFactors.enabledAt })
    .from(secondFactors)
    .where(eq(secondFactors.userId, userId));
  return row?.enabledAt != null;
};

/** Uses a recovery code up; false for one that is none or was used. */
const redeem = async (tx: Transaction, row: Row, typed: string, now: number): Promise<boolean> => {
  const codeHash = hashOfRecoveryCode(typed);
  if (codeHash === null || row.enabledAt === null) return false;
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: new Date(now) })
    .where(
      and(
        eq(recoveryCodes.userId, row.userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ codeHash: recoveryCodes.codeHash });
  return used.length > 0;
};

/** What a try of a code comes to; null for one that is wrong. */
const judge = async (
  tx: Transaction,
  secrets: SecretBox,
  row: Row,
  { typed, now }: { typed: string; now: number },
): Promise<{ lastStep: number } | null> => {
  const digits = digitsOf(typed);
  if (digits === null) return (await redeem(tx, row, typed, now)) ? { lastStep: row.lastStep } : null;
  const step = stepOf(secrets.open(seedPlace(row.userId), row.seed), digits, now);
  return step !== null && step > row.lastStep ? { lastStep: step } : null;
};

type Given = { userId: string; typed: string; isFirst: boolean };
type Outcome = 'right' | 'wrong' | { waitMs: number };

const tryCode = async (deps: SecondFactorDeps, { userId, typed, isFirst }: Given): Promise<Outcome> =>
  deps.authDb.transaction(async (tx) => {
    const now = deps.now();
    const mine = eq(secondFactors.userId, userId);
    const [row] = await tx.select().from(secondFactors).where(mine).for('update');
    if (row === undefined || (row.enabledAt === null && !isFirst)) return 'wrong';
    const waitMs = (row.blockedUntil?.getTime() ?? 0) - now;
    if (waitMs > 0) return { waitMs };
    const right = await judge(tx, deps.secrets, row, { typed, now });
    if (right !== null) {
      await tx
        .update(secondFactors)
        .set({ ...right, failures: 0, blockedUntil: null })
        .where(mine);
      return 'right';
    }
    const failures = row.failures + 1;
    const blockedUntil = new Date(now + waitAfter(failures));
    await tx.update(secondFactors).set({ failures, blockedUntil }).where(mine);
    return 'wrong';
  });

/**
 * Accepts a code of the app or a recovery code of an identity, each of them once; of two who show the same at once one
 * succeeds. `invalid_request` for a wrong one, and for any as long as no code is asked for, unless it is the `first` that is to
 * change that; `rate_limited` after several, for longer each time.
 */
export const requireCode = async (
  deps: SecondFactorDeps,
  userId: string,
  typed: string,
  use?: 'first',
): Promise<void> => {
  const outcome = await tryCode(deps, { userId, typed, isFirst: use === 'first' });
  if (outcome === 'right') return;
  if (outcome === 'wrong')
    throw new AppError('invalid_request', 'The code is wrong.', {
      errors: [{ pointer: '/code', message: 'is wrong or was used already' }],
    });
  const retryAfterSeconds = Math.ceil(outcome.waitMs / 1000);
  throw new AppError('rate_limited', `Too many wrong codes; try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  });
};
