import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { personPhotos } from '#db/schema/person.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { findHandle } from '../find-handle.ts';

const none = () => new AppError('not_found', 'There is no photo.');

/** The photo on a public page as a JPEG, or `not_found`. */
export const readPhoto = async (
  db: Database,
  username: string,
): Promise<{ content: Uint8Array; hash: string }> => {
  const route = await findHandle(db, username);
  if (route === null) throw none();
  const { tenantId, memberId } = route;
  const [photo] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ content: personPhotos.content, hash: personPhotos.hash })
      .from(memberProfiles)
      .innerJoin(personPhotos, eq(personPhotos.personId, memberProfiles.personId))
      .where(
        and(
          eq(memberProfiles.tenantId, tenantId),
          eq(memberProfiles.id, memberId),
          eq(memberProfiles.isActive, true),
        ),
      ),
  );
  if (photo === undefined) throw none();
  return photo;
};
