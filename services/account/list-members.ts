import { and, asc, eq, gt } from 'drizzle-orm';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { requireMember } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';

export type MemberView = { id: string; name: string; username: string; role: string; timeZone: string };

/** Active members of the caller's organisation, in the order they joined. */
export const listMembers = async (ctx: ServiceContext, input: PageRequest): Promise<Page<MemberView>> => {
  requireMember(ctx);
  const after = idAfter(input.cursor);
  const rows = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({
        id: members.id,
        name: members.name,
        username: members.username,
        role: members.role,
        timeZone: members.timeZone,
      })
      .from(members)
      .where(
        and(
          eq(members.tenantId, ctx.tenantId),
          eq(members.isActive, true),
          after === null ? undefined : gt(members.id, after),
        ),
      )
      .orderBy(asc(members.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, (row) => row);
};
