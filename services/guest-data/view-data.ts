import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { presentBrand } from '#services/branding/brand.ts';
import { loadBrand } from '#services/branding/read-brand.ts';
import type { ServiceContext } from '#services/context.ts';
import { presentPerson } from './kept-of-guest.ts';
import { requireGuestRequest } from './load-request.ts';
import { presentErasure } from './present-erasure.ts';
import { aheadOfGuest, contactOfGuest, type Guest } from './rows-of-guest.ts';

const keptOf = async (tx: Transaction, guest: Guest, now: number) => ({
  person: presentPerson(guest.email, await contactOfGuest(tx, guest)),
  upcoming: await tx.$count(bookings, aheadOfGuest(guest, { part: 'booked', allows: 'cancel', now })),
  invited: await tx.$count(bookings, aheadOfGuest(guest, { part: 'brought', allows: 'remove_guest', now })),
});

/**
 * What a tenant keeps of the guest whose link it is, and what erasing it would end; once they are being erased, only how far that
 * is. Changes nothing. (contract `GuestData`)
 */
export const viewGuestData = async (ctx: ServiceContext) =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { tenantId } = ctx;
    const { request, erasure } = await requireGuestRequest(tx, ctx);
    const { email, locale, expiresAt } = request;
    const kept = email === null || erasure !== null ? null : await keptOf(tx, { tenantId, email }, ctx.now());
    return {
      brand: presentBrand(await loadBrand(tx, tenantId)),
      locale,
      expiresAt: new Date(expiresAt).toISOString(),
      erasure: erasure === null ? null : presentErasure(erasure),
      kept,
    };
  });
