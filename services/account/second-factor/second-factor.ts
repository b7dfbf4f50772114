import { and, count, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { SecondFactor, SecondFactorSetup } from '#contracts/sign-in/second-factor.ts';
import type { Transaction } from '#db/client.ts';
import { recoveryCodes, secondFactors, users } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { recordOfPerson, requireSignIn } from '../record-of-person.ts';
import { requireCode, type SecondFactorDeps, seedPlace } from './check-code.ts';
import { hashOfRecoveryCode, newRecoveryCodes, newSeed, seedAddress } from './codes.ts';

/** Whether the caller is asked for a code, since when, and how many recovery codes are left. */
export const getSecondFactor = async (
  ctx: ServiceContext,
  { authDb }: SecondFactorDeps,
): Promise<z.input<typeof SecondFactor>> => {
  const { userId } = requirePermission(ctx, 'account.read');
  const unused = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));
  const [[row], [left]] = await Promise.all([
    authDb
      .select({ enabledAt: secondFactors.enabledAt })
      .from(secondFactors)
      .where(eq(secondFactors.userId, userId)),
    authDb.select({ count: count() }).from(recoveryCodes).where(unused),
  ]);
  const enabledAt = row?.enabledAt ?? null;
  return {
    enabledAt: enabledAt?.toISOString() ?? null,
    recoveryCodesLeft: enabledAt === null ? 0 : (left?.count ?? 0),
  };
};

const alreadyEnabled = () => new AppError('already_enabled', 'Turn the second factor off first.');

/** Gives the caller a seed for an app; nobody is asked for a code of it before one was shown. `already_enabled` when one is in use. */
export const setUpSecondFactor = async (
  ctx: ServiceContext,
  { authDb, secrets }: SecondFactorDeps,
): Promise<z.input<typeof SecondFactorSetup>> => {
  const { userId } = requireSignIn(ctx);
  const seed = newSeed();
  const sealed = secrets.seal(seedPlace(userId), seed);
  const anew = { seed: sealed, lastStep: 0, failures: 0, blockedUntil: null };
  const [user] = await authDb.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const kept = await authDb
    .insert(secondFactors)
    .values({ userId, ...anew })
    .onConflictDoUpdate({
      target: secondFactors.userId,
      set: anew,
      setWhere: isNull(secondFactors.enabledAt),
    })
    .returning({ userId: secondFactors.userId });
  if (kept.length === 0) throw alreadyEnabled();
  return { secret: seed, address: seedAddress(seed, user?.email ?? '') };
};

/** Gives an identity other recovery codes: those it had before are of no use any more. */
const replaceCodes = async (tx: Transaction, userId: string): Promise<string[]> => {
  const codes = newRecoveryCodes();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: hashOfRecoveryCode(code) ?? '' })));
  return codes;
};

/** Asks for a code at every sign-in from now on, once the caller's app has made one; answers the recovery codes, this once. */
export const enableSecondFactor = async (
  ctx: ServiceContext,
  deps: SecondFactorDeps,
  code: string,
): Promise<string[]> => {
  const { userId } = requireSignIn(ctx);
  await requireCode(deps, userId, code, 'first');
  const codes = await deps.authDb.transaction(async (tx) => {
    const enabled = await tx
      .update(secondFactors)
      .set({ enabledAt: new Date(ctx.now()) })
      .where(and(eq(secondFactors.userId, userId), isNull(secondFactors.enabledAt)))
      .returning({ userId: secondFactors.userId });
    if (enabled.length === 0) throw alreadyEnabled();
    return replaceCodes(tx, userId);
  });
  await recordOfPerson(ctx, 'person.enable_second_factor');
  return codes;
};

/** Gives the caller other recovery codes, this once; a code is asked for, so that nobody takes them from an open browser. */
export const renewRecoveryCodes = async (
  ctx: ServiceContext,
  deps: SecondFactorDeps,
  code: string,
): Promise<string[]> => {
  const { userId } = requireSignIn(ctx);
  await requireCode(deps, userId, code);
  const codes = await deps.authDb.transaction((tx) => replaceCodes(tx, userId));
  await recordOfPerson(ctx, 'person.renew_recovery_codes');
  return codes;
};

/** Asks for no code any more, once one was shown. */
export const disableSecondFactor = async (
  ctx: ServiceContext,
  deps: SecondFactorDeps,
  code: string,
): Promise<void> => {
  const { userId } = requireSignIn(ctx);
  await requireCode(deps, userId, code);
  await deps.authDb.transaction(async (tx) => {
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await tx.delete(secondFactors).where(eq(secondFactors.userId, userId));
  });
  await recordOfPerson(ctx, 'person.disable_second_factor');
};
