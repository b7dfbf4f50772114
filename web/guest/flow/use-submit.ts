import { useRef, useState } from 'preact/hooks';
import { type BookingReceipt, type GuestApi, newKey, type Outcome } from '../api/client.ts';
import { bookInput } from '../booking/answers.ts';
import type { BookingPageData, FormValues } from '../booking/model.ts';
import { isRetryable } from '../booking/problem-text.ts';
import type { HoldState } from './use-hold.ts';

type Attempt = { slot: string; duration: number; timeZone: string; values: FormValues; hold: HoldState };

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const send = (
  api: GuestApi,
  data: BookingPageData,
  attempt: Attempt,
  key: string,
): Promise<Outcome<BookingReceipt>> => {
  const header = { 'Idempotency-Key': key };
  if (data.booking !== null) {
    const reason = (attempt.values['reason'] ?? '').trim();
    return api.post('/api/v1/public/bookings/{token}/reschedule', {
      params: { path: { token: data.booking.token }, header },
      body: { start: attempt.slot, ...(reason === '' ? {} : { reason }) },
    });
  }
  const { hold } = attempt;
  const own = hold.kind === 'held' && hold.slot === attempt.slot ? hold.hold : null;
  return api.post('/api/v1/public/links/{username}/{slug}/bookings', {
    params: { path: { username: data.username, slug: data.slug }, header },
    body: {
      ...bookInput(attempt.values, data.link, {
        start: attempt.slot,
        durationMinutes: attempt.duration,
        timeZone: attempt.timeZone,
        locale: data.language,
      }),
      ...(own === null ? {} : { hold: { bookingId: own.bookingId, holdToken: own.holdToken } }),
    },
  });
};

type Submission = {
  sending: boolean;
  /** What came of it, or null while an earlier press is still being answered. */
  submit: (attempt: Attempt) => Promise<Outcome<BookingReceipt> | null>;
};

/**
 * Sends the booking or the new time once, however often the button is pressed: one Idempotency-Key an attempt, kept
 * with the very same body while the answer is unknown (no connection, 5xx, still running), renewed after a definite
 * refusal.
 */
export const useSubmit = (api: GuestApi, data: BookingPageData): Submission => {
  const [sending, setSending] = useState(false);
  const running = useRef(false);
  const unanswered = useRef<{ key: string; of: string; attempt: Attempt } | null>(null);

  const submit: Submission['submit'] = async (attempt) => {
    if (running.current) return null;
    running.current = true;
    setSending(true);
    const of = JSON.stringify({ ...attempt, hold: null });
    const used = unanswered.current?.of === of ? unanswered.current : { key: newKey(), of, attempt };
    unanswered.current = used;
    let outcome = await send(api, data, used.attempt, used.key);
    for (
      let again = 0;
      again < 5 && !outcome.ok && outcome.failure.code === 'idempotency_in_progress';
      again += 1
    ) {
      await wait((outcome.failure.retryAfterSeconds ?? 1) * 1000);
      outcome = await send(api, data, used.attempt, used.key);
    }
    if (outcome.ok) return outcome;
    running.current = false;
    setSending(false);
    if (!isRetryable(outcome.failure.code)) unanswered.current = null;
    return outcome;
  };
  return { sending, submit };
};
