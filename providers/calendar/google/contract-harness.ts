import type { CalendarHarness, CalendarRequest } from '../contract-harness.ts';
import { createGoogleCalendarProvider } from './adapter.ts';
import { readCredentials } from './credentials.ts';
import { demoAccounts } from './emulator/seed.ts';
import { startEmulator } from './emulator/start.ts';
import { parseGoogleEnv } from './env.ts';
import { manifest } from './manifest.ts';

export type EmulatorControl = <Answer = unknown>(
  method: string,
  path: string,
  body?: unknown,
) => Promise<Answer>;

/** Speaks to the controls of a running emulator. */
export function controlOf(url: string): EmulatorControl {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}

type HeldEvent = {
  id: string;
  status: string;
  summary?: string;
  description?: string;
  attendees?: { email: string; responseStatus?: string }[];
};

export async function startGoogleHarness(): Promise<CalendarHarness> {
  const emulator = await startEmulator({ port: 0, seed: 42 });
  const config = parseGoogleEnv(manifest.emulator?.environment({ url: emulator.url, stateFolder: '' }) ?? {});
  if (config === null) throw new Error('the emulator is configured');
  const control = controlOf(emulator.url);
  const calendar = (id: string) => `/calendars/${encodeURIComponent(id)}`;
  const instant = (at: number) => ({ dateTime: new Date(at).toISOString(), timeZone: 'UTC', date: null });
  const held = async (calendarId: string) =>
    (await control<{ events: HeldEvent[] }>('GET', `${calendar(calendarId)}/events`)).events;
  return {
    provider: createGoogleCalendarProvider(config),
    impatientProvider: createGoogleCalendarProvider({ ...config, timeoutMs: 300 }),
    people: [demoAccounts[0].email, demoAccounts[1].email],
    eventsPath: '/events',
    faults: {
      throttled: { status: 403, reason: 'userRateLimitExceeded', retryAfterSeconds: 17 },
      writeBan: { status: 403, reason: 'quotaExceeded' },
    },
    consent,
    fault: async (rule) => void (await control('POST', '/faults', rule)),
    requests: async () => (await control<{ entries: CalendarRequest[] }>('GET', '/journal')).entries,
    forgetRequests: async () => void (await control('DELETE', '/journal')),
    reset: async () => void (await control('POST', '/reset', { seed: 42 })),
    grantChannels: async (channelMaxMs) => void (await control('PATCH', '/settings', { channelMaxMs })),
    advanceClock: async (advanceMs) => void (await control('POST', '/clock', { advanceMs })),
    pageSize: async (maxPageSize) => void (await control('PATCH', '/settings', { maxPageSize })),
    rotateRefreshTokens: async () =>
      void (await control('PATCH', '/settings', { rotateRefreshTokens: true })),
    makeMeetings: async (conference) => void (await control('PATCH', '/settings', { conference })),
    aged: (credentials) => ({ ...credentials, accessTokenExpiresAt: 0 }),
    forged: (credentials) => ({ ...credentials, accessToken: 'ya29.forged', refreshToken: 'forged' }),
    secretsOf: (credentials) => {
      const { accessToken, refreshToken } = readCredentials(credentials);
      return { passing: accessToken, lasting: refreshToken };
    },
    revoke: async (person) => void (await control('POST', `/accounts/${person}/revoke`)),
    expireCursors: async (id) => void (await control('POST', `${calendar(id)}/expire-sync-tokens`)),
    personCreates: async (id, { title, start, end }) => {
      const body = { summary: title, start: instant(start), end: instant(end) };
      return (await control<HeldEvent>('POST', `${calendar(id)}/events`, body)).id;
    },
    personCreatesAllDay: async (id, title, date) => {
      const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
      const body = { summary: title, start: { date }, end: { date: next } };
      return (await control<HeldEvent>('POST', `${calendar(id)}/events`, body)).id;
    },
    personMoves: async (id, eventId, start, end) =>
      void (await control('PATCH', `${calendar(id)}/events/${eventId}`, {
        start: instant(start),
        end: instant(end),
      })),
    personInvites: async (id, eventId, email) =>
      void (await control('PATCH', `${calendar(id)}/events/${eventId}`, {
        attendees: [{ email, responseStatus: 'accepted' }],
      })),
    personDeletes: async (id, eventId) => void (await control('DELETE', `${calendar(id)}/events/${eventId}`)),
    liveEventIds: async (id) =>
      (await held(id)).filter(({ status }) => status !== 'cancelled').map((event) => event.id),
    textOf: async (id, eventId) => {
      const event = (await held(id)).find((each) => each.id === eventId);
      return { title: event?.summary ?? '', description: shown(event?.description ?? '') };
    },
    guestsOf: async (id, eventId) =>
      ((await held(id)).find((event) => event.id === eventId)?.attendees ?? []).map(
        ({ email, responseStatus }) => `${email} ${responseStatus ?? 'needsAction'}`,
      ),
    settlePushes: async () => void (await control('POST', '/notifications/settle')),
    stop: () => emulator.stop(),
  };
}

/** A description as the vendor's pages show it: HTML. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Fills in the consent page as a browser would. */
const consent: CalendarHarness['consent'] = async (authorizationUrl, choice) => {
  const page = await fetch(authorizationUrl);
  if (!page.ok) throw new Error(`consent page: ${page.status}`);
  const url = new URL(authorizationUrl);
  const scopes = (url.searchParams.get('scope') ?? '').split(' ');
  const form = new URLSearchParams({
    request: url.searchParams.toString(),
    account: url.searchParams.get('login_hint') ?? demoAccounts[0].email,
    decision: choice.allow ? 'allow' : 'deny',
  });
  for (const scope of scopes) {
    if (choice.withoutCalendar !== true || !scope.includes('calendar')) form.append('scope', scope);
  }
  const answer = await fetch(new URL('/o/oauth2/v2/consent', url), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
};
