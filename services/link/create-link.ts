import type { Transaction } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { checkLink } from './check-link.ts';
import { nameHosts } from './hosting/name-hosts.ts';
import { loadOwnLink } from './load-links.ts';
import { type LinkFields, type LinkView, toColumns, toView } from './present-link.ts';
import { refusingTakenSlug } from './taken-slug.ts';

/** Creates a link of the caller, whose other hosts are asked first; `slug_taken` when another live one of theirs has the address. */
export const createLink = async (
  ctx: ServiceContext,
  input: { fields: LinkFields; publicUrl: string },
): Promise<LinkView> => {
  const member = requirePermission(ctx, 'links.write');
  const { fields } = input;
  const view = async (tx: Transaction, id: string) =>
    toView(await loadOwnLink(tx, ctx, member, id), input.publicUrl);
  return inCommand(ctx, {
    run: (tx) =>
      refusingTakenSlug(async () => {
        await checkLink(tx, ctx, member.memberId, { fields, before: null });
        const id = ctx.newId('link');
        const now = ctx.now();
        await tx.insert(links).values({
          ...toColumns(fields),
          tenantId: ctx.tenantId,
          id,
          ownerId: member.memberId,
          createdAt: now,
          updatedAt: now,
        });
        await nameHosts(tx, ctx, member, { id, ownerId: member.memberId, hostIds: fields.hostIds });
        await audit(tx, ctx, {
          action: 'link.create',
          targetKind: 'link',
          targetId: id,
          after: { slug: fields.slug },
        });
        return { subjectId: id, answer: await view(tx, id) };
      }),
    replay: view,
  });
};
