import { at, entriesOf as entries, listOf as list, send, textAt } from './http.ts';
import { openTill, type Till } from './till.ts';

export type VendorEvent = {
  calendarId: string;
  eventId: string;
  sessionId: string | null;
  description: string;
  /** Addresses of the guests that its text names, in order. */
  guests: readonly string[];
  /** How many places its text counts as taken; null where it counts none. */
  places: number | null;
  start: number;
  end: number;
};
export type VendorMail = {
  id: string;
  key: string | null;
  to: readonly string[];
  createdAt: number;
  deliveries: number;
  /** Requests answered with this mail, the first one included. */
  requests: number;
};

/** What goes wrong, in the emulators' own terms. */
export type Fault = {
  path?: string;
  status?: number;
  retryAfterSeconds?: number;
  latencyMs?: number;
  reset?: 'before' | 'after';
  timeout?: 'before' | 'after';
  probability?: number;
};

export type VendorName = 'calendar' | 'mail' | 'payment';

/** The stand-ins for the vendors, by their administration interface. */
export type Vendors = Till & {
  addFault(vendor: VendorName, fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  misbehavePushes(on: boolean): Promise<void>;
  /** Waits until no notification is on its way. */
  settlePushes(): Promise<void>;
  addPerson(person: { email: string; name: string; timeZone: string }): Promise<void>;
  consentFor(email: string): Promise<void>;
  addEvent(calendarId: string, event: { summary: string; start: number; end: number }): Promise<string>;
  moveEvent(calendarId: string, eventId: string, to: { start: number; end: number }): Promise<void>;
  rewriteEvent(calendarId: string, eventId: string, description: string): Promise<void>;
  removeEvent(calendarId: string, eventId: string): Promise<void>;
  listEvents(): Promise<VendorEvent[]>;
  listMails(): Promise<VendorMail[]>;
  /** Bearer tokens and refresh tokens that were issued. */
  listTokens(): Promise<string[]>;
  /** Sends a mail as the product would, under any key. */
  sendMail(mail: { key: string; to: string; subject: string; apiKey: string }): Promise<void>;
  countPushes(): Promise<{ dropped: number; repeated: number }>;
};

const times = ({ start, end }: { start: number; end: number }) => ({
  start: { dateTime: new Date(start).toISOString(), timeZone: 'UTC' },
  end: { dateTime: new Date(end).toISOString(), timeZone: 'UTC' },
});

async function ask(base: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await send(base, {
    method,
    path,
    ...(body === undefined ? {} : { body }),
    timeoutMs: 20_000,
  });
  if (answer.kind === 'silence') throw new Error(`${method} ${path} of an emulator: ${answer.why}`);
  if (answer.status >= 400)
    throw new Error(`${method} ${path} of an emulator: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const toMail = (message: unknown): VendorMail => ({
  id: textAt(message, 'id') ?? '',
  key: textAt(message, 'idempotencyKey') ?? null,
  to: list(at(message, 'to')).map(String),
  createdAt: Number(at(message, 'createdAt')),
  deliveries: Number(at(message, 'deliveries')),
  requests: Number(at(message, 'requests')),
});

/** A description as its readers see it: the vendor shows HTML. */
const shown = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const guestsIn = (description: string): string[] =>
  [...description.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address = '']) => address).toSorted();

const placesIn = (description: string): number | null => {
  const [, places] = /: (\d+) \/ \d+$/m.exec(description) ?? [];
  return places === undefined ? null : Number(places);
};

const toEvents = (state: unknown): VendorEvent[] =>
  entries(at(state, 'calendars')).flatMap(([calendarId, calendar]) =>
    entries(at(calendar, 'events')).flatMap(([eventId, event]) => {
      const body = at(event, 'body');
      if (textAt(body, 'status') === 'cancelled') return [];
      const start = Date.parse(textAt(body, 'start', 'dateTime') ?? textAt(body, 'start', 'date') ?? '');
      const end = Date.parse(textAt(body, 'end', 'dateTime') ?? textAt(body, 'end', 'date') ?? '');
      const sessionId = textAt(body, 'extendedProperties', 'private', 'evs_session') ?? null;
      const description = shown(textAt(body, 'description') ?? '');
      const guests = guestsIn(description);
      return [
        { calendarId, eventId, sessionId, start, end, description, guests, places: placesIn(description) },
      ];
    }),
  );

const paymentPushes = (factor: number) => ({
  dropProbability: 0.2 * factor,
  duplicateProbability: 0.25 * factor,
  reorderProbability: 0.25 * factor,
  wrongSignatureProbability: 0.02 * factor,
});

export function openVendors(urls: Readonly<Record<VendorName, string>>): Vendors {
  const eventsOf = (calendarId: string): string =>
    `/_admin/calendars/${encodeURIComponent(calendarId)}/events`;
  const calendar = (method: string, path: string, body?: unknown) => ask(urls.calendar, method, path, body);
  const state = () => calendar('GET', '/_admin/state');
  return {
    ...openTill((method, path, body) => ask(urls.payment, method, path, body)),
    addFault: async (vendor, fault) => {
      await ask(urls[vendor], 'POST', '/_admin/faults', fault);
    },
    clearFaults: async () => {
      await Promise.all([
        ask(urls.calendar, 'DELETE', '/_admin/faults'),
        ask(urls.mail, 'DELETE', '/_admin/faults'),
        ask(urls.payment, 'DELETE', '/_admin/faults'),
      ]);
    },
    misbehavePushes: async (on) => {
      const factor = on ? 1 : 0;
      await calendar('PATCH', '/_admin/notifications', {
        dropProbability: 0.15 * factor,
        duplicateProbability: 0.2 * factor,
        reorderProbability: 0.1 * factor,
      });
      await ask(urls.mail, 'PATCH', '/_admin/notifications', {
        dropProbability: 0.05 * factor,
        duplicateProbability: 0.2 * factor,
        wrongSignatureProbability: 0.01 * factor,
      });
      await ask(urls.payment, 'PATCH', '/_admin/notifications', paymentPushes(factor));
    },
    settlePushes: async () => {
      await calendar('POST', '/_admin/notifications/settle');
    },
    addPerson: async (person) => {
      await calendar('POST', '/_admin/accounts', person);
    },
    consentFor: async (email) => {
      await calendar('PATCH', '/_admin/settings', { consent: 'allow', consentAccount: email });
    },
    addEvent: async (calendarId, { summary, ...span }) =>
      textAt(await calendar('POST', eventsOf(calendarId), { summary, ...times(span) }), 'id') ?? '',
    moveEvent: async (calendarId, eventId, to) => {
      await calendar('PATCH', `${eventsOf(calendarId)}/${eventId}`, times(to));
    },
    rewriteEvent: async (calendarId, eventId, description) => {
      await calendar('PATCH', `${eventsOf(calendarId)}/${eventId}`, { description });
    },
    removeEvent: async (calendarId, eventId) => {
      await calendar('DELETE', `${eventsOf(calendarId)}/${eventId}`);
    },
    listEvents: async () => toEvents(await state()),
    listMails: async () =>
      list(at(await ask(urls.mail, 'GET', '/_admin/messages?bodies=false'), 'messages')).map(toMail),
    listTokens: async () =>
      list(at(await state(), 'tokens')).flatMap((token) => textAt(token, 'token') ?? []),
    sendMail: async ({ key, to, subject, apiKey }) => {
      const response = await fetch(`${urls.mail}/emails`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${apiKey}`,
          'idempotency-key': key,
        },
        body: JSON.stringify({ from: 'bookings@everslot.localhost', to: [to], subject, text: subject }),
      });
      if (!response.ok) throw new Error(`the mail was not accepted: ${response.status}`);
    },
    countPushes: async () => {
      const deliveries = list(at(await calendar('GET', '/_admin/notifications'), 'deliveries'));
      let [dropped, repeated] = [0, 0];
      for (const delivery of deliveries) {
        if (textAt(delivery, 'outcome') === 'dropped') dropped += 1;
        repeated += Number(at(delivery, 'copies')) - 1;
      }
      return { dropped, repeated };
    },
  };
}
