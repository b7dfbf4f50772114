import { setTimeout as delay } from 'node:timers/promises';
import { send, textAt } from '../http.ts';
import { createRandom, type Random } from '../random.ts';
import { type ChaosLink, groupStepMinutes, stepMinutes, type World } from '../world.ts';
import type { Client } from './client.ts';
import type { Operation } from './history.ts';
import { type Payer, payFor } from './payers.ts';

const stepMs = stepMinutes * 60_000;
/** The times everybody wants change this often. */
const hotWindowMs = 20_000;
const hotLinks = 6;
const hotTimes = 3;

export type CandidateSlot = { link: ChaosLink; start: number };

/** The few times that 60 % of the guests are after at this moment. */
export function hotSlots(world: World, seed: number, now: number): CandidateSlot[] {
  const window = Math.floor(now / hotWindowMs);
  const random = createRandom(seed * 31 + window);
  const base = Math.ceil(now / stepMs) * stepMs;
  return Array.from({ length: hotLinks }, () => random.pick(othersOf(world))).flatMap((link) =>
    Array.from({ length: hotTimes }, () => ({ link, start: base + (1 + random.below(21)) * stepMs })),
  );
}

export type Guest = {
  /** Where requests go that are not commands. */
  payer: Payer;
  world: World;
  client: Client;
  random: Random;
  seed: number;
  nextKey: () => string;
  /** Leaves some holds to run out. */
  forgets: boolean;
  /** How likely they change a booking of theirs after each attempt, between 0 and 1. */
  changes: number;
  /** How likely they look for a meeting that costs something, whatever else there is, between 0 and 1. */
  seeksPaid: number;
};
type Mine = { bookingId: string; token: string; link: ChaosLink; start: number };

const groupStepMs = groupStepMinutes * 60_000;

/** Few times of a group: the next ones, which everybody wants, and some of tomorrow, which its other guests do not take. */
const groupStart = ({ random }: Guest): number => {
  const steps = random.chance(0.4) ? 1 + random.below(3) : 48 + random.below(16);
  return Math.ceil(Date.now() / groupStepMs) * groupStepMs + steps * groupStepMs;
};

const anyStart = (guest: Guest, link: ChaosLink): number => {
  if (link.capacity > 1) return groupStart(guest);
  const { random } = guest;
  const steps = random.chance(0.5) ? 2 + random.below(22) : 24 + random.below(550);
  return Math.ceil(Date.now() / stepMs) * stepMs + steps * stepMs;
};

const anySlot = (guest: Guest, links: readonly ChaosLink[]): CandidateSlot => {
  const link = guest.random.pick(links);
  return { link, start: anyStart(guest, link) };
};

const groupsOf = ({ links }: World): readonly ChaosLink[] => links.filter(({ capacity }) => capacity > 1);
const othersOf = ({ links }: World): readonly ChaosLink[] => links.filter(({ capacity }) => capacity === 1);
const paidOf = (world: World): readonly ChaosLink[] => othersOf(world).filter(({ isPaid }) => isPaid);

const slotOf = (guest: Guest): CandidateSlot => {
  const { world, random, seed, seeksPaid } = guest;
  if (random.chance(seeksPaid)) return anySlot(guest, paidOf(world));
  if (random.chance(0.3)) return anySlot(guest, groupsOf(world));
  return random.chance(0.6)
    ? random.pick(hotSlots(world, seed, Date.now()))
    : anySlot(guest, othersOf(world));
};

const personOf = (guest: Guest, key: string) => ({
  name: `Guest ${guest.world.canary} ${key.slice(-6)}`,
  email: `${key}@${guest.world.canary}.test`,
});

const iso = (instant: number): string => new Date(instant).toISOString();

const tokenOf = (receipt: unknown): string =>
  /\/b\/([^/]+)$/.exec(textAt(receipt, 'links', 'manage') ?? '')?.[1] ?? '';

const look = async ({ world }: Guest, { link, start }: CandidateSlot): Promise<void> => {
  const day = iso(start).slice(0, 10);
  await send(world.baseUrl, {
    path: `/api/v1/public/links/${link.username}/${link.slug}/slots?from=${day}&to=${day}&timeZone=UTC`,
  });
};

const bookBody = (guest: Guest, slot: CandidateSlot, person: { name: string; email: string }) => ({
  start: iso(slot.start),
  durationMinutes: slot.link.durationMinutes,
  timeZone: guest.random.pick(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York']),
  locale: guest.random.pick(['en', 'vi']),
  guest: person,
  note: `Please mention ${guest.world.canary}.`,
});

/** One attempt: at once, or by a hold that is completed, given back or forgotten. */
async function book(guest: Guest, slot: CandidateSlot): Promise<Mine | null> {
  const { client, random } = guest;
  const key = guest.nextKey();
  const person = personOf(guest, key);
  const base = `/api/v1/public/links/${slot.link.username}/${slot.link.slug}`;
  const params = { username: slot.link.username, slug: slot.link.slug };
  const common = { linkId: slot.link.id, start: slot.start };
  const keep = (receipt: unknown, bookingId: string): Mine => ({
    ...slot,
    bookingId,
    token: tokenOf(receipt),
  });
  if (random.chance(0.6)) {
    const call = {
      operation: 'bookLink',
      params,
      path: `${base}/bookings`,
      body: bookBody(guest, slot, person),
    };
    const outcome = await client.perform({ kind: 'book', key, ...common, ...person }, call);
    return outcome.kind === 'ok' ? keep(outcome.body, outcome.told.bookingId) : null;
  }
  const { durationMinutes } = slot.link;
  const held = await client.perform(
    { kind: 'hold', key: `h${key}`, ...common },
    {
      operation: 'placeHold',
      params,
      path: `${base}/holds`,
      body: { start: iso(slot.start), durationMinutes, timeZone: 'UTC' },
    },
  );
  if (held.kind !== 'ok') return null;
  const hold = { bookingId: held.told.bookingId, holdToken: textAt(held.body, 'holdToken') ?? '' };
  await delay(200 + random.below(1_500));
  const next = random.next();
  if (next < 0.15 && guest.forgets) return null;
  if (next < 0.27) {
    const call = {
      operation: 'releaseHold',
      params: { token: hold.holdToken },
      path: `/api/v1/public/holds/${hold.holdToken}/release`,
      body: {},
    };
    await client.perform({ kind: 'release', key: `r${key}`, ...common, bookingId: hold.bookingId }, call);
    return null;
  }
  const outcome = await client.perform(
    { kind: 'complete', key, ...common, ...person, bookingId: hold.bookingId },
    {
      operation: 'bookLink',
      params,
      path: `${base}/bookings`,
      body: { ...bookBody(guest, slot, person), hold },
    },
  );
  return outcome.kind === 'ok' ? keep(outcome.body, hold.bookingId) : null;
}

async function changeMind(guest: Guest, mine: Mine): Promise<boolean> {
  const { client, random } = guest;
  const about = { linkId: mine.link.id, bookingId: mine.bookingId };
  const path = `/api/v1/public/bookings/${mine.token}`;
  if (random.chance(0.55)) {
    const op: Omit<Operation, 'id' | 'keyHash'> = { kind: 'cancel', key: guest.nextKey(), ...about };
    await client.perform(op, {
      operation: 'cancelAsGuest',
      params: { token: mine.token },
      path: `${path}/cancel`,
      body: { reason: `No time, says ${guest.world.canary}` },
    });
    return false;
  }
  const wanted =
    mine.link.capacity === 1 && random.chance(0.4)
      ? random.pick(hotSlots(guest.world, guest.seed, Date.now())).start
      : anyStart(guest, mine.link);
  await client.perform(
    { kind: 'reschedule', key: guest.nextKey(), ...about, start: wanted },
    {
      operation: 'rescheduleAsGuest',
      params: { token: mine.token },
      path: `${path}/reschedule`,
      body: { start: iso(wanted) },
    },
  );
  return true;
}

/** A guest who books again and again, and pays meanwhile; a little more than half of the changes are cancellations, the others moves. */
export async function guestLoop(guest: Guest, stop: AbortSignal, thinkMs: number): Promise<void> {
  const { random } = guest;
  const mine: Mine[] = [];
  const paying: Promise<void>[] = [];
  while (!stop.aborted) {
    const slot = slotOf(guest);
    if (random.chance(0.15)) await look(guest, slot);
    const booked = await book(guest, slot);
    if (booked !== null) mine.push(booked);
    if (booked?.link.isPaid === true) paying.push(payFor(guest.payer, booked.token, stop));
    if (mine.length > 0 && random.chance(guest.changes)) {
      const index = random.below(mine.length);
      const chosen = mine[index];
      if (chosen !== undefined && !(await changeMind(guest, chosen))) mine.splice(index, 1);
    }
    await delay(thinkMs / 2 + random.below(thinkMs));
  }
  await Promise.all(paying);
}
