import { and, eq, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { ApiKey } from '#contracts/api-key/api-key.ts';
import type { Transaction } from '#db/client.ts';
import { apiKeys, memberProfiles } from '#db/schema/tenant.ts';
import { keyStateOf } from '#domain/api-key/state.ts';
import { AppError } from '#domain/errors.ts';
import { actsForAll, isPermitted, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

export type ApiKeyView = z.input<typeof ApiKey>;
type KeyRow = typeof apiKeys.$inferSelect;
export type LoadedKey = { id: string; key: KeyRow; madeBy: string | null };

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

export const toView = ({ key, madeBy }: LoadedKey, now: number): ApiKeyView => ({
  id: key.id,
  name: key.name,
  owner: key.memberId === null ? 'tenant' : 'me',
  scopes: key.scopes,
  state: keyStateOf(key, now),
  createdBy: { id: key.createdBy, name: madeBy },
  createdAt: new Date(key.createdAt).toISOString(),
  expiresAt: iso(key.expiresAt),
  revokedAt: iso(key.revokedAt),
  formerUntil: key.formerUntil !== null && key.formerUntil > now ? iso(key.formerUntil) : null,
  lastUsedAt: iso(key.lastUsedAt),
  lastUsedFrom: key.lastUsedFrom,
});

/** Keys with the name of who made them, as long as it is known. */
export const selectKeys = (tx: Transaction, tenantId: string, which: SQL | undefined) =>
  tx
    .select({ id: apiKeys.id, key: apiKeys, madeBy: memberProfiles.name })
    .from(apiKeys)
    .leftJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, apiKeys.tenantId), eq(memberProfiles.id, apiKeys.createdBy)),
    )
    .where(and(eq(apiKeys.tenantId, tenantId), which));

/** A key by its id, as it is now. */
export const viewKey = async (tx: Transaction, ctx: ServiceContext, id: string): Promise<ApiKeyView> => {
  const [row] = await selectKeys(tx, ctx.tenantId, eq(apiKeys.id, id));
  if (row === undefined) throw new AppError('not_found', 'There is no such key.');
  return toView(row, ctx.now());
};

/**
 * Locks a key that the caller may change: their own, or one of the organisation for its admins. Another member's key can be
 * ended by an admin and nothing else, as it would let them act as that member. Anybody else's looks as if it did not exist.
 */
export const lockKey = async (
  tx: Transaction,
  ctx: ServiceContext,
  id: string,
  purpose: 'change' | 'end',
): Promise<KeyRow> => {
  const member = requirePermission(ctx, 'api_keys.write');
  const [row] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, id)))
    .for('update');
  const isTheirs =
    row !== undefined &&
    (row.memberId === null
      ? isPermitted(member, 'tenant_api_keys.write')
      : row.memberId === member.memberId || (purpose === 'end' && actsForAll(member)));
  if (!isTheirs) throw new AppError('not_found', 'There is no such key.');
  return row;
};
