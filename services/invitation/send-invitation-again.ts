import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { invitations } from '#db/schema/tenant.ts';
import { mayGive } from '#domain/member/roles.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, refuse } from '#services/idempotency.ts';
import { dropDue } from '#services/notification/owe-notifications.ts';
import { type InvitationView, lockInvitation, viewInvitation } from './load-invitation.ts';
import { expiryFrom, oweInvitation } from './owe-invitation.ts';

/** Sends an open invitation again with a new link, good for as long as the first was; the former links lead nowhere. */
export const sendInvitationAgain = async (
  ctx: ServiceContext,
  { invitationId }: { invitationId: string },
): Promise<InvitationView> => {
  const by = requirePermission(ctx, 'members.write');
  const view = (tx: Transaction) => viewInvitation(tx, ctx.tenantId, invitationId, ctx.now());
  return inCommand(ctx, {
    run: async (tx) => {
      const invitation = await lockInvitation(tx, ctx.tenantId, invitationId);
      if (invitation.state !== 'open') return refuse('not_found', 'This invitation is no longer open.');
      if (!mayGive(by.role, invitation.role)) return refuse('forbidden', 'This role is above your own.');
      const version = invitation.version + 1;
      const now = ctx.now();
      await tx
        .update(invitations)
        .set({ version, expiresAt: expiryFrom(now), invitedBy: by.memberId })
        .where(and(eq(invitations.tenantId, ctx.tenantId), eq(invitations.id, invitationId)));
      await dropDue(
        tx,
        { tenantId: ctx.tenantId, kind: 'invitation', id: invitationId },
        { template: 'member_invited', now },
      );
      await oweInvitation(tx, ctx, { id: invitationId, version });
      await audit(tx, ctx, {
        action: 'invitation.send_again',
        targetKind: 'invitation',
        targetId: invitationId,
      });
      return { subjectId: invitationId, answer: view(tx) };
    },
    replay: view,
  });
};
