import { durationOf } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { type LinkWithHosts, loadPublicLink, routeUsername } from '#services/link/public-link.ts';
import { claimInLine } from './claim/claim-in-line.ts';
import { claimSlot } from './claim/claim-slot.ts';
import { withAlternatives } from './read/alternatives.ts';
import { type LoadedBooking, loadBooking } from './read/load-booking.ts';
import { type RefusedTime, suggestTimes } from './read/suggest-times.ts';

export type LinkAddress = { username: string; slug: string };

/** Holds a time of a public link while its guest fills in the form. A taken time is refused with others to choose from. */
export const placeHold = async (
  ctx: ServiceContext,
  input: { address: LinkAddress; start: number; durationMinutes: number; timeZone: string },
): Promise<LoadedBooking> => {
  const { address, start, timeZone } = input;
  const route = await routeUsername(ctx.db, address.username);
  const bookingId = ctx.newId('booking');
  let refused: RefusedTime | undefined;
  const check = ({ link }: LinkWithHosts): number => {
    const durationMinutes = durationOf(link, input.durationMinutes, '/durationMinutes');
    refused = { linkId: link.id, start, durationMinutes, timeZone };
    return durationMinutes;
  };
  const hold = () =>
    inCommand(ctx, {
      run: async (tx) => {
        const target = await loadPublicLink(tx, route, address.slug);
        const claim = { bookingId, start, durationMinutes: check(target), timeZone, details: null };
        const refusal = await claimSlot(tx, ctx, target, claim);
        return refusal ?? { subjectId: bookingId, answer: await loadBooking(tx, ctx.tenantId, bookingId) };
      },
      replay: (tx, id) => loadBooking(tx, ctx.tenantId, id),
    });
  const wanted = { route, slug: address.slug, start, durationMinutes: input.durationMinutes };
  const held = claimInLine(wanted, { ctx, check }, hold);
  return withAlternatives(held, async () => (refused === undefined ? [] : suggestTimes(ctx, refused)));
};
