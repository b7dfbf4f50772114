import { bindPublic, type Call, type Router } from '#api/bind.ts';
import * as contract from '#contracts/managed-booking.ts';
import { AppError } from '#domain/errors.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { downloadIcs } from '#services/booking/download-ics.ts';
import { findMovesFor } from '#services/booking/find-moves.ts';
import { type LinkUse, requirePurpose, type TokenClaims } from '#services/booking/manage-token.ts';
import { presentGuestBooking, presentManaged, presentReceipt } from '#services/booking/present-booking.ts';
import { readBooking } from '#services/booking/read-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { suggestTimesFor } from '#services/booking/suggest-times.ts';
import type { ServiceContext } from '#services/context.ts';
import { type GuestRouteOptions, presentSlots } from './guest.ts';

/** Pages behind a signed link are kept by nobody. */
const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };

type TokenCall = Pick<Call<{ token: string }, unknown, unknown>, 'params' | 'asGuest'>;
type Opened = { ctx: ServiceContext; claims: TokenClaims; bookingId: string };

/** Opens the booking behind a guest's link for one use of it; `forbidden` when the link is genuine but not for that. */
const createOpener =
  (router: Router, { signer }: GuestRouteOptions) =>
  ({ params, asGuest }: TokenCall, use: LinkUse): Opened => {
    const claims = signer.verify(params.token, router.deps.now());
    requirePurpose(claims, use);
    const { tenantId, bookingId } = claims;
    return { ctx: asGuest(tenantId, bookingId), claims, bookingId };
  };

/** Reading by a link made for something else is answered as if the link did not exist. */
const orUnknown = <Result>(open: () => Result): Result => {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    throw new AppError('not_found', 'This link is not known.', { cause: error });
  }
};

/** Serves the signed links of guests. */
export const managedBookingRoutes = (
  router: Router,
  options: GuestRouteOptions & { organizerEmail: string },
): void => {
  const { now } = router.deps;
  const open = createOpener(router, options);
  bindPublic(router, contract.viewBooking, async (call) => {
    const { ctx, claims, bookingId } = orUnknown(() => open(call, 'view'));
    return { body: presentManaged(await readBooking(ctx, bookingId), claims, options, now()), headers };
  });
  bindPublic(router, contract.listAlternatives, async (call) => {
    const { ctx, bookingId } = open(call, 'reschedule');
    return { body: { alternatives: await suggestTimesFor(ctx, bookingId) }, headers };
  });
  bindPublic(router, contract.listMoves, async (call) => {
    const { ctx, bookingId } = open(call, 'reschedule');
    const found = await findMovesFor(ctx, bookingId, call.query);
    return { body: presentSlots(call.query.timeZone, found), headers };
  });
  bindPublic(router, contract.rescheduleAsGuest, async (call) => {
    const { ctx, bookingId } = open(call, 'reschedule');
    const { start, reason } = call.body;
    const moved = await rescheduleBooking(ctx, { bookingId, start: Date.parse(start), reason });
    return { body: presentReceipt(moved, options, now()), headers };
  });
  bindPublic(router, contract.cancelAsGuest, async (call) => {
    const { ctx, bookingId } = open(call, 'cancel');
    const cancelled = await cancelBooking(ctx, { bookingId, ...call.body });
    return { body: { booking: presentGuestBooking(cancelled, now()) }, headers };
  });
  bindPublic(router, contract.downloadIcs, async (call) => {
    const { ctx, bookingId } = orUnknown(() => open(call, 'ics'));
    const file = await downloadIcs(ctx, { ...options, bookingId });
    const disposition = `attachment; filename="${file.fileName}"`;
    return { body: file.content, headers: { ...headers, 'Content-Disposition': disposition } };
  });
};
