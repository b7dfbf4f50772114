import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { supportViews } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { TenantState } from '#domain/tenant/types.ts';

export type SupportView = typeof supportViews.$inferSelect;

/** A support view by its id, whatever has become of it; null when there is none. */
export const readSupportView = async (db: Database, id: string): Promise<SupportView | null> => {
  const [row] = await withRoutingKey(db, id, (tx) =>
    tx.select().from(supportViews).where(eq(supportViews.id, id)),
  );
  return row ?? null;
};

/** The view that a sign-in looks through, with the state of its tenant; null once it has ended or is another sign-in's. */
export const findOpenView = async (
  db: Database,
  { id, signInId, now }: { id: string; signInId: string; now: number },
): Promise<{ view: SupportView; tenantState: TenantState } | null> => {
  const view = await readSupportView(db, id);
  if (view === null || view.signInId !== signInId || view.ended !== null || view.endsAt <= now) return null;
  const [tenant] = await withTenant(db, view.tenantId, (tx) =>
    tx.select({ state: tenants.state }).from(tenants).where(eq(tenants.id, view.tenantId)),
  );
  return tenant === undefined ? null : { view, tenantState: tenant.state };
};
