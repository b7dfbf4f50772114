import { and, eq, gt } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { loadLinks } from './load-links.ts';
import { type LinkView, toView } from './present-link.ts';

/** The caller's own live links, oldest first, in one statement whatever the length of the page. */
export const listLinks = async (
  ctx: ServiceContext,
  input: PageRequest & { publicUrl: string },
): Promise<Page<LinkView>> => {
  const member = requirePermission(ctx, 'links.read');
  const after = idAfter(input.cursor);
  const rows = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    loadLinks(
      tx,
      ctx.tenantId,
      and(eq(links.ownerId, member.memberId), after === null ? undefined : gt(links.id, after)),
      input.limit + 1,
    ),
  );
  return pageFrom(rows, input.limit, (row) => toView(row, input.publicUrl));
};
