import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { idempotencyRecords } from '#db/schema/operation.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { ServiceContext } from './context.ts';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
};

/** SHA-256 of a JSON value, independent of the order of its keys. */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex');

export type StoredAnswer = { status: number; body: unknown };

const staleAfterMs = 60_000;

/**
 * Runs a write once per (tenant, operation, actor, key): a repeat with the same request gets the stored answer, with
 * another request `idempotency_key_reused`, while the first still runs `idempotency_in_progress`. A refused or crashed
 * first try leaves nothing behind, so that it can be repeated.
 */
export const runIdempotently = async (
  ctx: ServiceContext,
  input: { operation: string; key: string; request: unknown },
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> => {
  const actorId = ctx.actor.kind === 'member' ? ctx.actor.memberId : ctx.actor.kind;
  const keyHash = hashOf(input.key);
  const requestHash = hashOf(input.request);
  const row = { tenantId: ctx.tenantId, operation: input.operation, actorId, keyHash };
  const mine = and(
    eq(idempotencyRecords.tenantId, row.tenantId),
    eq(idempotencyRecords.operation, row.operation),
    eq(idempotencyRecords.actorId, row.actorId),
    eq(idempotencyRecords.keyHash, row.keyHash),
  );
  const existing = await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const inserted = await tx
      .insert(idempotencyRecords)
      .values({ ...row, requestHash })
      .onConflictDoNothing()
      .returning({ keyHash: idempotencyRecords.keyHash });
    if (inserted.length > 0) return null;
    const [found] = await tx.select().from(idempotencyRecords).where(mine).for('update');
    if (found === undefined) return null;
    if (
      found.status === null &&
      found.requestHash === requestHash &&
      ctx.now() - found.createdAt > staleAfterMs
    ) {
      await tx.update(idempotencyRecords).set({ createdAt: sql`now()` }).where(mine);
      return null;
    }
    return found;
  });
  if (existing !== null) {
    if (existing.requestHash !== requestHash)
      throw new AppError('idempotency_key_reused', 'Use a new key for a new request.', {
        errors: [{ pointer: '#header/Idempotency-Key', message: 'was used before with a different request' }],
      });
    if (existing.status === null)
      throw new AppError('idempotency_in_progress', 'The first request with this key has not ended yet.', {
        retryAfterSeconds: 1,
      });
    return { status: existing.status, body: existing.response, replayed: true };
  }
  try {
    const answer = await work();
    await withTenant(ctx.db, ctx.tenantId, (tx) =>
      tx
        .update(idempotencyRecords)
        .set({ status: answer.status, response: answer.body ?? null })
        .where(mine),
    );
    return { ...answer, replayed: false };
  } catch (error) {
    await withTenant(ctx.db, ctx.tenantId, (tx) => tx.delete(idempotencyRecords).where(mine)).catch(
      () => undefined,
    );
    throw error;
  }
};
