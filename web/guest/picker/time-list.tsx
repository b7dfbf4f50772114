import type { SlotList } from '#web/api/schemas.ts';
import { formatDate, formatDayOfMonth, formatMonth, type TimeStyle, timeLabels } from '#web/time/format.ts';
import { slotsOn, type Voice } from '../booking/model.ts';

type Props = {
  voice: Voice;
  style: TimeStyle;
  date: string | null;
  month: string;
  slots: SlotList | null;
  /** Marked as the booking's present time when rescheduling. */
  current: string | null;
  slotHref: (start: string) => string;
  dateHref: (date: string) => string;
  onSlot: (event: MouseEvent, start: string) => void;
  onDate: (event: MouseEvent, date: string) => void;
};

const NothingFree = ({ voice, month, slots, dateHref, onDate }: Props) => {
  const { text, tag } = voice;
  const next = slots?.nextAvailableDate ?? null;
  return (
    <div class="empty">
      <p>{next === null ? text.picker.noTimesAtAll : text.picker.noTimesMonth(formatMonth(month, tag))}</p>
      {next === null ? null : (
        <a class="button button-quiet" href={dateHref(next)} onClick={(event) => onDate(event, next)}>
          {text.picker.jumpTo(formatDayOfMonth(next, tag))}
        </a>
      )}
    </div>
  );
};

/** The free times of one day. */
export const TimeList = (props: Props) => {
  const { voice, date, slots, style } = props;
  const { text, tag } = voice;
  const times = slotsOn(slots, date);
  const labels = timeLabels(
    times.map((slot) => slot.start),
    style,
  );
  const nothing = slots !== null && slots.days.length === 0;
  const heading = date === null ? text.picker.pickDayFirst : formatDayOfMonth(date, tag);
  return (
    <section class="times" aria-labelledby="times-title" aria-busy={slots === null ? 'true' : undefined}>
      <h2 id="times-title" class={nothing ? 'sr-only' : 'times-title'} tabIndex={-1}>
        {heading}
      </h2>
      {slots === null ? <p class="muted">{text.picker.loading}</p> : null}
      {nothing ? <NothingFree {...props} /> : null}
      {slots !== null && !nothing && date !== null && times.length === 0 ? (
        <p class="muted">{text.picker.noTimesDay}</p>
      ) : null}
      {date === null || times.length === 0 ? null : (
        <ul class="time-list" aria-label={text.picker.timesCount(times.length, formatDate(date, tag))}>
          {times.map(({ start, best, placesLeft }, index) => (
            <li key={start}>
              <a
                class={best ? 'time time-best' : 'time'}
                href={props.slotHref(start)}
                data-start={start}
                onClick={(event) => props.onSlot(event, start)}
              >
                <span>{labels[index]}</span>
                {placesLeft === undefined ? null : (
                  <span class="places">{text.picker.placesLeft(placesLeft)}</span>
                )}
                {best ? <span class="tag">{text.picker.best}</span> : null}
                {props.current === start ? <span class="tag">{text.reschedulePage.sameTime}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
