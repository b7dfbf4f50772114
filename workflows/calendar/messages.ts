import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

export type CalendarSyncInput = {
  tenantId: string;
  calendarId: string;
  connectionId: string;
  carried?: CalendarSyncCarry;
};

/** What survives continue-as-new. */
export type CalendarSyncCarry = {
  dirty: number;
  served: number;
  channelUntil: number | null;
  channelGranted: number | null;
  lastFullAt: number | null;
  /** The owner has to reconnect. */
  paused?: boolean;
  failures?: number;
  trouble?: string | null;
};

/** "Look": from a push hint, a poll, a person or the other side of a change. Repeating it changes only timing. */
export const calendarChangedSignal = defineSignal('calendarChanged');
/** The owner has connected the account again. */
export const calendarReconnectedSignal = defineSignal('calendarReconnected');
/** Stop: close the channels, forget the events, end. */
export const calendarReleasedSignal = defineSignal('calendarReleased');
/** Resolves after a pass that began later. */
export const syncNowUpdate = defineUpdate<{ upToDate: boolean }>('syncNow');

export type CalendarSyncState = Required<CalendarSyncCarry>;
export const calendarSyncStateQuery = defineQuery<CalendarSyncState>('calendarSyncState');
