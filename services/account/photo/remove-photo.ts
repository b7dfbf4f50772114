import { eq } from 'drizzle-orm';
import { personPhotos } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { personOf } from '../person-of.ts';

/** Takes the caller's photo away; without one nothing changes. */
export const removePhoto = async (ctx: ServiceContext): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'account.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const personId = await personOf(tx, ctx.tenantId, memberId);
    const removed = await tx
      .delete(personPhotos)
      .where(eq(personPhotos.personId, personId))
      .returning({ personId: personPhotos.personId });
    if (removed.length > 0)
      await audit(tx, ctx, { action: 'person.remove_photo', targetKind: 'person', targetId: personId });
  });
};
