import type { GuestMessages } from '#web/i18n/guest/en.ts';
import { styleOf } from '#web/time/format.ts';
import { useBooking } from '../flow/use-booking.ts';
import { PickerStep } from '../picker/picker-step.tsx';
import { BookingForm } from './booking-form.tsx';
import { type BookingPageData, clockOf, voiceOf } from './model.ts';
import { Summary } from './summary.tsx';

const minuteMs = 60_000;

/** The booking page and the reschedule page: drawn by the server, taken over in the browser. */
export const BookingApp = ({ data, text }: { data: BookingPageData; text: GuestMessages }) => {
  const voice = voiceOf(text, data);
  const booking = useBooking(data, voice);
  const { url, timeZone, duration } = booking;
  const style = styleOf(data.tag, timeZone, clockOf(url, data.tag));
  const end = url.slot === null ? '' : new Date(Date.parse(url.slot) + duration * minuteMs).toISOString();
  return (
    <div class={url.slot === null ? 'panel panel-pick' : 'panel panel-form'}>
      <Summary
        voice={voice}
        link={data.link}
        costs={data.costs}
        duration={duration}
        style={style}
        chosen={url.slot === null ? null : { start: url.slot, end }}
        current={data.booking?.current ?? null}
        heading={data.booking === null ? data.link.title : voice.text.reschedulePage.title}
        profileHref={`/${data.username}${url.lang === null ? '' : `?lang=${url.lang}`}`}
      />
      {url.slot === null ? (
        <PickerStep data={data} voice={voice} style={style} booking={booking} />
      ) : (
        <BookingForm data={data} voice={voice} style={style} booking={booking} slot={url.slot} />
      )}
    </div>
  );
};
