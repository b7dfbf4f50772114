import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { reminderNotice } from '#domain/booking/effects.ts';
import { holdsTime } from '#domain/booking/status.ts';
import { troubleOf } from '../failures.ts';
import { calendarWritePolicy, mailPolicy, providerBackoffMs, providerPatienceMs } from '../policies.ts';
import { type LifecycleState, showDetails } from './state.ts';

const { syncBookingCalendar } = proxyActivities<Activities>({
  ...calendarWritePolicy,
  summary: 'bring the calendars up to date',
});
const { sendBookingMails } = proxyActivities<Activities>(mailPolicy);

/** How long a confirmation waits for its meeting link before it is mailed without one. */
const meetingLinkPatienceMs = 20_000;

type Attempt = {
  what: 'calendar' | 'mail';
  run: () => Promise<unknown>;
  /** Something newer makes this attempt pointless. */
  superseded: () => boolean;
  report: (trouble: string | null) => void;
};

/**
 * Tries a provider until it works: quick tries inside the activity, then longer and longer waits here, cut short by
 * `retrySync`. Gives up by itself after a week. False when it was superseded or given up.
 */
const persist = async (state: LifecycleState, attempt: Attempt): Promise<boolean> => {
  const startedAt = Date.now();
  for (let failures = 0; ; failures += 1) {
    const seenRetries = state.retries;
    try {
      await attempt.run();
      attempt.report(null);
      return true;
    } catch (error) {
      const trouble = troubleOf(error);
      attempt.report(trouble.type);
      const wait =
        trouble.retryAfterMs ?? providerBackoffMs[Math.min(failures, providerBackoffMs.length - 1)] ?? 60_000;
      const patient = Date.now() - startedAt + wait < providerPatienceMs;
      const woken = () => state.retries > seenRetries || attempt.superseded();
      if (patient)
        await condition(woken, wait, { summary: `${attempt.what}: next try after ${trouble.type}` });
      else if (state.closing) return false;
      else await condition(() => woken() || state.closing);
      if (attempt.superseded()) return false;
    }
  }
};

/** Keeps every host's calendar at the booking's present state, whatever the provider does. */
export const keepCalendars = async (state: LifecycleState): Promise<void> => {
  const { tenantId, bookingId } = state.input;
  for (;;) {
    await condition(() => state.calendar.wanted > state.calendar.done || state.closing);
    if (state.calendar.wanted === state.calendar.done) return;
    const wanted = state.calendar.wanted;
    const done = await persist(state, {
      what: 'calendar',
      run: () => syncBookingCalendar({ tenantId, bookingId }),
      superseded: () => state.calendar.wanted > wanted,
      report: (trouble) => {
        state.calendar.trouble = trouble;
        showDetails(state);
      },
    });
    if (done || state.calendar.wanted === wanted) state.calendar.done = wanted;
  }
};

/** Sends what is due, one after another, so that nobody reads of a move before the confirmation. */
export const deliverMails = async (state: LifecycleState): Promise<void> => {
  const { tenantId, bookingId } = state.input;
  for (;;) {
    await condition(() => state.mail.queue.length > 0 || state.closing);
    const notice = state.mail.queue[0];
    if (notice === undefined) return;
    if (notice.template === 'booking_confirmed' && state.calendar.wanted > state.calendar.done)
      await condition(
        () => state.calendar.done === state.calendar.wanted || state.calendar.trouble !== null,
        meetingLinkPatienceMs,
        {
          summary: 'confirmation waits for its meeting link',
        },
      );
    await persist(state, {
      what: 'mail',
      run: () =>
        sendBookingMails.executeWithOptions({ summary: `mail ${notice.key}` }, [
          { tenantId, bookingId, notice },
        ]),
      superseded: () => false,
      report: (trouble) => {
        state.mail.trouble = trouble;
        showDetails(state);
      },
    });
    state.mail.queue.shift();
  }
};

/** One loop, one timer [NTF-3]: each offset once, moved by a reschedule, dropped by a cancel. */
export const remind = async (state: LifecycleState): Promise<void> => {
  const sent = new Set<string>();
  for (;;) {
    await condition(() => state.closing || state.snapshot?.status === 'confirmed');
    const current = state.snapshot;
    if (current === null || state.closing) return;
    const next = current.reminders.find(
      (reminder) => !sent.has(reminderNotice(current.revision, reminder.minutesBefore).key),
    );
    const changed = () =>
      state.closing ||
      state.snapshot?.status !== current.status ||
      state.snapshot.revision !== current.revision;
    if (next === undefined) {
      await condition(changed);
      continue;
    }
    const interrupted = await condition(changed, next.at - Date.now(), {
      summary: `reminder ${next.minutesBefore} min before`,
    });
    if (interrupted) continue;
    const notice = reminderNotice(current.revision, next.minutesBefore);
    sent.add(notice.key);
    if (Date.now() < current.startsAt && holdsTime(current.status)) state.mail.queue.push(notice);
  }
};
