import { defineQuery } from '@temporalio/workflow';

export type CalendarSyncInput = {
  tenantId: string;
  calendarId: string;
  carried?: CalendarSyncCarry;
};

/** What survives continue-as-new. */
export type CalendarSyncCarry = {
  channelUntil: number | null;
  channelGranted: number | null;
  lastFullAt: number | null;
  /** The owner has to reconnect. */
  paused: boolean;
  failures: number;
  failure: string | null;
  /** The consent that is known: a later one begins anew. */
  consentAt: number;
};

export type CalendarSyncState = CalendarSyncCarry;
/** For operators: how far the calendar is. */
export const calendarSyncStateQuery = defineQuery<CalendarSyncState>('state');
