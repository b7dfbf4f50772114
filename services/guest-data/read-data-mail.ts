import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { guestErasures, guestRequests } from '#db/schema/contact.ts';
import { withTenant } from '#db/tenant.ts';
import type { GuestWish } from '#domain/guest-data/types.ts';
import { isKnownGuest, tenantNameOf } from './rows-of-guest.ts';

export type GuestDataMail = {
  tenantId: string;
  tenantName: string;
  id: string;
  email: string;
  locale: 'en' | 'vi';
  /** The link; null when the mail carries none. */
  link: { expiresAt: number; wish: GuestWish } | null;
};

/** Where the link to their data is sent that somebody asked for; null when nothing is kept of the address. */
export const readGuestRequest = (
  db: Database,
  tenantId: string,
  requestId: string,
): Promise<GuestDataMail | null> =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(guestRequests)
      .where(and(eq(guestRequests.tenantId, tenantId), eq(guestRequests.id, requestId)));
    if (row === undefined || row.email === null) return null;
    const { id, email, locale, expiresAt, wish } = row;
    const tenantName = await tenantNameOf(tx, tenantId);
    const isKnown = await isKnownGuest(tx, { tenantId, email });
    return isKnown ? { tenantId, tenantName, id, email, locale, link: { expiresAt, wish } } : null;
  });

/** Whom the last mail goes to; null once nothing names them any more. */
export const readErasedGuest = (
  db: Database,
  tenantId: string,
  erasureId: string,
): Promise<GuestDataMail | null> =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(guestErasures)
      .where(and(eq(guestErasures.tenantId, tenantId), eq(guestErasures.id, erasureId)));
    if (row === undefined || row.email === null) return null;
    const { id, email, locale } = row;
    return { tenantId, tenantName: await tenantNameOf(tx, tenantId), id, email, locale, link: null };
  });
