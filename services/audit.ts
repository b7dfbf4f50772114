import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import type { Actor, ServiceContext } from './context.ts';

export type AuditEntry = {
  action: AuditAction;
  targetKind: string;
  targetId: string;
  /** Changed non-secret, non-personal fields. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Why an operator does it, in their words. */
  reason?: string;
};

/** Who does it, as far as the record needs to know. */
export type AuditContext = Pick<
  ServiceContext,
  'tenantId' | 'actor' | 'now' | 'newId' | 'requestId' | 'addressPrefix'
>;

/** A key is named itself, and whom it acts as. */
const whoActs = (actor: Actor) => {
  if (actor.kind === 'operator' || actor.kind === 'support')
    return { actorKind: 'operator', actorId: actor.userId, onBehalfOf: null } as const;
  const memberId = 'memberId' in actor ? actor.memberId : null;
  return 'key' in actor && actor.key !== undefined
    ? ({ actorKind: 'key', actorId: actor.key.id, onBehalfOf: memberId } as const)
    : { actorKind: actor.kind, actorId: memberId, onBehalfOf: null };
};

export const auditRow = (ctx: AuditContext, entry: AuditEntry): typeof auditLog.$inferInsert => ({
  tenantId: ctx.tenantId,
  id: ctx.newId('audit'),
  at: ctx.now(),
  ...whoActs(ctx.actor),
  action: entry.action,
  targetKind: entry.targetKind,
  targetId: entry.targetId,
  before: entry.before ?? null,
  after: entry.after ?? null,
  reason: entry.reason ?? null,
  requestId: ctx.requestId ?? null,
  addressPrefix: ctx.addressPrefix ?? null,
});

/** The insert of an audit row, as a part of a larger statement. */
export const insertAudit = (tx: Transaction, row: PgInsertValue<typeof auditLog>) =>
  tx.insert(auditLog).values(row).returning({ id: auditLog.id });

/** Writes one audit row in the caller's transaction: the change and its record stand or fall together. */
export const audit = async (tx: Transaction, ctx: AuditContext, entry: AuditEntry): Promise<void> => {
  await insertAudit(tx, auditRow(ctx, entry));
};
