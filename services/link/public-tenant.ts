import { and, asc, eq, exists, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { PublicTenant } from '#contracts/tenant/public.ts';
import type { Database } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { memberProfiles, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { photoUrlOf } from '#services/account/photo/photo-url.ts';
import { presentBrand } from '#services/branding/brand.ts';
import { hasHost, requireOpen } from './public-link.ts';

/** More than these are reached by their own addresses. */
const most = 100;

/** What stands at the root of an organisation's own host: whom guests can book there. `pages_off` while it is suspended. */
export const viewPublicTenant = (db: Database, tenantId: string): Promise<z.input<typeof PublicTenant>> =>
  withTenant(db, tenantId, async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    if (tenant === undefined) throw new AppError('not_found', 'There is no such page.');
    requireOpen(tenant.state);
    const listed = tx
      .select({ one: sql`1` })
      .from(links)
      .where(
        and(
          eq(links.tenantId, tenantId),
          eq(links.ownerId, memberProfiles.id),
          eq(links.isActive, true),
          eq(links.isHidden, false),
          isNull(links.archivedAt),
          hasHost(tx),
        ),
      );
    const hosts = await tx
      .select({
        name: memberProfiles.name,
        username: memberProfiles.username,
        bio: memberProfiles.bio,
        photoHash: memberProfiles.photoHash,
      })
      .from(memberProfiles)
      .where(and(eq(memberProfiles.tenantId, tenantId), eq(memberProfiles.isActive, true), exists(listed)))
      .orderBy(asc(memberProfiles.name), asc(memberProfiles.id))
      .limit(most);
    return {
      name: tenant.name,
      locale: tenant.locale,
      brand: presentBrand(tenant),
      hosts: hosts.map((host) => ({
        name: host.name,
        username: host.username,
        bio: host.bio,
        photoUrl: photoUrlOf(host),
      })),
    };
  });
