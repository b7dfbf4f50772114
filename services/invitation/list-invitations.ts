import { and, asc, eq, gt } from 'drizzle-orm';
import { invitations } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { type InvitationView, inviterName, presentInvitation } from './load-invitation.ts';

/** Open invitations of the organisation, the oldest first; those whose link has expired can be sent again. */
export const listInvitations = async (
  ctx: ServiceContext,
  input: PageRequest,
): Promise<Page<InvitationView>> => {
  requireReader(ctx, 'members.write');
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ invitation: invitations, invitedByName: inviterName })
      .from(invitations)
      .where(
        and(
          eq(invitations.tenantId, ctx.tenantId),
          eq(invitations.state, 'open'),
          after === null ? undefined : gt(invitations.id, after),
        ),
      )
      .orderBy(asc(invitations.id))
      .limit(input.limit + 1),
  );
  const now = ctx.now();
  return pageFrom(
    rows.map(({ invitation, invitedByName }) => ({ ...invitation, invitedByName })),
    input.limit,
    (row) => presentInvitation(row, now),
  );
};
