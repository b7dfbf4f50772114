import { condition, patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type Notice, reminderNotice } from '#domain/booking/effects.ts';
import { holdsTime } from '#domain/booking/status.ts';
import { asError } from '#domain/provider-failure.ts';
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

/** The vendor asked for patience with everything, whoever it is for. */
const throttled = 'provider_throttled';

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

const lacksMeetingLink = (state: LifecycleState, notice: Notice): boolean =>
  notice.template === 'booking_confirmed' && state.calendar.wanted > state.calendar.done;

const meetingLink = (state: LifecycleState): Promise<boolean> =>
  condition(
    () => state.calendar.done === state.calendar.wanted || state.calendar.trouble !== null,
    meetingLinkPatienceMs,
    { summary: 'confirmation waits for its meeting link' },
  );

const send = (
  state: LifecycleState,
  notice: Notice,
  behind: readonly Notice[],
): Promise<{ waiting: number }> => {
  const { tenantId, bookingId } = state.input;
  return sendBookingMails.executeWithOptions({ summary: `mail ${notice.key}` }, [
    { tenantId, bookingId, notice, behind, now: Date.now() },
  ]);
};

const dropNotices = (state: LifecycleState, keys: ReadonlySet<string>): void => {
  state.mail.queue = state.mail.queue.filter(({ key }) => !keys.has(key));
};

/** Tries everything that is due once; what somebody still waits for stays in the queue. Throws the first trouble. */
const sendRound = async (state: LifecycleState, due: readonly Notice[]): Promise<void> => {
  const behind: Notice[] = [];
  let trouble: Error | null = null;
  for (const notice of due) {
    if (lacksMeetingLink(state, notice)) await meetingLink(state);
    try {
      if ((await send(state, notice, behind)).waiting === 0) dropNotices(state, new Set([notice.key]));
      else behind.push(notice);
    } catch (error) {
      trouble ??= asError(error);
      if (troubleOf(error).type === throttled) break;
      behind.push(notice);
    }
  }
  if (trouble !== null) throw trouble;
};

/**
 * Sends what is due, to each person in the order in which it fell due, so that nobody reads of a move before the
 * confirmation. What cannot be sent to one person holds up that person's later mails and nobody else's.
 */
export const deliverMails = async (state: LifecycleState): Promise<void> => {
  let inRounds = false;
  for (;;) {
    await condition(() => state.mail.queue.length > 0 || state.closing);
    const [first] = state.mail.queue;
    if (first === undefined) return;
    if (lacksMeetingLink(state, first)) await meetingLink(state);
    let tried = new Set([first.key]);
    const hasNews = () =>
      inRounds && state.mail.trouble !== throttled && state.mail.queue.some(({ key }) => !tried.has(key));
    const done = await persist(state, {
      what: 'mail',
      run: () => {
        if (!inRounds) return send(state, first, []);
        const due = [...state.mail.queue];
        tried = new Set(due.map(({ key }) => key));
        return sendRound(state, due);
      },
      superseded: hasNews,
      report: (trouble) => {
        // From the first failure on: a booking whose mails arrive writes no marker.
        if (trouble !== null && !inRounds) inRounds = patched('2026-11-booking-mail-rounds');
        state.mail.trouble = trouble;
        showDetails(state);
      },
    });
    const isOver = done ? !inRounds : !hasNews();
    if (isOver) dropNotices(state, tried);
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
