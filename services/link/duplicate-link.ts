import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { copyOf } from '#domain/link/copy.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { addLink } from './create-link.ts';
import { loadOwnLink } from './load-links.ts';
import { type LinkView, toFields, toView } from './present-link.ts';
import { refusingTakenSlug } from './taken-slug.ts';

const slugsOf = async (tx: Transaction, tenantId: string, ownerId: string): Promise<Set<string>> => {
  const rows = await tx
    .select({ slug: links.slug })
    .from(links)
    .where(and(eq(links.tenantId, tenantId), eq(links.ownerId, ownerId), isNull(links.archivedAt)));
  return new Set(rows.map(({ slug }) => slug));
};

/**
 * Copies a link with its hosts, rules and questions for the same owner, under a title and an address that are counted up. The
 * copy is switched off, so that no guest finds it half changed. An admin's copy of somebody else's link is theirs, not the admin's.
 */
export const duplicateLink = async (
  ctx: ServiceContext,
  input: { linkId: string; publicUrl: string },
): Promise<LinkView> => {
  const member = requirePermission(ctx, 'links.write');
  const view = async (tx: Transaction, id: string) =>
    toView(await loadOwnLink(tx, ctx, member, id), member, input.publicUrl);
  return inCommand(ctx, {
    run: (tx) =>
      refusingTakenSlug(async () => {
        const source = await loadOwnLink(tx, ctx, member, input.linkId);
        const { ownerId } = source.link;
        const names = copyOf(source.link, await slugsOf(tx, ctx.tenantId, ownerId));
        const fields = { ...toFields(source), ...names, isActive: false };
        const id = await addLink(tx, ctx, { by: member, ownerId, pricedBefore: fields.price }, fields);
        return { subjectId: id, answer: view(tx, id) };
      }),
    replay: view,
  });
};
