import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { memberProfiles, members } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { hasLostCalendar, makesMeetings } from '#services/integration/meeting-makers.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';

const selectMembers = (tx: Transaction, tenantId: string, where: SQL | undefined) =>
  tx
    .select({
      id: memberProfiles.id,
      name: memberProfiles.name,
      email: memberProfiles.email,
      username: memberProfiles.username,
      role: memberProfiles.role,
      isActive: memberProfiles.isActive,
      isFrozen: memberProfiles.isFrozen,
      timeZone: memberProfiles.timeZone,
      makesMeetings: makesMeetings(sql`("member_profiles"."id")`),
      needsReconnection: hasLostCalendar(sql`"member_profiles"."id"`),
    })
    .from(memberProfiles)
    .innerJoin(members, and(eq(members.tenantId, memberProfiles.tenantId), eq(members.id, memberProfiles.id)))
    .where(and(eq(memberProfiles.tenantId, tenantId), isNull(members.removedAt), where));

export type MemberView = Awaited<ReturnType<typeof selectMembers>>[number];

/** One member of the tenant, active or not; `not_found` for somebody who never was one, or is none any more. */
export const viewMember = async (
  tx: Transaction,
  tenantId: string,
  memberId: string,
): Promise<MemberView> => {
  const [row] = await selectMembers(tx, tenantId, eq(memberProfiles.id, memberId));
  if (row === undefined) throw new AppError('not_found', 'There is no such member.');
  return row;
};

/** Members of the caller's organisation, in the order they joined; those who are deactivated only if asked for. */
export const listMembers = async (
  ctx: ServiceContext,
  input: PageRequest & { deactivated?: 'include' | undefined },
): Promise<Page<MemberView>> => {
  requireAccess(ctx, 'members.read');
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    selectMembers(
      tx,
      ctx.tenantId,
      and(
        input.deactivated === 'include' ? undefined : eq(memberProfiles.isActive, true),
        after === null ? undefined : gt(memberProfiles.id, after),
      ),
    )
      .orderBy(asc(memberProfiles.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, (row) => row);
};
