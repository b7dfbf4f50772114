import type { ConferenceVendor } from '#domain/vendors.ts';
import type { Auth, Credentials, OnCredentials } from '#providers/auth.ts';

/** What a meeting is made for. Times in epoch milliseconds; a room that stands open may ignore them and the title. */
export type Meeting = {
  /** Names the meeting for ever: the same key of the same account gives the same meeting. */
  key: string;
  title: string;
  start: number;
  end: number;
};

/** An account at one vendor, opened for use. Throws only `ProviderFailure`. */
export type ConferenceClient = {
  /** Makes the meeting, or returns the one made under the same key: where everybody joins, an https address nobody can guess. */
  createMeeting(meeting: Meeting): Promise<{ url: string }>;
};

/** What the vendor offers before an account is connected. */
export type ConferenceProvider = {
  vendor: ConferenceVendor;
  /** How an account is opened. */
  auth: Auth;
  /** Throws `credentials_unreadable` for credentials that this vendor did not issue. */
  open(credentials: Credentials, onCredentials: OnCredentials): ConferenceClient;
};
