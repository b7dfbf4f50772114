import { timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { apiKeys, memberProfiles, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { keyStateOf } from '#domain/api-key/state.ts';
import { frozenBy } from '#domain/plan/freeze.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import type { Caller } from '#services/authorize.ts';
import { hashOfKey, isKeyText } from './key-text.ts';

/** Who acts in which tenant, and how that tenant stands. */
export type KeyCaller = { tenantId: string; tenantState: TenantState; actor: Caller };

type KeyRow = typeof apiKeys.$inferSelect;

const isSame = (stored: string | null, given: string): boolean =>
  stored !== null &&
  stored.length === given.length &&
  timingSafeEqual(Buffer.from(stored), Buffer.from(given));

const isGood = (row: KeyRow, hash: string, now: number): boolean => {
  const isFormer = isSame(row.formerHash, hash) && row.formerUntil !== null && now < row.formerUntil;
  return (isSame(row.keyHash, hash) || isFormer) && keyStateOf(row, now) === 'active';
};

const usedEveryMs = 60_000;

/** That it was used is written once a minute, however often it is. */
const noteUse = async (
  tx: Transaction,
  { tenantId, id }: KeyRow,
  { now, addressPrefix }: { now: number; addressPrefix: string },
): Promise<void> => {
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: now, lastUsedFrom: addressPrefix })
    .where(
      and(
        eq(apiKeys.tenantId, tenantId),
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, now - usedEveryMs)),
      ),
    );
};

const stateOf = async (tx: Transaction, tenantId: string): Promise<TenantState | undefined> => {
  const [tenant] = await tx.select({ state: tenants.state }).from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.state;
};

const actingMember = async (tx: Transaction, tenantId: string, memberId: string) => {
  const [member] = await tx
    .select({
      userId: memberProfiles.userId,
      role: memberProfiles.role,
      name: memberProfiles.name,
      isFrozen: memberProfiles.isFrozen,
      plan: tenants.plan,
      limits: tenants.limits,
      tenantState: tenants.state,
    })
    .from(memberProfiles)
    .innerJoin(tenants, eq(tenants.id, memberProfiles.tenantId))
    .where(
      and(
        eq(memberProfiles.tenantId, tenantId),
        eq(memberProfiles.id, memberId),
        eq(memberProfiles.isActive, true),
      ),
    );
  return member;
};

/**
 * Whom a key acts as, and where; null for one that is malformed, unknown, expired, revoked or replaced, or whose member has
 * left. Asked with each request, so that what has changed holds in every process at once.
 */
export const findKeyCaller = async (
  db: Database,
  text: string,
  use: { now: number; addressPrefix: string },
): Promise<KeyCaller | null> => {
  if (!isKeyText(text)) return null;
  const hash = hashOfKey(text);
  const [row] = await withRoutingKey(db, hash, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(or(eq(apiKeys.keyHash, hash), eq(apiKeys.formerHash, hash))),
  );
  if (row === undefined || !isGood(row, hash, use.now)) return null;
  const { tenantId, memberId } = row;
  const key = { id: row.id, scopes: row.scopes };
  const isDue = row.lastUsedAt === null || row.lastUsedAt < use.now - usedEveryMs;
  if (memberId === null) {
    const tenantState = await withTenant(db, tenantId, async (tx) => {
      if (isDue) await noteUse(tx, row, use);
      return stateOf(tx, tenantId);
    });
    if (tenantState === undefined) return null;
    return { tenantId, tenantState, actor: { kind: 'key', key, memberId: null } };
  }
  const member = await withTenant(db, tenantId, async (tx) => {
    if (isDue) await noteUse(tx, row, use);
    return actingMember(tx, tenantId, memberId);
  });
  if (member === undefined) return null;
  const { tenantState, isFrozen, plan, limits, ...who } = member;
  const frozen = frozenBy({ isFrozen, plan, limits });
  return { tenantId, tenantState, actor: { kind: 'member', memberId, ...who, frozen, key } };
};
