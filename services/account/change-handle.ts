import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { handles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** True when the name is the member's from now on: a former one of theirs, or one that nobody has ever had. */
const take = async (
  tx: Transaction,
  owner: { tenantId: string; memberId: string },
  name: string,
): Promise<boolean> => {
  const mine = and(eq(handles.tenantId, owner.tenantId), eq(handles.memberId, owner.memberId));
  await tx.update(handles).set({ isCurrent: false }).where(mine);
  const again = await tx
    .update(handles)
    .set({ isCurrent: true })
    .where(and(mine, eq(handles.name, name)))
    .returning({ name: handles.name });
  if (again.length > 0) return true;
  const fresh = await tx
    .insert(handles)
    .values({ ...owner, name })
    .onConflictDoNothing({ target: handles.name })
    .returning({ name: handles.name });
  return fresh.length > 0;
};

/**
 * Gives the caller's public page another address; the former ones stay theirs and lead to it. `handle_taken` for a name
 * that is or was somebody else's.
 */
export const changeHandle = async (ctx: ServiceContext, name: string): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'handle.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    if (!(await take(tx, { tenantId: ctx.tenantId, memberId }, name)))
      throw new AppError('handle_taken', 'This name is or was in use.', {
        errors: [{ pointer: '/handle', message: 'is taken' }],
      });
    await audit(tx, ctx, {
      action: 'member.change_handle',
      targetKind: 'member',
      targetId: memberId,
    });
  });
};
