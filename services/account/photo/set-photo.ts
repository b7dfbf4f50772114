import { createHash } from 'node:crypto';
import { personPhotos } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { personOf } from '../person-of.ts';
import { encodePhoto } from './encode-photo.ts';

/** Gives the caller another photo, in all their organisations; `invalid_request` names what is wrong with the image (base64). */
export const setPhoto = async (ctx: ServiceContext, image: string): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const content = await encodePhoto(Buffer.from(image, 'base64'));
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const personId = await personOf(tx, ctx.tenantId, memberId);
    const photo = { content, hash, updatedAt: ctx.now() };
    await tx
      .insert(personPhotos)
      .values({ personId, ...photo })
      .onConflictDoUpdate({ target: personPhotos.personId, set: photo });
    await audit(tx, ctx, { action: 'person.set_photo', targetKind: 'person', targetId: personId });
  });
};
