import { bindCapability, bindPublic, type Router } from '#api/bind.ts';
import * as contract from '#contracts/guest-data/guest-data.ts';
import { askGuestData } from '#services/guest-data/ask-data.ts';
import { eraseGuestData } from '#services/guest-data/ask-erasure.ts';
import { downloadGuestData } from '#services/guest-data/download-data.ts';
import { listGuestDataBookings, listGuestDataMails } from '#services/guest-data/list-data.ts';
import { viewGuestData } from '#services/guest-data/view-data.ts';
import { routeUsername } from '#services/link/public-link.ts';
import { sendFile } from '../contact.ts';

/** Serves guests: what an organisation keeps of them. */
export const guestDataRoutes = (router: Router): void => {
  const { db, limits } = router.deps;
  bindPublic(router, contract.askGuestData, async ({ c, params, body, asGuest }) => {
    const { tenantId } = await routeUsername(db, params.username);
    await limits.consume(c, 'dataEmail', `${tenantId}/${body.email.toLowerCase()}`);
    return { body: await askGuestData(asGuest(tenantId), body) };
  });
  bindCapability(router, contract.viewGuestData, async ({ ctx }) => ({ body: await viewGuestData(ctx) }));
  bindCapability(router, contract.listGuestDataBookings, async ({ ctx, query }) => ({
    body: await listGuestDataBookings(ctx, query),
  }));
  bindCapability(router, contract.listGuestDataMails, async ({ ctx, query }) => ({
    body: await listGuestDataMails(ctx, query),
  }));
  bindCapability(router, contract.downloadGuestData, async ({ c, ctx, query }) =>
    sendFile(c, await downloadGuestData(ctx, query), {
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    }),
  );
  bindCapability(router, contract.eraseGuestData, async ({ ctx }) => ({ body: await eraseGuestData(ctx) }));
};
