import { useRef, useState } from 'preact/hooks';
import { createAttempts } from '#web/api/attempt.ts';
import type { Api, Outcome } from '#web/api/client.ts';
import type { BookingReceipt } from '#web/api/schemas.ts';
import { bookInput } from '../booking/answers.ts';
import type { BookingPageData, FormValues } from '../booking/model.ts';
import type { HoldState } from './use-hold.ts';

type Submitted = { slot: string; duration: number; timeZone: string; values: FormValues; hold: HoldState };

type Move = NonNullable<NonNullable<BookingPageData['booking']>['move']>;

const priceShown = ({ price }: Move) =>
  price === null ? null : { amountMinor: price.amountMinor, currency: price.currency };

const send = (
  api: Api,
  data: BookingPageData,
  asked: Submitted,
  key: string,
): Promise<Outcome<BookingReceipt>> => {
  const header = { 'Idempotency-Key': key };
  if (data.booking !== null) {
    const reason = (asked.values['reason'] ?? '').trim();
    const { move } = data.booking;
    return api.post('/api/v1/public/bookings/{token}/reschedule', {
      params: { path: { token: data.booking.token }, header },
      body: {
        start: asked.slot,
        ...(reason === '' ? {} : { reason }),
        ...(move === null ? {} : { price: priceShown(move) }),
      },
    });
  }
  const { hold } = asked;
  const own = hold.kind === 'held' && hold.slot === asked.slot ? hold.hold : null;
  return api.post('/api/v1/public/links/{username}/{slug}/bookings', {
    params: { path: { username: data.username, slug: data.slug }, header },
    body: {
      ...bookInput(asked.values, data.link, {
        start: asked.slot,
        durationMinutes: asked.duration,
        timeZone: asked.timeZone,
        locale: data.language,
      }),
      ...(own === null ? {} : { hold: { bookingId: own.bookingId, holdToken: own.holdToken } }),
    },
  });
};

type Submission = {
  sending: boolean;
  /** What came of it, or null while an earlier press is still being answered. */
  submit: (asked: Submitted) => Promise<Outcome<BookingReceipt> | null>;
};

/** Sends the booking or the new time once, however often the button is pressed. */
export const useSubmit = (api: Api, data: BookingPageData): Submission => {
  const [sending, setSending] = useState(false);
  const running = useRef(false);
  // A hold may end between two tries of the same booking.
  const [attempt] = useState(() => createAttempts((asked: Submitted) => ({ ...asked, hold: null })));

  const submit: Submission['submit'] = async (asked) => {
    if (running.current) return null;
    running.current = true;
    setSending(true);
    const outcome = await attempt(asked, (key, first) => send(api, data, first, key));
    if (outcome.ok) return outcome;
    running.current = false;
    setSending(false);
    return outcome;
  };
  return { sending, submit };
};
