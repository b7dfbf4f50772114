import { and, asc, eq, gt } from 'drizzle-orm';
import { schedules } from '#db/schema/schedule.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { loadOverrides } from './overrides.ts';
import { type ScheduleView, toView } from './present-schedule.ts';

/** The caller's own schedules, for a support view everybody's, oldest first. */
export const listSchedules = async (ctx: ServiceContext, input: PageRequest): Promise<Page<ScheduleView>> => {
  const member = requireReader(ctx, 'schedules.read');
  const after = idAfter(input.cursor);
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(schedules)
      .where(
        and(
          eq(schedules.tenantId, ctx.tenantId),
          member.memberId === null ? undefined : eq(schedules.memberId, member.memberId),
          after === null ? undefined : gt(schedules.id, after),
        ),
      )
      .orderBy(asc(schedules.id))
      .limit(input.limit + 1);
    const overrides = await loadOverrides(
      tx,
      ctx.tenantId,
      rows.map((row) => row.id),
    );
    return pageFrom(rows, input.limit, (row) => toView(row, overrides.get(row.id) ?? []));
  });
};
