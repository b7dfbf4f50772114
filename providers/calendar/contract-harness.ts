import type { Credentials, OauthAuth } from '../auth.ts';
import type { CalendarProvider } from './port.ts';

/** The suite gives its consent as people do: on the vendor's page. */
export type CalendarProviderByConsent = CalendarProvider & { auth: OauthAuth };

/** The faults every counterpart can play; `after` strikes once the write is done. */
export type CalendarFault = {
  method?: string;
  /** Regular expression over the path. */
  path?: string;
  times?: number;
  status?: number;
  reason?: string;
  retryAfterSeconds?: number;
  latencyMs?: number;
  reset?: 'before' | 'after';
  timeout?: 'before' | 'after';
};

export type CalendarRequest = {
  method: string;
  path: string;
  query: Record<string, string[]>;
  status: number | null;
};

/** What the suite needs of each vendor's local counterpart. */
export type CalendarHarness = {
  provider: CalendarProviderByConsent;
  /** Same vendor, gives up after a fraction of a second. */
  impatientProvider: CalendarProviderByConsent;
  /** Two people who do not see each other's calendars. */
  people: readonly [string, string];
  /** Faults of the vendor in its own words. */
  faults: { throttled: CalendarFault; writeBan: CalendarFault };
  /** Regular expression over the path of event writes. */
  eventsPath: string;
  /** What a person does on the consent page; answers where they are sent back to. */
  consent(authorizationUrl: string, choice: { allow: boolean; withoutCalendar?: boolean }): Promise<URL>;
  fault(rule: CalendarFault): Promise<void>;
  requests(): Promise<CalendarRequest[]>;
  forgetRequests(): Promise<void>;
  reset(): Promise<void>;
  /** Push channels opened from now on live at most this long. */
  grantChannels(lifeMs: number): Promise<void>;
  advanceClock(ms: number): Promise<void>;
  pageSize(size: number): Promise<void>;
  rotateRefreshTokens(): Promise<void>;
  /** How meetings asked for from now on fare. */
  makeMeetings(outcome: 'success' | 'pending' | 'failure'): Promise<void>;
  revoke(person: string): Promise<void>;
  /** The same credentials when they have to be refreshed before anything is asked. */
  aged(credentials: Credentials): Credentials;
  /** Credentials that look right and were never issued. */
  forged(credentials: Credentials): Credentials;
  /** What must never be shown: what a call is made with, and what refreshes it. */
  secretsOf(credentials: Credentials): { passing: string; lasting: string };
  expireCursors(calendarId: string): Promise<void>;
  /** What the owner does with an own hand; times in epoch milliseconds. */
  personCreates(calendarId: string, event: { title: string; start: number; end: number }): Promise<string>;
  personCreatesAllDay(calendarId: string, title: string, date: string): Promise<string>;
  personMoves(calendarId: string, externalId: string, start: number, end: number): Promise<void>;
  personInvites(calendarId: string, externalId: string, email: string): Promise<void>;
  personDeletes(calendarId: string, externalId: string): Promise<void>;
  /** Live events the calendar holds, by id. */
  liveEventIds(calendarId: string): Promise<string[]>;
  /** What a person reads in an event. */
  textOf(calendarId: string, externalId: string): Promise<{ title: string; description: string }>;
  guestsOf(calendarId: string, externalId: string): Promise<string[]>;
  /** Resolves when every notification on its way was answered. */
  settlePushes(): Promise<void>;
  stop(): Promise<void>;
};
