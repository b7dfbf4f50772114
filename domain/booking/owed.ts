import type { EffectName } from '#domain/effect/types.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { statusTable } from './status.ts';
import type { BookingStatus } from './types.ts';

const minuteMs = 60_000;

/** How long a confirmation waits for a meeting link that is being made before it is sent without one. */
export const meetingLinkPatienceMs = 20_000;

/** A move is told this long after it was made, in one mail with those that follow it meanwhile. */
export const moveGatheringMs = 60_000;

/** Somebody has to be told something. `key` names it among those of its booking for ever, so that it is told once. */
export type OwedNotification = {
  template: NotificationTemplate;
  key: string;
  revision: number;
  /** Epoch milliseconds; as early as one of the same template that is still due, where it `gathers`. */
  dueAt: number;
  gathers: boolean;
  minutesBefore: number | null;
  /** It may go out before `dueAt` once this effect is done or has failed. */
  waitsFor: EffectName | null;
};

export type Owed = {
  notifications: readonly OwedNotification[];
  effects: readonly EffectName[];
  /** Reminders of the time before are not due any more. */
  dropsReminders: boolean;
  /** So is what was to be told of a move that was asked for: it is decided, withdrawn or another one by now. */
  dropsMoveRequests: boolean;
};

/** A booking before or after a change. */
export type BookingMoment = {
  status: BookingStatus;
  startsAt: number;
  revision: number;
  /** The time its guest asks to move to. */
  moveTo: number | null;
  /** How many people its guest has brought, with those who were taken out again. */
  furtherGuests: number;
};

export type Reassigned = {
  /** Names the change: one booking can go from host to host and back. */
  key: string;
  /** The member who hosted it and has to be told; null when they know. */
  tells: string | null;
};

export type OwedFacts = {
  now: number;
  reminderMinutes: readonly number[];
  /** Some host's calendar is written to, or shows the booking already. */
  hasCalendar: boolean;
  /** The effect that makes the meeting link, while that is still to come; null otherwise. */
  meetingFrom: EffectName | null;
  /** Positions (from 1) of those who are taken out of its party by the change. */
  removed?: readonly number[];
  /** Somebody else hosts it from now on. */
  reassigned?: Reassigned;
};

/**
 * The reminders that are still ahead [NTF-3], earliest first: offsets are elapsed minutes before the start, so a change
 * of the clocks moves nothing; each revision has keys of its own.
 */
export const remindersOf = (
  booking: Pick<BookingMoment, 'startsAt' | 'revision'>,
  minutesBefore: readonly number[],
  now: number,
): OwedNotification[] =>
  [...new Set(minutesBefore)]
    .map((minutes) => ({
      template: 'booking_reminder' as const,
      key: `booking_reminder/r${booking.revision}/${minutes}`,
      revision: booking.revision,
      dueAt: booking.startsAt - minutes * minuteMs,
      gathers: false,
      minutesBefore: minutes,
      waitsFor: null,
    }))
    .filter(({ dueAt }) => dueAt > now)
    .toSorted((a, b) => a.dueAt - b.dueAt);

/** What everybody is told when a booking comes into a state. */
const announcedAs: Readonly<Record<BookingStatus, NotificationTemplate | null>> = {
  held: null,
  pending_payment: null,
  pending_approval: 'booking_requested',
  confirmed: 'booking_confirmed',
  cancelled: 'booking_cancelled',
  declined: 'booking_declined',
  expired: 'booking_expired',
  completed: null,
  no_show: null,
};

const moveAnnouncementOf = (before: BookingMoment, after: BookingMoment): NotificationTemplate | null => {
  if (before.startsAt !== after.startsAt) return 'booking_rescheduled';
  if (before.moveTo === after.moveTo) return null;
  return after.moveTo === null ? 'booking_move_declined' : 'booking_move_requested';
};

/** Of these there may be several in one revision. */
const asked: readonly NotificationTemplate[] = ['booking_move_requested', 'booking_move_declined'];

const announcementOf = (before: BookingMoment | null, after: BookingMoment): NotificationTemplate | null => {
  if (before === null || before.status !== after.status)
    // Nobody was told of a hold, so nobody is told of its end; of one that was not paid its payment tells.
    return (before?.status === 'held' && !statusTable[after.status].holdsTime) ||
      (before?.status === 'pending_payment' && after.status === 'expired')
      ? null
      : announcedAs[after.status];
  return moveAnnouncementOf(before, after);
};

const keyOf = (
  template: NotificationTemplate,
  { revision, moveTo, furtherGuests }: BookingMoment,
  now: number,
): string => {
  const which = `/${Math.floor(now / 1000)}${Math.floor((moveTo ?? 0) / minuteMs)}`;
  const invited = template === 'booking_confirmed' ? guestsFrom(0, furtherGuests) : '';
  return `${template}/r${revision}${asked.includes(template) ? which : ''}${invited}`;
};

/** Begins the keys of what is told only to people who were added to a booking that is confirmed. */
const addedPrefix = 'booking_confirmed/g';

/** Whether it is told to the people who were added, and to nobody else. */
export const isForAddedGuests = (key: string): boolean => key.startsWith(addedPrefix);

/** Whom a confirmation invites: the people whom the guest brings from one count to another, each by one confirmation only. */
const guestsFrom = (from: number, to: number): string => (to > from ? `/g${from}-${to}` : '');

/** Whether the confirmation of this key is the one that invites the person at a position (from 1) of a booking's party. */
export const invites = (key: string, position: number): boolean => {
  const [, from, to] = /\/g(\d+)-(\d+)$/.exec(key) ?? [];
  return position > Number(from) && position <= Number(to);
};

const invitationOf = (before: BookingMoment, after: BookingMoment, now: number): OwedNotification => ({
  template: 'booking_confirmed',
  key: `booking_confirmed${guestsFrom(before.furtherGuests, after.furtherGuests)}`,
  revision: after.revision,
  dueAt: now,
  gathers: false,
  minutesBefore: null,
  waitsFor: null,
});

const uninvitedPrefix = 'booking_uninvited/g';

/** Whom it tells that they are not invited any more, by their position (from 1); null where it tells something else. */
export const uninvitedBy = (key: string): number | null =>
  key.startsWith(uninvitedPrefix) ? Number(key.slice(uninvitedPrefix.length)) : null;

const handedOnPrefix = 'booking_handed_on/';

/** The member who hosted a booking and is told that they do not any more; null for what is told to others. */
export const handedOnBy = (key: string): string | null =>
  key.startsWith(handedOnPrefix) ? (key.slice(handedOnPrefix.length).split('/')[0] ?? null) : null;

/** What one person is told who is not of it any more. */
const leavingOf = (
  template: 'booking_uninvited' | 'booking_handed_on',
  key: string,
  { revision }: BookingMoment,
  now: number,
): OwedNotification => ({
  template,
  key,
  revision,
  dueAt: now,
  gathers: false,
  minutesBefore: null,
  waitsFor: null,
});

const uninvitationOf = (position: number, booking: BookingMoment, now: number): OwedNotification =>
  leavingOf('booking_uninvited', `${uninvitedPrefix}${position}`, booking, now);

const handingOnOf = (memberId: string, booking: BookingMoment, now: number): OwedNotification =>
  leavingOf('booking_handed_on', `${handedOnPrefix}${memberId}/${now}`, booking, now);

/** Who has to be told what, and which vendors, when a booking goes from one moment to the next [BKG-1, NTF-1]. */
export const owedBy = (before: BookingMoment | null, after: BookingMoment, facts: OwedFacts): Owed => {
  const { now, removed = [] } = facts;
  const wasShown = before !== null && statusTable[before.status].inCalendars;
  const isShown = statusTable[after.status].inCalendars;
  const moved = before !== null && before.startsAt !== after.startsAt;
  const grown = wasShown && isShown && before.furtherGuests < after.furtherGuests;
  const uninvited = wasShown && isShown ? removed : [];
  const { reassigned } = facts;
  const touchesCalendar =
    wasShown !== isShown || (isShown && (moved || reassigned !== undefined)) || grown || uninvited.length > 0;
  const wantsMeeting = facts.meetingFrom === 'conference' && isShown && (!wasShown || moved);
  const template = reassigned === undefined ? announcementOf(before, after) : 'booking_reassigned';
  const isFresh = after.status === 'confirmed' && (!wasShown || moved);
  const waits = template === 'booking_confirmed' && facts.meetingFrom !== null;
  const gathers = template === 'booking_rescheduled' || template === 'booking_move_requested';
  const announcement: OwedNotification[] =
    template === null
      ? []
      : [
          {
            template,
            key: reassigned === undefined ? keyOf(template, after, now) : `${template}/${reassigned.key}`,
            revision: after.revision,
            dueAt: now + (waits ? meetingLinkPatienceMs : gathers ? moveGatheringMs : 0),
            gathers,
            minutesBefore: null,
            waitsFor: waits ? facts.meetingFrom : null,
          },
        ];
  return {
    notifications: [
      ...announcement,
      ...(reassigned?.tells == null ? [] : [handingOnOf(reassigned.tells, after, now)]),
      ...(grown ? [invitationOf(before, after, now)] : []),
      ...uninvited.map((position) => uninvitationOf(position, after, now)),
      ...(isFresh ? remindersOf(after, facts.reminderMinutes, now) : []),
    ],
    effects: [
      ...(wantsMeeting ? (['conference'] as const) : []),
      ...(touchesCalendar && facts.hasCalendar ? (['calendar'] as const) : []),
    ],
    dropsMoveRequests: before !== null && before.moveTo !== null && before.moveTo !== after.moveTo,
    dropsReminders: wasShown && (moved || after.status === 'cancelled'),
  };
};
