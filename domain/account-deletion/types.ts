import type { DeparturePlan } from '../departure/types.ts';

/** `grace` while it can be called off, `leaving` while their bookings are settled, then `erased`. */
export const accountDeletionStates = ['grace', 'leaving', 'erased', 'called_off'] as const;
export type AccountDeletionState = (typeof accountDeletionStates)[number];

/** What becomes of bookings ahead in every organisation; one member who takes them is named by leaving it first. */
export const accountDeletionPlans = ['reassign', 'cancel'] as const satisfies readonly DeparturePlan[];
export type AccountDeletionPlan = (typeof accountDeletionPlans)[number];

/** For how long an account that is to be deleted stays as it is. */
export const graceDays = 14;
