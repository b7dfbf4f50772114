import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { isHostedBy, loadLinks } from './load-links.ts';
import { type LinkView, toView } from './present-link.ts';

/** One's own links by their places, then those of others. `l` names a row of `links`. */
const placeOf = (l: SQL, memberId: string): SQL =>
  sql`(${l}.owner_id <> ${memberId}), (case when ${l}.owner_id = ${memberId} then ${l}.position else 0 end), ${l}.id`;

/**
 * The caller's own live links in their order and after them those of others that they host, or the caller's archived ones (for
 * a support view everybody's), in one statement whatever the length of the page. A page goes on after a link's present place.
 */
export const listLinks = async (
  ctx: ServiceContext,
  input: PageRequest & { archived: boolean; publicUrl: string },
): Promise<Page<LinkView>> => {
  const member = requireReader(ctx, 'links.read');
  const { memberId } = member;
  const after = idAfter(input.cursor);
  const own = memberId === null ? undefined : eq(links.ownerId, memberId);
  const hosted = memberId === null ? undefined : or(own, isHostedBy(memberId));
  const wanted = input.archived
    ? and(own, isNotNull(links.archivedAt))
    : and(hosted, isNull(links.archivedAt));
  const placedFor = memberId ?? '';
  const place = placeOf(sql`"links"`, placedFor);
  const further =
    after === null
      ? undefined
      : sql`(${place}) > (select ${placeOf(sql`last`, placedFor)} from links last
          where last.tenant_id = ${ctx.tenantId} and last.id = ${after})`;
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    loadLinks(tx, ctx.tenantId, and(wanted, further), { limit: input.limit + 1, order: [place] }),
  );
  return pageFrom(rows, input.limit, (row) => toView(row, member, input.publicUrl));
};
