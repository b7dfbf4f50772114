import { and, eq } from 'drizzle-orm';
import { accountDeletions } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { personOf } from '#services/account/person-of.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { openDeletionOf } from './present-deletion.ts';

/** Lets the caller's account stay, from whichever of their organisations. `not_found` when nothing is to be called off any more. */
export const callOffAccountDeletion = async (ctx: ServiceContext): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const personId = await withTenant(ctx.db, ctx.tenantId, (tx) => personOf(tx, ctx.tenantId, memberId));
  const open = await openDeletionOf(ctx.db, personId);
  const nothing = new AppError('not_found', 'Your account is not going to be deleted.');
  if (open === null) throw nothing;
  // It stands where it was asked for, which may be another organisation than this one.
  await withTenant(ctx.db, open.tenantId, async (tx) => {
    const done = await tx
      .update(accountDeletions)
      .set({ state: 'called_off', settledAt: ctx.now(), failure: null })
      .where(
        and(
          eq(accountDeletions.tenantId, open.tenantId),
          eq(accountDeletions.id, open.id),
          eq(accountDeletions.state, 'grace'),
        ),
      )
      .returning({ id: accountDeletions.id });
    if (done.length === 0) throw nothing;
    await audit(
      tx,
      { ...ctx, tenantId: open.tenantId },
      { action: 'person.call_off_deletion', targetKind: 'person', targetId: personId },
    );
    wake(tx, { tenantId: open.tenantId, kind: 'account_deletion', subjectId: open.id });
  });
};
