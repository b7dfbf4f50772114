/** States of a booking [BKG-2]. `rescheduled` is history (a timeline entry), not a state a booking rests in. */
export const bookingStatuses = [
  'held',
  'pending_approval',
  'confirmed',
  'cancelled',
  'declined',
  'expired',
  'completed',
  'no_show',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

export const bookingActors = ['guest', 'host', 'system'] as const;
export type BookingActor = (typeof bookingActors)[number];

export const linkKinds = ['one_to_one', 'collective', 'round_robin'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Who of several gets a booking of a round-robin link [LNK-4]; `domain/assignment` chooses. */
export const assignmentStrategies = ['round_robin', 'least_busy', 'priority', 'named_host'] as const;

export const locationKinds = ['video_meeting', 'phone', 'in_person', 'custom_url'] as const;
export type LocationKind = (typeof locationKinds)[number];

/** Whether a provider has been told: `pending` on its way, `attention` failing and retried, `off` nothing to tell. */
export const syncStates = ['off', 'pending', 'synced', 'attention'] as const;
export type SyncState = (typeof syncStates)[number];

export const isFinal = (status: BookingStatus): boolean =>
  status === 'cancelled' ||
  status === 'declined' ||
  status === 'expired' ||
  status === 'completed' ||
  status === 'no_show';

/** Live bookings hold their time; the exclusion constraint guards exactly these. */
export const holdsTime = (status: BookingStatus): boolean =>
  status === 'held' || status === 'pending_approval' || status === 'confirmed';
