import { and, asc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { HostRequest } from '#contracts/host-request.ts';
import type { Transaction } from '#db/client.ts';
import { hostRequests, links } from '#db/schema/link.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { hostingStates } from '#domain/link/host-consent.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';

export type HostRequestView = z.input<typeof HostRequest>;

/** Requests about live links with what their member has to know to answer, the oldest first. */
export const loadHostRequests = async (
  tx: Transaction,
  tenantId: string,
  condition: SQL | undefined,
  limit: number,
): Promise<HostRequestView[]> => {
  const rows = await tx
    .select({
      id: hostRequests.id,
      state: hostRequests.state,
      link: { id: links.id, title: links.title, kind: links.kind, durationsMinutes: links.durationsMinutes },
      ownerName: memberProfiles.name,
      createdAt: hostRequests.createdAt,
    })
    .from(hostRequests)
    .innerJoin(links, and(eq(links.tenantId, hostRequests.tenantId), eq(links.id, hostRequests.linkId)))
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, links.tenantId), eq(memberProfiles.id, links.ownerId)),
    )
    .where(and(eq(hostRequests.tenantId, tenantId), isNull(links.archivedAt), condition))
    .orderBy(asc(hostRequests.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
};

/** What the caller is asked to host, and the links of others that they host and may leave. */
export const listHostRequests = async (
  ctx: ServiceContext,
  input: PageRequest,
): Promise<Page<HostRequestView>> => {
  const member = requirePermission(ctx, 'links.read');
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    loadHostRequests(
      tx,
      ctx.tenantId,
      and(
        eq(hostRequests.memberId, member.memberId),
        inArray(hostRequests.state, ['asked', ...hostingStates]),
        after === null ? undefined : gt(hostRequests.id, after),
      ),
      input.limit + 1,
    ),
  );
  return pageFrom(rows, input.limit, (row) => row);
};
