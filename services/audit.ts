import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/operation.ts';
import type { ServiceContext } from './context.ts';

export type AuditEntry = {
  /** `noun.verb`, e.g. `link.update`. */
  action: string;
  targetKind: string;
  targetId: string;
  /** Changed non-secret, non-personal fields. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** Who does it, as far as the record needs to know. */
export type AuditContext = Pick<
  ServiceContext,
  'tenantId' | 'actor' | 'now' | 'newId' | 'requestId' | 'addressPrefix'
>;

/** What time or an operator does to a booking, at the workflow's instant. */
export const asSystem = (tenantId: string, now: number): AuditContext => ({
  tenantId,
  actor: { kind: 'system' },
  now: () => now,
  newId,
});

/** Writes one audit row in the caller's transaction: the change and its record stand or fall together. */
export const audit = async (tx: Transaction, ctx: AuditContext, entry: AuditEntry): Promise<void> => {
  await tx.insert(auditLog).values({
    tenantId: ctx.tenantId,
    id: ctx.newId('audit'),
    at: ctx.now(),
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.kind === 'member' ? ctx.actor.memberId : null,
    action: entry.action,
    targetKind: entry.targetKind,
    targetId: entry.targetId,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: ctx.requestId ?? null,
    addressPrefix: ctx.addressPrefix ?? null,
  });
};
