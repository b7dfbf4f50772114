import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failures } from '#domain/failure.ts';
import { type BookingView, type FollowStep, moveDeadlineOf, planFollow, stepKey } from './follow.ts';
import type { MoveRequest } from './move-request.ts';
import { type OwedFacts, type OwedNotification, owedBy } from './owed.ts';
import { deadlineOf, standing, statusTable } from './status.ts';
import { refuseTransition } from './transition.ts';
import { type BookingStatus, bookingStatuses } from './types.ts';

const start = 1_800_000_000_000;
const minuteMs = 60_000;

const view = (values: Partial<BookingView> = {}): BookingView => ({
  status: 'confirmed',
  startsAt: start + 60 * minuteMs,
  endsAt: start + 90 * minuteMs,
  holdUntil: null,
  approveBy: null,
  moveBy: null,
  revision: 0,
  hostIds: ['mbr_1'],
  effects: [],
  isToSettle: false,
  payBy: null,
  notifyAt: null,
  notifyFailure: null,
  ...values,
});

const anyFailure = fc.constantFrom(...failures);
const moment = fc.integer({ min: -100, max: 100 }).map((minutes) => start + minutes * minuteMs);
const someView: fc.Arbitrary<BookingView> = fc.record({
  status: fc.constantFrom(...bookingStatuses),
  startsAt: moment,
  endsAt: moment,
  holdUntil: fc.option(moment),
  approveBy: fc.option(moment),
  moveBy: fc.option(moment),
  revision: fc.nat({ max: 5 }),
  hostIds: fc.constant(['mbr_1']),
  effects: fc.uniqueArray(
    fc.record({ name: fc.constant('calendar' as const), tryAt: moment, failure: fc.option(anyFailure) }),
    { selector: ({ name }) => name },
  ),
  isToSettle: fc.boolean(),
  payBy: fc.option(moment),
  notifyAt: fc.option(moment),
  notifyFailure: fc.option(anyFailure),
});

/** When a booking, or the move that its guest asks for, ends by itself. */
const endOf = (seen: BookingView): number | null => {
  const ends = [deadlineOf(seen), moveDeadlineOf(seen)].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
};

/** Every moment at which something of a view has to be done. */
const momentsOf = (seen: BookingView, now: number): number[] => {
  const awaits = statusTable[seen.status].awaitsPayment === true && !seen.isToSettle;
  return [
    endOf(seen),
    seen.notifyAt,
    seen.isToSettle ? now : null,
    awaits ? Math.max(seen.payBy ?? now, now) + minuteMs : null,
    ...seen.effects.map(({ tryAt }) => tryAt),
  ].filter((at) => at !== null);
};

describe('the plan of a follower', () => {
  test('is never "nothing due, nothing next" while something is owed, and is so when nothing is', () => {
    fc.assert(
      fc.property(someView, moment, (seen, now) => {
        const { due, next } = planFollow(seen, now);
        expect(due.length === 0 && next === null).toBe(momentsOf(seen, now).length === 0);
      }),
    );
  });

  test('does what has come due and nothing before, each once, and waits for the first moment ahead', () => {
    fc.assert(
      fc.property(someView, moment, (seen, now) => {
        const { due, next } = planFollow(seen, now);
        const moments = momentsOf(seen, now);
        const ahead = moments.filter((at) => at > now);
        expect(due).toHaveLength(moments.length - ahead.length);
        expect(new Set(due.map(stepKey)).size).toBe(due.length);
        expect(next?.at ?? null).toBe(ahead.length === 0 ? null : Math.min(...ahead));
      }),
    );
  });

  test('ends a booking as the state it counts as', () => {
    fc.assert(
      fc.property(someView, moment, (seen, now) => {
        const ends = planFollow(seen, now).due.filter((step) => step.kind === 'end');
        const as = standing(seen, now);
        const isDue = (endOf(seen) ?? Number.POSITIVE_INFINITY) <= now;
        expect(ends).toEqual(isDue ? [{ kind: 'end', as }] : []);
        expect(isDue || as === seen.status).toBe(true);
      }),
    );
  });

  test('says what it waits for, and after which failure', () => {
    const tryAt = start + minuteMs;
    const failing = view({ effects: [{ name: 'calendar', tryAt, failure: 'unavailable' }] });
    expect(planFollow(failing, start).next).toEqual({
      at: tryAt,
      why: 'calendar: next try after unavailable',
    });
    expect(planFollow(view(), start).next).toEqual({ at: start + 90 * minuteMs, why: 'confirmed ends' });
    const asked = view({ status: 'pending_approval', approveBy: tryAt });
    expect(planFollow(asked, start).next?.why).toBe('pending approval ends');
    const moving = view({ moveBy: tryAt });
    expect(planFollow(moving, start).next).toEqual({ at: tryAt, why: 'move request ends' });
    expect(planFollow(moving, tryAt).due).toEqual([{ kind: 'end', as: 'confirmed' }]);
  });
});

type Noted = OwedNotification & { createdAt: number; state: 'due' | 'done' | 'dropped' };
type Booking = Pick<BookingView, 'status' | 'startsAt' | 'endsAt' | 'holdUntil' | 'approveBy' | 'revision'> &
  MoveRequest & { furtherGuests: number };
/** What Postgres holds of one booking, written by the rules alone. */
type World = { booking: Booking; notes: Map<string, Noted>; told: string[]; wanted: number; done: number };

type Command =
  | { action: 'complete_hold'; needsApproval: boolean }
  | { action: 'reschedule'; minutes: number }
  | { action: 'release_hold' | 'approve' | 'decline' | 'cancel' | 'mark_no_show' };
/** `steps`: which of the due steps are carried out; a crash takes the others. */
type Look = { action: 'look'; steps: number };
type Event = (Command | Look) & { afterMinutes: number };
type Terms = Pick<OwedFacts, 'reminderMinutes' | 'hasCalendar' | 'meetingFrom'>;

const change = (world: World, set: Partial<Booking>, now: number, terms: Terms): void => {
  const before = world.booking;
  world.booking = { ...before, ...set };
  const owed = owedBy(before, world.booking, { ...terms, now });
  if (owed.dropsReminders)
    for (const note of world.notes.values())
      if (note.state === 'due' && note.template === 'booking_reminder') note.state = 'dropped';
  for (const note of owed.notifications) {
    expect([...world.notes.keys()]).not.toContain(note.key);
    world.notes.set(note.key, { ...note, createdAt: now, state: 'due' });
  }
  world.wanted += owed.effects.length;
};

const setOf = (command: Command, booking: Booking, now: number): Partial<Booking> => {
  const length = booking.endsAt - booking.startsAt;
  const final = (status: BookingStatus) => ({ status, holdUntil: null, approveBy: null });
  switch (command.action) {
    case 'complete_hold':
      return command.needsApproval
        ? {
            status: 'pending_approval',
            holdUntil: null,
            approveBy: Math.min(now + 30 * minuteMs, booking.startsAt),
          }
        : final('confirmed');
    case 'reschedule': {
      const startsAt = now + command.minutes * minuteMs;
      const approveBy = booking.approveBy === null ? null : Math.min(booking.approveBy, startsAt);
      return { startsAt, endsAt: startsAt + length, revision: booking.revision + 1, approveBy };
    }
    case 'cancel':
      return { ...final('cancelled'), revision: booking.revision + 1 };
    case 'approve':
      return final('confirmed');
    case 'decline':
      return final('declined');
    case 'release_hold':
      return final('expired');
    case 'mark_no_show':
      return { status: 'no_show' };
  }
};

const dueAtOf = (world: World, note: Noted): number =>
  note.waitsFor !== null && world.done === world.wanted ? note.createdAt : note.dueAt;

const viewOf = (world: World): BookingView => {
  const open = [...world.notes.values()].filter(({ state }) => state === 'due');
  const moments = open.map((note) => dueAtOf(world, note));
  return {
    ...world.booking,
    hostIds: [],
    effects: world.done < world.wanted ? [{ name: 'calendar', tryAt: start, failure: null }] : [],
    isToSettle: false,
    payBy: null,
    notifyAt: moments.length === 0 ? null : Math.min(...moments),
    notifyFailure: null,
  };
};

const carryOut = (world: World, step: FollowStep, now: number, terms: Terms): void => {
  switch (step.kind) {
    case 'end':
      change(world, { status: step.as, holdUntil: null, approveBy: null }, now, terms);
      return;
    case 'settle':
      throw new Error('nothing is paid for here');
    case 'effect':
      world.done = world.wanted;
      return;
    case 'notify':
      for (const note of world.notes.values())
        if (note.state === 'due' && dueAtOf(world, note) <= now) {
          note.state = 'done';
          world.told.push(note.key);
        }
  }
};

const happen = (world: World, event: Event, now: number, terms: Terms): void => {
  if (event.action !== 'look') {
    if (refuseTransition(event.action, world.booking, now) !== null) return;
    const set = setOf(event, world.booking, now);
    if (set.startsAt !== world.booking.startsAt) change(world, set, now, terms);
    return;
  }
  const { due } = planFollow(viewOf(world), now);
  for (const [index, step] of due.entries())
    if ((event.steps >> index) % 2 === 1) carryOut(world, step, now, terms);
};

/** A follower that is left alone until nothing more is to come. */
const settle = (world: World, from: number, terms: Terms): void => {
  let now = from;
  for (let round = 0; round < 200; round += 1) {
    const { due, next } = planFollow(viewOf(world), now);
    for (const step of due) carryOut(world, step, now, terms);
    if (due.length > 0) continue;
    if (next === null) return;
    now = next.at;
  }
  throw new Error('the follower does not come to rest');
};

const command = fc.oneof(
  fc.record({ action: fc.constant('complete_hold' as const), needsApproval: fc.boolean() }),
  fc.record({ action: fc.constant('reschedule' as const), minutes: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ action: fc.constantFrom('release_hold', 'approve', 'decline', 'cancel', 'mark_no_show') }),
);
const look = fc.record({ action: fc.constant('look' as const), steps: fc.nat({ max: 7 }) });
const events: fc.Arbitrary<Event[]> = fc.array(
  fc
    .tuple(fc.oneof(command, look), fc.integer({ min: 0, max: 40 }))
    .map(([what, afterMinutes]) => ({ ...what, afterMinutes })),
  { maxLength: 24 },
);
const someTerms: fc.Arbitrary<Terms> = fc.record({
  reminderMinutes: fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 4 }),
  hasCalendar: fc.boolean(),
  meetingFrom: fc.constantFrom(null, 'calendar' as const),
});

const play = (happened: readonly Event[], terms: Terms, withLooks: boolean): World => {
  const world: World = {
    booking: {
      status: 'held',
      startsAt: start + 60 * minuteMs,
      endsAt: start + 90 * minuteMs,
      holdUntil: start + 10 * minuteMs,
      approveBy: null,
      moveTo: null,
      furtherGuests: 0,
      moveBy: null,
      revision: 0,
    },
    notes: new Map(),
    told: [],
    wanted: 0,
    done: 0,
  };
  let now = start;
  for (const event of happened) {
    now += event.afterMinutes * minuteMs;
    if (withLooks || event.action !== 'look') happen(world, event, now, terms);
  }
  settle(world, now, terms);
  return world;
};

describe('a booking and its follower', () => {
  test('owe the same in whatever order looks, crashes and commands come, each key once', () => {
    fc.assert(
      fc.property(events, someTerms, (happened, terms) => {
        const followed = play(happened, terms, true);
        const alone = play(happened, terms, false);
        expect([...followed.notes.keys()].toSorted()).toEqual([...alone.notes.keys()].toSorted());
        expect(followed.wanted).toBe(alone.wanted);
        expect(followed.booking).toEqual(alone.booking);
      }),
      { numRuns: 1_000 },
    );
  });

  test('come to rest with everything told once, and nothing dropped but reminders of a time that changed', () => {
    fc.assert(
      fc.property(events, someTerms, (happened, terms) => {
        const { notes, told, wanted, done } = play(happened, terms, true);
        const left = [...notes.values()].filter(({ state }) => state !== 'done');
        expect(
          left.every(({ state, template }) => state === 'dropped' && template === 'booking_reminder'),
        ).toBe(true);
        expect(told.toSorted()).toEqual(
          [...notes.values()].flatMap(({ state, key }) => (state === 'done' ? [key] : [])).toSorted(),
        );
        expect(new Set(told).size).toBe(told.length);
        expect(done).toBe(wanted);
      }),
      { numRuns: 1_000 },
    );
  });
});
