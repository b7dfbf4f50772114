import type { Context } from 'hono';
import type { z } from 'zod';
import { bindPublic, type Router } from '#api/bind.ts';
import { bookLink, type CommandDeps, placeHold, releaseHold } from '#api/booking-commands.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/public.ts';
import { findPublicSlots, type SlotAnswer } from '#services/availability/find-slots.ts';
import { viewPublicLink, viewPublicProfile } from '#services/booking/view-public-link.ts';
import { routeUsername } from '#services/link/public-link.ts';

/** What a guest may see of free times: no hosts, no counts, no reasons. */
export const presentSlots = (
  timeZone: string,
  { durationMinutes, days, nextAvailableDate }: SlotAnswer,
): z.input<typeof contract.SlotList> => ({
  timeZone,
  durationMinutes,
  days: days.map(({ date, slots }) => ({
    date,
    slots: slots.map((slot) => ({ start: new Date(slot.start).toISOString(), best: slot.best })),
  })),
  nextAvailableDate,
});

type Address = { username: string; slug: string };

const readRoutes = (router: Router): void => {
  const { db, now } = router.deps;
  bindPublic(router, contract.getProfile, async ({ params }) => ({
    body: await viewPublicProfile(db, params.username),
  }));
  bindPublic(router, contract.getPublicLink, async ({ params }) => ({
    body: await viewPublicLink(db, params, now()),
  }));
  bindPublic(router, contract.listSlots, async ({ params, query }) => {
    return { body: presentSlots(query.timeZone, await findPublicSlots(db, params, query, now())) };
  });
};

/** Claims are also counted by link, whoever sends them. */
const limitClaims = async ({ deps }: Router, c: Context<AppEnv>, at: Address): Promise<void> =>
  deps.limits.consume(c, 'bookLink', `${at.username}/${at.slug}`.toLowerCase());

/** Bookings are counted by the guest's address; tries that come to nothing are not, or anybody could use its share up. */
const limitBookings = async <Result>(
  { deps: { limits } }: Router,
  c: Context<AppEnv>,
  address: string,
  book: () => Promise<Result>,
): Promise<Result> => {
  const key = address.toLowerCase();
  await limits.consume(c, 'bookEmail', key);
  try {
    return await book();
  } catch (error) {
    await limits.giveBack('bookEmail', key);
    throw error;
  }
};

/** Serves guests: pages, slots, holds and bookings. */
export const guestRoutes = (router: Router, commands: CommandDeps): void => {
  const { db } = router.deps;
  readRoutes(router);
  bindPublic(router, contract.placeHold, async ({ c, params, body, idempotencyKey, asGuest }) => {
    await limitClaims(router, c, params);
    const ctx = asGuest((await routeUsername(db, params.username)).tenantId);
    return { body: await placeHold(ctx, commands, params, body, idempotencyKey) };
  });
  bindPublic(router, contract.releaseHold, async ({ params, body, asGuest }) => {
    const { tenantId: _unknown, ...ctx } = asGuest('');
    await releaseHold(ctx, commands, { bookingId: params.bookingId, holdToken: body.holdToken });
    return { body: undefined };
  });
  bindPublic(router, contract.bookLink, async ({ c, params, body, idempotencyKey, asGuest }) => {
    await limitClaims(router, c, params);
    const ctx = asGuest((await routeUsername(db, params.username)).tenantId);
    const book = () => bookLink(ctx, commands, params, body, idempotencyKey);
    return { body: await limitBookings(router, c, `${params.username}/${body.guest.email}`, book) };
  });
};
