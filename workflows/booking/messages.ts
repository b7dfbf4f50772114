import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BookingSnapshot } from '#domain/booking/snapshot.ts';
import type { BookingStatus } from '#domain/booking/status.ts';

export type BookingLifecycleInput = { tenantId: string; bookingId: string; claimRequestId: string };
export type BookingLifecycleResult = { status: BookingStatus | 'refused' };

/** Names a row of `booking_requests`: who asks for what, with the free text that must not travel in payloads. */
export type BookingCommand = { requestId: string };

export type CommandResult = { ok: true; status: BookingStatus } | { ok: false; code: string; detail: string };

/** Answered as soon as the time is claimed or refused; calendars and mails follow. */
export const claimUpdate = defineUpdate<CommandResult>('claim');
export const completeHoldUpdate = defineUpdate<CommandResult, [BookingCommand]>('completeHold');
export const releaseHoldUpdate = defineUpdate<CommandResult, [BookingCommand]>('releaseHold');
export const approveUpdate = defineUpdate<CommandResult, [BookingCommand]>('approve');
export const declineUpdate = defineUpdate<CommandResult, [BookingCommand]>('decline');
export const rescheduleUpdate = defineUpdate<CommandResult, [BookingCommand]>('reschedule');
export const cancelUpdate = defineUpdate<CommandResult, [BookingCommand]>('cancel');
export const noShowUpdate = defineUpdate<CommandResult, [BookingCommand]>('noShow');
export const retrySyncUpdate = defineUpdate<CommandResult, [BookingCommand]>('retrySync');

/** A host's calendar was connected, or connected again: bring it up to date now. */
export const calendarsBackSignal = defineSignal('calendarsBack');

export type ProviderState = { behind: number; lastTrouble: string | null };
export type BookingState = {
  snapshot: BookingSnapshot | null;
  calendar: ProviderState;
  mail: ProviderState;
  nextReminderAt: string | null;
};
/** For operators: where the booking stands and what it waits for. */
export const bookingStateQuery = defineQuery<BookingState>('bookingState');
