/** How a membership ends, or rests. */
export const departureKinds = ['deactivate', 'remove', 'leave'] as const;
export type DepartureKind = (typeof departureKinds)[number];

/**
 * What becomes of the bookings ahead of whoever goes: others who host the link take them, one member takes them, or they are
 * cancelled. What nobody can take is cancelled, whatever was wanted.
 */
export const departurePlans = ['reassign', 'hand_over', 'cancel'] as const;
export type DeparturePlan = (typeof departurePlans)[number];

/** `open` while bookings are to be settled, `settled` while calendars are, `done` after that. */
export const departureStates = ['open', 'settled', 'done'] as const;
export type DepartureState = (typeof departureStates)[number];
