import { bindPublic, type Router } from '#api/bind.ts';
import {
  type CommandDeps,
  cancelAsGuest,
  listAlternatives,
  listMoves,
  rescheduleAsGuest,
  viewBooking,
} from '#api/booking-commands.ts';
import * as contract from '#contracts/managed-booking.ts';
import { AppError } from '#domain/errors.ts';
import { downloadIcs } from '#services/booking/download-ics.ts';
import { requirePurpose } from '#services/booking/manage-token.ts';
import { presentSlots } from './guest.ts';

/** Pages behind a signed link are kept by nobody. */
const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };

/** Reading by a link made for something else is answered as if the link did not exist. */
const asUnknown = (error: unknown): never => {
  if (error instanceof AppError && error.code === 'forbidden') {
    throw new AppError('not_found', 'This link is not known.', { cause: error });
  }
  throw error;
};

/** Serves the signed links of guests. */
export const managedBookingRoutes = (router: Router, commands: CommandDeps, organizerEmail: string): void => {
  const { now } = router.deps;
  const { signer, publicUrl } = commands;
  bindPublic(router, contract.viewBooking, async ({ params, asGuest }) => {
    const claims = signer.verify(params.token, now());
    return { body: await viewBooking(asGuest(claims.tenantId), commands, claims).catch(asUnknown), headers };
  });
  bindPublic(router, contract.listAlternatives, async ({ params, asGuest }) => {
    const claims = signer.verify(params.token, now());
    return { body: await listAlternatives(asGuest(claims.tenantId), claims), headers };
  });
  bindPublic(router, contract.listMoves, async ({ params, query, asGuest }) => {
    const claims = signer.verify(params.token, now());
    const found = await listMoves(asGuest(claims.tenantId), claims, query);
    return { body: presentSlots(query.timeZone, found), headers };
  });
  bindPublic(router, contract.rescheduleAsGuest, async ({ params, body, idempotencyKey, asGuest }) => {
    const claims = signer.verify(params.token, now());
    const ctx = asGuest(claims.tenantId);
    return { body: await rescheduleAsGuest(ctx, commands, claims, body, idempotencyKey), headers };
  });
  bindPublic(router, contract.cancelAsGuest, async ({ params, body, idempotencyKey, asGuest }) => {
    const claims = signer.verify(params.token, now());
    const ctx = asGuest(claims.tenantId);
    return { body: await cancelAsGuest(ctx, commands, claims, body, idempotencyKey), headers };
  });
  bindPublic(router, contract.downloadIcs, async ({ params, asGuest }) => {
    const claims = signer.verify(params.token, now());
    const input = { bookingId: claims.bookingId, signer, publicUrl, organizerEmail };
    const download = async () => {
      requirePurpose(claims, 'ics');
      return downloadIcs(asGuest(claims.tenantId), input);
    };
    const file = await download().catch(asUnknown);
    const disposition = `attachment; filename="${file.fileName}"`;
    return { body: file.content, headers: { ...headers, 'Content-Disposition': disposition } };
  });
};
