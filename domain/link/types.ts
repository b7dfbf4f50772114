import type { AssignmentStrategy } from '#domain/assignment/model.ts';
import type { LimitScope } from '#domain/availability/model.ts';

/** What a link offers and by which rules [LNK-1..5, AVL-4]. */
export const linkKinds = ['one_to_one', 'group', 'collective', 'round_robin'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How many guests can have a time of a group link. */
export const groupPlaces = { least: 2, most: 1000 } as const;

/** How many people beside the one who books a link takes for a booking, unless its host says otherwise, and at the most. */
export const usualFurtherGuests = 10;
export const furtherGuestsMost = 20;

/** In a group each guest books a place, and nobody comes without one. */
export const usualFurtherGuestsOf = (kind: LinkKind): number => (kind === 'group' ? 0 : usualFurtherGuests);

export const locationKinds = ['video_meeting', 'phone', 'in_person', 'custom_url'] as const;
export type LocationKind = (typeof locationKinds)[number];

export const questionKinds = ['text', 'long_text', 'choice', 'checkbox', 'phone', 'number'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export type Question = {
  id: string;
  label: string;
  kind: QuestionKind;
  required: boolean;
  choices?: string[] | undefined;
};

/** Dates are local ones of the owner, both included. */
export type BookingWindow = { kind: 'rolling'; days: number } | { kind: 'range'; from: string; to: string };

export type BookingLimit = { period: 'day' | 'week' | 'month'; count: number; per: LimitScope };

/** What start times are counted from: the clock, so many minutes past the hour, or the start of each block of hours. */
export type StartGrid = { kind: 'clock'; offsetMinutes: number } | { kind: 'hours' };

/** At most `count` bookings of one address in `days` days. */
export type GuestLimit = { count: number; days: number };

/** Who of several hosts gets a booking of a round-robin link [LNK-4]; `domain/assignment` chooses. */
export type LinkAssignment = {
  strategy: AssignmentStrategy;
  namedHostId: string | null;
  weights: Record<string, number>;
};
