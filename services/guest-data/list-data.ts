import { withTenantList } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { keptBookings, keptMails, presentKeptBooking, presentKeptMail } from './kept-of-guest.ts';
import { requireGuest } from './load-request.ts';

const nothing = { items: [], nextCursor: null };

/** Bookings of the guest whose link it is, the newest first; none once they are erased (contract `GuestDataBookingPage`). */
export const listGuestDataBookings = async (
  ctx: ServiceContext,
  { locale, ...page }: PageRequest & { locale: 'en' | 'vi' },
) => {
  const after = idAfter(page.cursor);
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const guest = await requireGuest(tx, ctx);
    if (guest === null) return nothing;
    const rows = await keptBookings(tx, guest, { after, limit: page.limit + 1 });
    const reader = { locale, now: ctx.now() };
    return pageFrom(rows, page.limit, (row) => presentKeptBooking(row, guest, reader));
  });
};

/** Mails to the guest whose link it is, the newest first; none once they are erased (contract `GuestDataMailPage`). */
export const listGuestDataMails = async (ctx: ServiceContext, page: PageRequest) => {
  const after = idAfter(page.cursor);
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const guest = await requireGuest(tx, ctx);
    if (guest === null) return nothing;
    const rows = await keptMails(tx, guest, { after, limit: page.limit + 1 });
    return pageFrom(rows, page.limit, presentKeptMail);
  });
};
