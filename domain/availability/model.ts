/**
 * Plain data in, plain data out. Instants are epoch milliseconds (UTC); minutes of day are counted from local
 * midnight, 0..1440; dates are `YYYY-MM-DD`; zones are IANA ids as stored. Rule numbers refer to "Exact rules" in
 * docs/availability.md.
 */
export type Instant = number;
export type LocalDate = string;
export type MinuteRange = { startMinute: number; endMinute: number };

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export type WeeklyHours = MinuteRange & { weekday: number };

/** Replaces the weekly hours of its date; several of one date are united; `ranges: []` closes the date. */
export type DateOverride = { date: LocalDate; ranges: readonly MinuteRange[] };

/** Days off, both ends included: beats overrides and weekly hours. */
export type TimeOff = { from: LocalDate; to: LocalDate; title?: string };

/** While it covers a local date, that date is read on this zone's clock (travel). Both ends included. */
export type ZoneChange = { from: LocalDate; to: LocalDate; zone: string };

export type ScheduleInput = {
  /** Changes whenever the schedule does: key of the compiled-schedule cache. */
  version: string;
  zone: string;
  weekly: readonly WeeklyHours[];
  overrides: readonly DateOverride[];
  timeOff: readonly TimeOff[];
  zoneChanges: readonly ZoneChange[];
  validFrom?: LocalDate;
  validUntil?: LocalDate;
};

/** `taken`: the host's person has given the time away in another tenant, and nothing more is known here. */
export type BusyKind = 'hold' | 'booking' | 'class' | 'event' | 'external' | 'time_off' | 'taken';
export type BusyStatus = 'confirmed' | 'pending' | 'tentative' | 'cancelled' | 'declined' | 'rejected';

export type BusyItem = {
  id: string;
  kind: BusyKind;
  start: Instant;
  end: Instant;
  status?: BusyStatus;
  transparency?: 'opaque' | 'transparent';
  /** The item's own buffers (our bookings); they add up with the candidate's. */
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  /** A hold stops blocking at this instant (the instant itself counts as expired). */
  holdUntil?: Instant;
  /** Tentative items block unless the connected calendar's setting says they do not. */
  tentativeBlocks?: boolean;
  /** Seats of the same link at exactly these times (rule 10). */
  sameEvent?: { seatsTaken: number };
  /** Shown to the host in explanations, never to a guest. */
  title?: string;
};

export type HostInput = {
  id: string;
  schedule: ScheduleInput;
  busy: readonly BusyItem[];
  /** Round robin with fixed hosts: a fixed host attends every slot. Ignored in other modes. */
  fixed?: boolean;
  /** `busy` is all there is up to here and says nothing of later times: a slot must have ended by then (rule 12). */
  knownUntil?: Instant;
};

export type LimitPeriod = 'day' | 'week' | 'month' | 'year';
/** Whose bookings a limit counts: all of the link, or of the link those each host has. */
export const limitScopes = ['link', 'host'] as const;
export type LimitScope = (typeof limitScopes)[number];
export type BookingLimit = {
  period: LimitPeriod;
  count?: number;
  minutes?: number;
  /** Default: `link`. */
  per?: LimitScope;
};
/** A booking that counts towards the limits, and who hosts it. */
export type CountedBooking = { start: Instant; end: Instant; hostIds?: readonly string[] };

export type BookingWindow =
  | { kind: 'rolling'; days: number; businessDays?: boolean }
  | { kind: 'range'; from: LocalDate; to: LocalDate }
  | { kind: 'available_days'; days: number; businessDays?: boolean }
  | { kind: 'unlimited' };

export type LinkRules = {
  durationMinutes: number;
  /** Default: the duration. */
  stepMinutes?: number;
  /** Default: the largest of 60, 30, 20, 15, 10, 5 dividing the step, else 1. 1 = from the start of each range. */
  gridUnitMinutes?: number;
  gridOffsetMinutes?: number;
  gridAnchor?: 'working' | 'free';
  /** Default: the first host's zone. */
  gridZone?: string;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  /** To the millisecond (rule 7). */
  noticeMinutes?: number;
  window?: BookingWindow;
  /** Default: the first host's zone. */
  windowZone?: string;
  limits?: readonly BookingLimit[];
  /** Default: the first host's zone. */
  limitsZone?: string;
  /** ISO weekday a week starts on; default 1 (Monday). */
  weekStart?: number;
  seats?: number;
  /** Marks "best" slots; default `none`. */
  preference?: 'none' | 'morning' | 'fewest_fragments';
};

export type AssignmentMode = 'one_to_one' | 'collective' | 'round_robin';

export type AvailabilityQuery = {
  now: Instant;
  /** Slots whose start lies in `[from, to)`. */
  from: Instant;
  to: Instant;
  guestZone: string;
  mode: AssignmentMode;
  hosts: readonly HostInput[];
  link: LinkRules;
  /** Bookings of the link that count towards its limits; the caller reads whole periods around the window. */
  counted?: readonly CountedBooking[];
};

export type Slot = {
  start: Instant;
  end: Instant;
  /** Hosts free for the whole slot (round robin: candidates, fixed hosts included). */
  hostIds: readonly string[];
  /** Present when the link has seats. */
  seatsLeft?: number;
  best: boolean;
};

export type DaySlots = { date: LocalDate; slots: readonly Slot[] };
/** Days in the guest's zone, ascending, only those with slots. */
export type AvailabilityAnswer = { days: readonly DaySlots[] };

export type ReasonRule =
  | 'in_the_past'
  | 'notice'
  | 'booking_window'
  | 'outside_hours'
  | 'date_override'
  | 'time_off'
  | 'schedule_validity'
  | 'busy'
  | 'buffer'
  | 'calendar_unread'
  | 'seats_exhausted'
  | 'limit'
  | 'grid';

/** One cause, machine-readable; removing exactly the named causes makes the slot appear. */
export type Reason = {
  rule: ReasonRule;
  hostId?: string;
  /** The host's local date whose time off or override it is. */
  date?: LocalDate;
  /** The blocking item, and for hosts its title. */
  busyId?: string;
  busyKind?: BusyKind;
  title?: string;
  /** Which buffer reaches into which side. */
  buffer?: { of: 'candidate' | 'item'; side: 'before' | 'after'; minutes: number };
  noticeMinutes?: number;
  earliestStart?: Instant;
  /** Up to where the host's calendars have been read. */
  knownUntil?: Instant;
  window?: { from?: LocalDate; to?: LocalDate };
  limit?: BookingLimit & { taken: number };
  /** Starts follow every step, from the first minute of working time that is a multiple of the unit plus the offset. */
  grid?: {
    stepMinutes: number;
    unitMinutes: number;
    offsetMinutes: number;
    previous?: Instant;
    next?: Instant;
  };
};

export type SlotCheck = { offered: true; slot: Slot } | { offered: false; reasons: readonly Reason[] };
