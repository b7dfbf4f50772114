import { and, eq } from 'drizzle-orm';
import { invitations } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { dropDue } from '#services/notification/owe-notifications.ts';
import { lockInvitation } from './load-invitation.ts';

/** Takes an open invitation back: its links lead nowhere. One that was withdrawn stays so; `not_found` once somebody has accepted it. */
export const withdrawInvitation = async (
  ctx: ServiceContext,
  { invitationId }: { invitationId: string },
): Promise<void> => {
  requirePermission(ctx, 'members.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { tenantId } = ctx;
    const { state } = await lockInvitation(tx, tenantId, invitationId);
    if (state === 'accepted') throw new AppError('not_found', 'This invitation was accepted.');
    if (state === 'withdrawn') return;
    const now = ctx.now();
    await tx
      .update(invitations)
      .set({ state: 'withdrawn', settledAt: now })
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitationId)));
    await dropDue(
      tx,
      { tenantId, kind: 'invitation', id: invitationId },
      { template: 'member_invited', now },
    );
    await audit(tx, ctx, {
      action: 'invitation.withdraw',
      targetKind: 'invitation',
      targetId: invitationId,
    });
  });
};
