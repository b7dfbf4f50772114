import { formatMoment, type TimeStyle } from '#web/time/format.ts';
import { follow } from '../flow/follow.ts';
import { hrefOf } from '../flow/url-state.ts';
import type { Booking } from '../flow/use-booking.ts';
import { useCountdown } from '../flow/use-hold.ts';
import { DetailsForm } from './details-form.tsx';
import { HoldBar } from './hold-bar.tsx';
import type { BookingPageData, Voice } from './model.ts';
import { Notice } from './notice.tsx';
import { concernsTime } from './problem-text.ts';

type Props = { data: BookingPageData; voice: Voice; style: TimeStyle; booking: Booking; slot: string };

/** The step after a time is chosen. A refused time keeps what was typed and offers other times in its place. */
export const BookingForm = ({ data, voice, style, booking, slot }: Props) => {
  const { url, holding, notice } = booking;
  const { seconds, minute } = useCountdown(holding.state, holding.expire);
  const expired = holding.state.kind === 'expired';
  const requestSubmit = (): void => document.querySelector<HTMLFormElement>('#details')?.requestSubmit();
  return (
    <DetailsForm
      voice={voice}
      data={data}
      slot={slot}
      when={formatMoment(slot, style)}
      timeZone={booking.timeZone}
      duration={booking.duration}
      values={booking.values}
      errors={booking.errors}
      sending={booking.sending}
      backHref={hrefOf(data.path, url, { slot: null })}
      onBack={(event) => follow(event, booking.leave)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!booking.sending) booking.submit(event.currentTarget as HTMLFormElement);
      }}
    >
      {notice === null || expired ? null : (
        <Notice
          voice={voice}
          failure={notice}
          style={style}
          onRetry={booking.enhanced ? requestSubmit : undefined}
          alternative={(start, label) => (
            <button
              key={start}
              type="submit"
              class="chip"
              name="move"
              value={start}
              onClick={(event) => {
                event.preventDefault();
                booking.pick(start);
              }}
            >
              {label}
            </button>
          )}
        />
      )}
      {/* Stays while somebody else has the time: only what changes in it is spoken. */}
      <HoldBar
        voice={voice}
        state={notice !== null && concernsTime(notice.code) ? { kind: 'none' } : holding.state}
        seconds={seconds}
        minutes={minute ?? data.link.holdMinutes}
        onAgain={() => booking.pick(slot)}
      />
    </DetailsForm>
  );
};
