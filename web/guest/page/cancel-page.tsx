import type { GuestBooking } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { type Clock, styleOf } from '#web/time/format.ts';
import { Field } from '../booking/field.tsx';
import type { FormErrors, Voice } from '../booking/model.ts';
import { SpanText } from '../booking/summary.tsx';
import { RefundPreview } from './payment-part.tsx';

type Props = {
  voice: Voice<ServerMessages>;
  booking: GuestBooking;
  viewHref: string;
  clock: Clock;
  path: string;
  idempotencyKey: string;
  reason: string;
  errors: FormErrors;
};

/** Asks once more before cancelling: opening the link alone, as mail scanners do, changes nothing. */
export const CancelPage = ({
  voice,
  booking,
  viewHref,
  clock,
  path,
  idempotencyKey,
  reason,
  errors,
}: Props) => {
  const { text } = voice;
  return (
    <div class="panel panel-narrow">
      <h1 class="title" id="page-title">
        {text.cancelPage.title}
      </h1>
      <div class="ticket">
        <p class="ticket-title">{booking.title}</p>
        <p>
          <SpanText
            start={booking.start}
            end={booking.end}
            style={styleOf(voice.tag, booking.timeZone, clock)}
          />
        </p>
        <p class="muted">{booking.hosts.map((host) => host.name).join(', ')}</p>
      </div>
      <RefundPreview voice={voice} booking={booking} />
      <form class="form" method="post" action={path}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <input type="hidden" name="lang" value={voice.language} />
        <Field
          voice={voice}
          name="reason"
          label={text.cancelPage.reason}
          kind="long_text"
          required={false}
          maxLength={500}
          values={{ reason }}
          errors={errors}
        />
        <div class="actions">
          <button type="submit" class="button button-solid-danger">
            {text.cancelPage.confirm}
          </button>
          <a class="button button-quiet" href={viewHref}>
            {text.cancelPage.keep}
          </a>
        </div>
      </form>
    </div>
  );
};
