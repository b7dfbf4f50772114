import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { invitations, memberProfiles, members } from '#db/schema/tenant.ts';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import { mayGive } from '#domain/member/roles.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { type InvitationView, viewInvitation } from './load-invitation.ts';
import { expiryFrom, oweInvitation } from './owe-invitation.ts';

const refuseEmail = (code: ErrorCode, detail: string, message: string): AppError =>
  new AppError(code, detail, { errors: [{ pointer: '/email', message }] });

/** Throws `already_member` when a member, active or not, has the address. */
const refuseMember = async (tx: Transaction, tenantId: string, email: string): Promise<void> => {
  const [member] = await tx
    .select({ id: memberProfiles.id })
    .from(memberProfiles)
    .innerJoin(members, and(eq(members.tenantId, memberProfiles.tenantId), eq(members.id, memberProfiles.id)))
    .where(
      and(eq(memberProfiles.tenantId, tenantId), eq(memberProfiles.email, email), isNull(members.removedAt)),
    )
    .limit(1);
  if (member !== undefined)
    throw refuseEmail('already_member', 'Somebody with this address is a member.', 'belongs to a member');
};

/**
 * Invites somebody by mail to become a member with a role, which is none above the caller's own. `already_member` for the
 * address of a member, `already_invited` for one that has an open invitation: that one can be sent again.
 */
export const inviteMember = async (
  ctx: ServiceContext,
  input: { email: string; role: MemberRole },
): Promise<InvitationView> => {
  const by = requirePermission(ctx, 'members.write');
  const email = input.email.toLowerCase();
  return inCommand(ctx, {
    run: async (tx) => {
      if (!mayGive(by.role, input.role))
        throw new AppError('forbidden', 'This role is above your own.', {
          errors: [{ pointer: '/role', message: 'is above your own role' }],
        });
      await refuseMember(tx, ctx.tenantId, email);
      await requireRoom(tx, ctx, { name: 'members' });
      const id = ctx.newId('invitation');
      const now = ctx.now();
      const [made] = await tx
        .insert(invitations)
        .values({
          tenantId: ctx.tenantId,
          id,
          email,
          role: input.role,
          invitedBy: by.memberId,
          expiresAt: expiryFrom(now),
          createdAt: now,
        })
        .onConflictDoNothing()
        .returning({ version: invitations.version });
      if (made === undefined)
        throw refuseEmail(
          'already_invited',
          'This address has an open invitation; send that one again.',
          'has an open invitation',
        );
      await oweInvitation(tx, ctx, { id, version: made.version });
      await audit(tx, ctx, {
        action: 'invitation.create',
        targetKind: 'invitation',
        targetId: id,
        after: { role: input.role },
      });
      return { subjectId: id, answer: viewInvitation(tx, ctx.tenantId, id, now) };
    },
    replay: (tx, id) => viewInvitation(tx, ctx.tenantId, id, ctx.now()),
  });
};
