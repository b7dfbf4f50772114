import { defineQuery } from '@temporalio/workflow';
import type { BookingView } from '#domain/booking/follow.ts';
import type { BookingStatus } from '#domain/booking/types.ts';

export type BookingLifecycleInput = { tenantId: string; bookingId: string };
/** `unknown`: there is no such booking; what asked for it was undone. */
export type BookingLifecycleResult = { status: BookingStatus | 'unknown' };

export type BookingState = { view: BookingView | null; underWay: readonly string[] };
/** For operators: where the booking stands and what is under way. */
export const bookingStateQuery = defineQuery<BookingState>('state');
