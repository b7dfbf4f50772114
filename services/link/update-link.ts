import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { LinkPatch } from '#contracts/link.ts';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { resizeSessions } from '#services/session/resize-sessions.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';
import { checkLink } from './check-link.ts';
import { nameHosts } from './hosting/name-hosts.ts';
import { hostsOf } from './hosts.ts';
import { loadOwnLink, lockOwnLink } from './load-links.ts';
import { type LinkFields, type LinkView, toColumns, toFields, toView } from './present-link.ts';
import { refusingTakenSlug } from './taken-slug.ts';

export type UpdateLinkInput = {
  linkId: string;
  basedOn: BasedOn;
  patch: z.output<typeof LinkPatch>;
  publicUrl: string;
};

/** A host who leaves takes their weight along. */
const withoutLeavers = (fields: LinkFields, ownerId: string): LinkFields => {
  const hosts = hostsOf(ownerId, fields.hostIds);
  const weights = Object.entries(fields.assignment.weights).filter(([id]) => hosts.includes(id));
  return { ...fields, assignment: { ...fields.assignment, weights: Object.fromEntries(weights) } };
};

const changedOnly = (before: LinkFields, after: LinkFields, keys: readonly string[]) => {
  const pick = (fields: LinkFields): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key)));
  return { before: pick(before), after: pick(after) };
};

/**
 * Changes some fields; the rest and bookings already made stay as they are. `precondition_failed` when the link has
 * another version by now. A link that turns one-to-one loses its other hosts, one that is no group any more its places, one that turns into a group its guests' further guests, one that turns free its refund policy;
 * hosts who leave lose their weights, those who are new are asked first (`nameHosts`). Sessions to come have as many places as a group has by then.
 */
export const updateLink = async (ctx: ServiceContext, input: UpdateLinkInput): Promise<LinkView> => {
  const member = requirePermission(ctx, 'links.write');
  return refusingTakenSlug(() =>
    withTenant(ctx.db, ctx.tenantId, async (tx) => {
      const mine = and(eq(links.tenantId, ctx.tenantId), eq(links.id, input.linkId));
      const loaded = await lockOwnLink(tx, ctx, member, input.linkId);
      const { link } = loaded;
      requireVersion(input.basedOn, link.version, 'link');
      const before = toFields(loaded);
      const given = Object.fromEntries(
        Object.entries(input.patch).filter(([, value]) => value !== undefined),
      );
      if (Object.keys(given).length === 0) return toView(loaded, member, input.publicUrl);
      const alone = input.patch.kind === 'one_to_one' && input.patch.hostIds === undefined;
      const ungrouped = input.patch.kind !== undefined && input.patch.kind !== 'group';
      const isGroup = (input.patch.kind ?? before.kind) === 'group';
      const freed = input.patch.price === null && input.patch.refundPolicy === undefined;
      const patched: LinkFields = {
        ...before,
        ...(alone ? { hostIds: [] } : {}),
        ...(ungrouped ? { capacity: 1 } : {}),
        ...(isGroup ? { mostFurtherGuests: 0 } : {}),
        ...(freed ? { refundPolicy: [] } : {}),
        ...given,
      };
      const fields = input.patch.assignment === undefined ? withoutLeavers(patched, link.ownerId) : patched;
      await checkLink(tx, ctx, link.ownerId, { fields, before, pricedBefore: before.price });
      await tx
        .update(links)
        .set({ ...toColumns(fields), version: link.version + 1, updatedAt: ctx.now() })
        .where(mine);
      if (fields.kind === 'group' && fields.capacity !== before.capacity)
        await resizeSessions(tx, ctx, { linkId: link.id, capacity: fields.capacity });
      await nameHosts(tx, ctx, member, { ...link, hostIds: fields.hostIds });
      await audit(tx, ctx, {
        action: 'link.update',
        targetKind: 'link',
        targetId: link.id,
        ...changedOnly(before, fields, Object.keys(given)),
      });
      return toView(await loadOwnLink(tx, ctx, member, link.id), member, input.publicUrl);
    }),
  );
};
