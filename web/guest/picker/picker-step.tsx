import { firstByTime } from '#web/api/failure.ts';
import { monthOf } from '#web/time/calendar.ts';
import { formatDayOfMonth, formatMoment, offsetLabel, type TimeStyle } from '#web/time/format.ts';
import { spanText } from '#web/time/span.ts';
import { dateIn } from '#web/time/wall.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import { Icon } from '../booking/icon.tsx';
import { type BookingPageData, offsetsAt, shownDate, type Voice } from '../booking/model.ts';
import { Notice } from '../booking/notice.tsx';
import { follow } from '../flow/follow.ts';
import { carriedOn, hrefOf, type UrlState } from '../flow/url-state.ts';
import type { Booking } from '../flow/use-booking.ts';
import { MonthGrid } from './month-grid.tsx';
import { TimeList } from './time-list.tsx';
import { ZonePicker } from './zone-picker.tsx';

type Props = { data: BookingPageData; voice: Voice; style: TimeStyle; booking: Booking };

const Durations = ({ data, voice, booking }: Props) => {
  if (data.link.durationsMinutes.length < 2) return null;
  return (
    <div class="segments durations" role="group" aria-label={voice.text.picker.selectDuration}>
      {data.link.durationsMinutes.map((minutes) => (
        <a
          key={minutes}
          class="segment"
          href={hrefOf(data.path, booking.url, { duration: minutes })}
          aria-current={minutes === booking.duration ? 'true' : undefined}
          onClick={(event) => follow(event, () => booking.go({ duration: minutes }, 'replace'))}
        >
          {spanText(minutes, voice.text.facts)}
        </a>
      ))}
    </div>
  );
};

const Suggestions = ({ data, voice, style, booking }: Props) => {
  const alternatives = data.booking?.alternatives ?? [];
  if (alternatives.length === 0) return null;
  const { suggestions, kind: kinds } = voice.text.reschedulePage;
  const kindOf = (kind: string): string => Object.entries(kinds).find(([key]) => key === kind)?.[1] ?? '';
  return (
    <section class="suggestions" aria-labelledby="suggestions-title">
      <h2 id="suggestions-title" class="small-title">
        {suggestions}
      </h2>
      <div class="chips">
        {firstByTime(alternatives).map(({ start, kind }) => (
          <a
            key={`${kind} ${start}`}
            class="chip chip-tall"
            href={hrefOf(data.path, booking.url, { slot: start })}
            onClick={(event) => follow(event, () => booking.pick(start))}
          >
            <span class="muted">{kindOf(kind)}</span>
            <span>{formatMoment(start, style)}</span>
          </a>
        ))}
      </div>
    </section>
  );
};

const DeviceZone = ({ data, voice, booking, at }: Props & { at: string }) => {
  const { otherZone, url, timeZone } = booking;
  if (otherZone === null || (url.tz === null && data.mode === 'book')) return null;
  if (offsetLabel(otherZone, at) === offsetLabel(timeZone, at)) return null;
  return (
    <p class="hint">
      {voice.text.zone.differs(zoneLabel(otherZone, at))}{' '}
      <a
        href={hrefOf(data.path, url, { tz: otherZone })}
        onClick={(event) => follow(event, () => booking.go({ tz: otherZone, date: null }, 'replace'))}
      >
        {voice.text.zone.useDevice}
      </a>
    </p>
  );
};

/** A link back to the booking that leaves its time as it is. */
const Keep = ({ data, voice }: Props) =>
  data.booking === null ? null : (
    <a class="back" href={hrefOf(`/b/${encodeURIComponent(data.booking.token)}`, carriedOn(data.url))}>
      <Icon name="previous" flip />
      {voice.text.reschedulePage.keep}
    </a>
  );

/** Choosing a day and a time. */
export const PickerStep = (props: Props) => {
  const { data, voice, style, booking } = props;
  const { url, slots: reading, month } = booking;
  const { slots } = reading;
  const date = shownDate({ url, booking: data.booking }, { slots, month, timeZone: style.timeZone });
  const href = (patch: Partial<UrlState>): string => hrefOf(data.path, url, patch);
  const at = offsetsAt(date, data.now);
  const failure = booking.notice ?? reading.failure;
  const showDay = (day: string): void => {
    booking.go({ date: day, month: monthOf(day) }, url.date === null ? 'push' : 'replace');
    const narrow = matchMedia('(max-width: 40rem)').matches;
    if (narrow)
      requestAnimationFrame(() => document.querySelector('#times-title')?.scrollIntoView({ block: 'start' }));
  };
  return (
    <div class="picker">
      <p class="sr-only" role="status">
        {date === null || slots === null
          ? ''
          : voice.text.picker.timesCount(
              slots.days.find((day) => day.date === date)?.slots.length ?? 0,
              formatDayOfMonth(date, data.tag),
            )}
      </p>
      {failure === null ? null : (
        <Notice
          voice={voice}
          failure={failure}
          style={style}
          onRetry={booking.enhanced ? reading.reload : undefined}
        />
      )}
      <Keep {...props} />
      <Durations {...props} />
      <Suggestions {...props} />
      <div class="picker-columns">
        <div class="picker-month">
          <MonthGrid
            voice={voice}
            link={data.link}
            month={month}
            today={dateIn(data.now, style.timeZone)}
            selected={date}
            slots={slots}
            dayHref={(day) => href({ date: day })}
            monthHref={(other) => href({ month: other, date: null })}
            onDay={(event, day) => follow(event, () => showDay(day))}
            onMonth={(event, other) =>
              follow(event, () => booking.go({ month: other, date: null }, 'replace'))
            }
          />
          <ZonePicker
            voice={voice}
            url={url}
            path={data.path}
            timeZone={style.timeZone}
            clock={style.clock}
            at={at}
            now={data.now}
            zones={data.zones}
            locked={data.link.location.kind === 'in_person'}
            enhanced={booking.enhanced}
            onZone={(tz) => booking.go({ tz, zones: false, date: null }, 'replace')}
            onOpen={(zones) => booking.go({ zones }, 'replace')}
            onClock={(event, clock) => follow(event, () => booking.go({ clock }, 'replace'))}
          />
          <DeviceZone {...props} at={at} />
        </div>
        <TimeList
          voice={voice}
          style={style}
          date={date}
          month={month}
          slots={slots}
          current={data.booking?.current.start ?? null}
          slotHref={(start) => href({ slot: start })}
          dateHref={(day) => href({ date: day })}
          onSlot={(event, start) => follow(event, () => booking.pick(start))}
          onDate={(event, day) => follow(event, () => showDay(day))}
        />
      </div>
    </div>
  );
};
