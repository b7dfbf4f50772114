import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { hasLostCalendar, makesMeetings } from '#services/integration/meeting-makers.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';

export type MemberView = {
  id: string;
  name: string;
  username: string;
  role: MemberRole;
  timeZone: string;
  /** Their bookings are written to a calendar that can make video meetings. */
  makesMeetings: boolean;
  /** A calendar of theirs is no longer read: its account must be connected again. */
  needsReconnection: boolean;
};

/** Active members of the caller's organisation, in the order they joined. */
export const listMembers = async (ctx: ServiceContext, input: PageRequest): Promise<Page<MemberView>> => {
  requireAccess(ctx, 'members.read');
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({
        id: memberProfiles.id,
        name: memberProfiles.name,
        username: memberProfiles.username,
        role: memberProfiles.role,
        timeZone: memberProfiles.timeZone,
        makesMeetings: makesMeetings(sql`("member_profiles"."id")`),
        needsReconnection: hasLostCalendar(sql`"member_profiles"."id"`),
      })
      .from(memberProfiles)
      .where(
        and(
          eq(memberProfiles.tenantId, ctx.tenantId),
          eq(memberProfiles.isActive, true),
          after === null ? undefined : gt(memberProfiles.id, after),
        ),
      )
      .orderBy(asc(memberProfiles.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, (row) => row);
};
