import type { CalendarVendor } from '#domain/vendors.ts';
import type { Auth, Credentials, OnCredentials } from '#providers/auth.ts';

export type ExternalCalendar = {
  externalId: string;
  name: string;
  color?: string;
  timeZone: string;
  isPrimary: boolean;
  canWrite: boolean;
  /** An event in it can come with a video meeting of the vendor's. */
  makesMeetings: boolean;
};

/** An event we write. The adapter chooses nothing that could differ between two tries. */
export type OutgoingEvent = {
  /** Chosen by us, valid in every vendor's alphabet (0-9a-v, 5..64): makes a repeated create converge. */
  externalId: string;
  title: string;
  description: string;
  location?: string;
  start: number;
  end: number;
  /** IANA zone shown to the host. */
  timeZone: string;
  attendees: readonly { email: string; name: string }[];
  /** Ask the vendor for a video meeting; the same key gives the same meeting. */
  conferenceRequestKey?: string;
  status: 'confirmed' | 'tentative';
  /** Our mark: whose event this is. Ids only. */
  marker: { tenantId: string; sessionId: string; revision: number };
};

export type WrittenEvent = {
  externalId: string;
  etag: string;
  iCalUid: string;
  /** Present once the vendor has made the meeting. */
  meetingUrl?: string;
  conferencePending: boolean;
};

/** An event as the vendor holds it. Times in epoch milliseconds; all-day events as local midnights of `timeZone`. */
export type IncomingEvent = {
  externalId: string;
  etag: string;
  iCalUid?: string;
  cancelled: boolean;
  title?: string;
  start?: number;
  end?: number;
  allDay?: boolean;
  timeZone?: string;
  busy?: boolean;
  tentative?: boolean;
  declinedBySelf?: boolean;
  recurringExternalId?: string;
  /** Where to join, once the vendor has made the meeting. */
  meetingUrl?: string;
  /** Our mark, if the event carries it. */
  marker?: { tenantId: string; sessionId: string; revision: number };
};

export type ChangePage = {
  events: readonly IncomingEvent[];
  nextPage?: string;
  /** Only on the last page: where the next incremental pull starts. */
  cursor?: string;
};

/** A push notification: which channel of which resource, the secret we gave it, and what tells this message from the others of the channel. */
export type CalendarPush = { channelId: string; secret: string; resourceId: string; messageId: string };

export type PushChannel = { channelId: string; resourceId: string; expiresAt: number };

/** One account at one vendor, opened for use. Every method throws only `ProviderFailure`. */
export type CalendarClient = {
  listCalendars(): Promise<readonly ExternalCalendar[]>;
  /** Creates the event, or returns the one already created under the same `externalId`. Sends no invitation mail. */
  createEvent(calendarId: string, event: OutgoingEvent): Promise<WrittenEvent>;
  /** Overwrites time and text of our event; creates it if it is missing. Keeps the meeting. */
  updateEvent(calendarId: string, event: OutgoingEvent): Promise<WrittenEvent>;
  /** Deletes; a missing event counts as deleted. */
  deleteEvent(calendarId: string, externalId: string): Promise<void>;
  getEvent(calendarId: string, externalId: string): Promise<IncomingEvent | null>;
  /**
   * Full pass over instances in `[from, to)` when `cursor` is absent (`from`/`to` required then), otherwise what
   * changed since the cursor. Page by page; throws `cursor_expired` when a full pass is needed.
   */
  listChanges(
    calendarId: string,
    request: { cursor?: string; page?: string; from?: number; to?: number },
  ): Promise<ChangePage>;
  /** Asks the vendor to push hints to `callbackUrl`; the granted expiry may be earlier than asked for. */
  openChannel(
    calendarId: string,
    request: { channelId: string; secret: string; callbackUrl: string; expiresAt: number },
  ): Promise<PushChannel>;
  /** A channel that is already gone counts as closed. */
  closeChannel(channel: { channelId: string; resourceId: string }): Promise<void>;
};

/** What the vendor offers before an account is connected. */
export type CalendarProvider = {
  vendor: CalendarVendor;
  /** How an account is opened. */
  auth: Auth;
  /** Best effort at the vendor; access that is already gone counts as revoked. */
  revoke(credentials: Credentials): Promise<void>;
  /** Throws `credentials_unreadable` for credentials that this vendor did not issue. */
  open(credentials: Credentials, onCredentials: OnCredentials): CalendarClient;
};
