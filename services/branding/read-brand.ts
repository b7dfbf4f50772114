import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { logos } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { type BrandRow, brandColumns } from './brand.ts';

type OwnBrand = BrandRow & { senderName: string | null };

const find = (tx: Transaction, tenantId: string): Promise<OwnBrand[]> =>
  tx
    .select({ ...brandColumns, senderName: tenants.senderName })
    .from(tenants)
    .where(eq(tenants.id, tenantId));

/** How a tenant looks and whom its mails are from; null where there is no such tenant. */
export const readBrand = async (db: Database, tenantId: string): Promise<OwnBrand | null> => {
  const [row] = await withTenant(db, tenantId, (tx) => find(tx, tenantId));
  return row ?? null;
};

/** As `readBrand`, of a tenant that is there. */
export const loadBrand = async (tx: Transaction, tenantId: string): Promise<OwnBrand> => {
  const [row] = await find(tx, tenantId);
  if (row === undefined) throw new Error('a tenant has a brand');
  return row;
};

/** A logo by the hash of its bytes as a PNG, whose ever it is; `not_found` once nobody has it any more. */
export const readLogo = async (db: Database, hash: string): Promise<Uint8Array> => {
  const [logo] = await withRoutingKey(db, hash, (tx) =>
    tx.select({ content: logos.content }).from(logos).where(eq(logos.hash, hash)).limit(1),
  );
  if (logo === undefined) throw new AppError('not_found', 'There is no such logo.');
  return logo.content;
};
