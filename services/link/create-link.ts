import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { usualFurtherGuestsOf } from '#domain/link/types.ts';
import { audit } from '#services/audit.ts';
import { type MemberActor, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { checkLink } from './check-link.ts';
import { nameHosts } from './hosting/name-hosts.ts';
import { loadOwnLink } from './load-links.ts';
import { type LinkFields, type LinkView, type NewLink, toColumns, toView } from './present-link.ts';
import { refusingTakenSlug } from './taken-slug.ts';

/** Adds a link, new or a copy of one with the price `pricedBefore`, after the others of its owner and answers its id; for whoever has checked that the caller may. */
export const addLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  {
    by,
    ownerId,
    pricedBefore = null,
  }: { by: MemberActor; ownerId: string; pricedBefore?: LinkFields['price'] },
  fields: LinkFields,
): Promise<string> => {
  await checkLink(tx, ctx, ownerId, { fields, before: null, pricedBefore });
  const id = ctx.newId('link');
  const now = ctx.now();
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${links.position}), 0)::int` })
    .from(links)
    .where(and(eq(links.tenantId, ctx.tenantId), eq(links.ownerId, ownerId), isNull(links.archivedAt)));
  await tx.insert(links).values({
    ...toColumns(fields),
    tenantId: ctx.tenantId,
    id,
    ownerId,
    position: last?.position ?? 0,
    createdAt: now,
    updatedAt: now,
  });
  await nameHosts(tx, ctx, by, { id, ownerId, hostIds: fields.hostIds });
  await audit(tx, ctx, {
    action: 'link.create',
    targetKind: 'link',
    targetId: id,
    after: { slug: fields.slug },
  });
  return id;
};

/** Creates a link of the caller, whose other hosts are asked first; `slug_taken` when another live one of theirs has the address. */
export const createLink = async (
  ctx: ServiceContext,
  input: { fields: NewLink; publicUrl: string },
): Promise<LinkView> => {
  const member = requirePermission(ctx, 'links.write');
  const { mostFurtherGuests = usualFurtherGuestsOf(input.fields.kind) } = input.fields;
  const fields: LinkFields = { ...input.fields, mostFurtherGuests };
  const view = async (tx: Transaction, id: string) =>
    toView(await loadOwnLink(tx, ctx, member, id), member, input.publicUrl);
  return inCommand(ctx, {
    run: (tx) =>
      refusingTakenSlug(async () => {
        const id = await addLink(tx, ctx, { by: member, ownerId: member.memberId }, fields);
        return { subjectId: id, answer: view(tx, id) };
      }),
    replay: view,
  });
};
