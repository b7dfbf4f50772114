import { heartbeat } from '@temporalio/activity';
import type { Database } from '#db/client.ts';
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure.ts';
import type { CalendarClient, CalendarProvider, ChangePage } from '#providers/calendar/port.ts';
import {
  applyChanges,
  beginPass,
  loadCalendar,
  recordCalendarFailure,
} from '#services/calendar/apply-changes.ts';
import { findSuspects } from '#services/calendar/conflict/find-suspects.ts';
import { reviewEvent } from '#services/calendar/conflict/review-event.ts';
import { forgetCalendar, type Released } from '#services/calendar/forget-calendar.ts';
import { type CalendarView, lookAtCalendar } from '#services/calendar/look-at-calendar.ts';
import { oweCalendarEvents } from '#services/calendar/owe-calendar-events.ts';
import {
  listLiveChannels,
  prepareChannel,
  recordClosedChannel,
  recordOpenChannel,
} from '#services/calendar/push-channels.ts';
import type { CalendarKey } from '#services/calendar/stored-events.ts';
import type { IntegrationKey } from '#services/integration/credentials.ts';
import { finishDisconnect, mayRevoke } from '#services/integration/end-integration.ts';
import { loadReadWindow } from '#services/integration/read-ahead.ts';
import type { WithClient } from './clients.ts';

export type CalendarDeps = {
  db: Database;
  withClient: WithClient<CalendarClient, CalendarProvider>;
  pushUrl: (vendor: string) => string | null;
};

type PullInput = CalendarKey & { full: boolean; now: number };

const readPages = async (deps: CalendarDeps, input: PullInput, client: CalendarClient): Promise<number> => {
  const { calendar } = await loadCalendar(deps.db, input);
  const full = input.full || calendar.cursor === null;
  const pass = await beginPass(deps.db, input);
  const window = await loadReadWindow(deps.db, {
    tenantId: input.tenantId,
    memberId: calendar.memberId,
    now: input.now,
  });
  let page: string | undefined;
  let seen = 0;
  do {
    const answer: ChangePage = await client.listChanges(calendar.externalId, {
      ...(full ? window : { cursor: calendar.cursor ?? '' }),
      ...(page === undefined ? {} : { page }),
    });
    await applyChanges(deps.db, {
      ...input,
      full: full && window,
      pass,
      changes: answer.events,
      ...(answer.cursor === undefined ? {} : { cursor: answer.cursor }),
    });
    seen += answer.events.length;
    page = answer.nextPage;
    if (page === undefined && answer.cursor === undefined)
      throw new ProviderFailure('calendar', 'unavailable', { reason: 'unexpected_answer' });
    heartbeat({ seen });
  } while (page !== undefined);
  return seen;
};

/** What a page told may have been overtaken by a write of ours: only a look at the event itself says that somebody else moved it. */
const reviewOwnEvents = async (
  deps: CalendarDeps,
  { tenantId, calendarId, now }: PullInput,
  externalCalendarId: string,
  client: CalendarClient,
): Promise<void> => {
  for (const suspect of await findSuspects(deps.db, { tenantId, calendarId, now })) {
    const answer = await client.getEvent(externalCalendarId, suspect.externalId);
    await reviewEvent(deps.db, { suspect, answer, now });
    heartbeat({ reviewed: suspect.externalId });
  }
};

const unless = async (kind: ProviderFailureKind, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== kind) throw error;
  }
};

const closeChannels = async (
  deps: CalendarDeps,
  key: CalendarKey,
  client: CalendarClient,
  exceptId?: string,
): Promise<void> => {
  for (const { channelId, resourceId } of await listLiveChannels(deps.db, key, exceptId)) {
    if (resourceId !== null) await unless('invalid', () => client.closeChannel({ channelId, resourceId }));
    await recordClosedChannel(deps.db, key.tenantId, channelId);
  }
};

/** Older channels may go on for a while: what they say is a hint like any other, and the next renewal closes them. */
const closeOlderChannels = async (...args: Parameters<typeof closeChannels>): Promise<void> => {
  try {
    await closeChannels(...args);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
  }
};

export const createCalendarActivities = (deps: CalendarDeps) => ({
  lookAtCalendar: (
    input: CalendarKey & { now: number; until: number | null },
  ): Promise<CalendarView | null> => lookAtCalendar(deps.db, input),

  /**
   * One pass over the changes, page by page; the cursor moves with the last page's effects. Then the vendor is asked for each
   * of our own events that does not stand there as it was written.
   */
  pullCalendar: async (input: PullInput): Promise<{ seen: number }> => {
    const { calendar } = await loadCalendar(deps.db, input);
    const key = { tenantId: input.tenantId, integrationId: calendar.integrationId };
    return deps.withClient(key, async (client) => {
      const seen = await readPages(deps, input, client);
      await reviewOwnEvents(deps, input, calendar.externalId, client);
      return { seen };
    });
  },

  /** Opens a new push channel, then closes the older ones: no gap. Null when the vendor cannot push here. */
  openPushChannel: async (input: CalendarKey & { now: number }): Promise<{ expiresAt: number } | null> => {
    const { calendar } = await loadCalendar(deps.db, input);
    const key = { tenantId: input.tenantId, integrationId: calendar.integrationId };
    return deps.withClient(key, async (client, provider) => {
      const callbackUrl = deps.pushUrl(provider.vendor);
      if (callbackUrl === null) return null;
      const channel = await prepareChannel(deps.db, input);
      try {
        const opened = await client.openChannel(calendar.externalId, {
          ...channel,
          callbackUrl,
          expiresAt: input.now + 7 * 24 * 60 * 60_000,
        });
        await recordOpenChannel(deps.db, input, opened);
        await closeOlderChannels(deps, input, client, channel.channelId);
        return { expiresAt: opened.expiresAt };
      } catch (error) {
        if (!(error instanceof ProviderFailure) || error.kind !== 'invalid') throw error;
        await recordClosedChannel(deps.db, input.tenantId, channel.channelId);
        return null;
      }
    });
  },

  recordCalendarFailure: (
    input: CalendarKey & { state: 'failing' | 'catching_up' | 'needs_reconnection'; reason: string },
  ) => recordCalendarFailure(deps.db, input),

  /** Forgets a calendar that is not wanted any more: its events, their blocks and the choice of it. */
  releaseCalendar: (input: CalendarKey): Promise<Released> => forgetCalendar(deps.db, input),

  /** Closes the push channels while the tokens still live and, after the last calendar, takes the access back. */
  disconnectVendor: async (input: CalendarKey & { isLast: boolean }): Promise<void> => {
    const { calendar } = await loadCalendar(deps.db, input);
    const key = { tenantId: input.tenantId, integrationId: calendar.integrationId };
    await unless('revoked', () =>
      deps.withClient(key, async (client, provider, credentials) => {
        await closeChannels(deps, input, client);
        if (input.isLast && (await mayRevoke(deps.db, key))) await provider.revoke(credentials);
      }),
    );
  },

  /** Forgets the tokens, whether the vendor could be told or not. */
  endIntegration: (input: IntegrationKey): Promise<void> => finishDisconnect(deps.db, input),

  /** Bookings whose events in a calendar do not show them as they stand are owed them at once. */
  oweCalendarEvents: (input: CalendarKey & { now: number }): Promise<{ owed: number }> =>
    oweCalendarEvents(deps.db, input),
});
