import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PublicLink, SlotList } from '#web/api/schemas.ts';
import { clampDate, firstDay, lastDay, monthGrid, monthOf, moveInGrid } from '#web/time/calendar.ts';
import { formatDate, formatMonth, weekdayHeads } from '#web/time/format.ts';
import { Icon } from '../booking/icon.tsx';
import { dayState, monthBounds, neighbourMonths, type Voice } from '../booking/model.ts';

type Props = {
  voice: Voice;
  link: PublicLink;
  month: string;
  today: string;
  selected: string | null;
  /** Null while the month is being read. */
  slots: SlotList | null;
  dayHref: (date: string) => string;
  monthHref: (month: string) => string;
  onDay: (event: MouseEvent, date: string) => void;
  /** `event` is null when the keyboard walked out of the month. */
  onMonth: (event: MouseEvent | null, month: string) => void;
};

const spokenDay = (date: string, free: number, props: Props): string => {
  const { text, tag } = props.voice;
  const name = formatDate(date, tag);
  const said = date === props.today ? `${name}, ${text.picker.today}` : name;
  if (props.slots === null) return said;
  const state = dayState(date, free, { today: props.today, bookable: props.link.bookable });
  if (state === 'free') return text.picker.dayFree(said, free);
  if (state === 'past') return text.picker.dayPast(said);
  return state === 'outside' ? text.picker.dayOutside(said) : text.picker.dayNone(said);
};

/** A link that leads nowhere now: still focusable by the grid's keys and still named. */
const unavailable = { role: 'link', 'aria-disabled': 'true' } as const;

const MonthHead = (props: Props) => {
  const { text, tag } = props.voice;
  const { previous, next } = neighbourMonths(props.link, props.month);
  const step = (month: string | null, label: string, icon: 'previous' | 'next') => (
    <a
      class="icon-button"
      {...(month === null ? unavailable : { href: props.monthHref(month) })}
      aria-label={month === null ? label : `${label}: ${formatMonth(month, tag)}`}
      onClick={(event) => (month === null ? undefined : props.onMonth(event, month))}
    >
      <Icon name={icon} flip />
    </a>
  );
  return (
    <div class="month-head">
      <h2 id="month-title" class="month-title" aria-live="polite">
        {formatMonth(props.month, tag)}
      </h2>
      <div class="month-steps">
        {step(previous, text.picker.previousMonth, 'previous')}
        {step(next, text.picker.nextMonth, 'next')}
      </div>
    </div>
  );
};

/** One month as a date grid after the WAI-ARIA pattern: one tab stop that follows the real focus, arrows, Home/End, Page keys. */
export const MonthGrid = (props: Props) => {
  const { voice, month, today, selected, slots } = props;
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const free = new Map(slots?.days.map((day) => [day.date, day.slots.length]));
  const firstFree = slots?.days.find((day) => monthOf(day.date) === month)?.date;
  const inMonth = (date: string | null | undefined): date is string =>
    date !== null && date !== undefined && monthOf(date) === month;
  const tabStop = [focused, selected, firstFree, today].find(inMonth) ?? firstDay(month);

  // At once, not after the next paint: the next key may come before it.
  const moveFocus = (): void => {
    if (wanted.current === null || monthOf(wanted.current) !== month) return;
    table.current?.querySelector<HTMLElement>(`[data-date="${wanted.current}"]`)?.focus();
    wanted.current = null;
  };
  useLayoutEffect(moveFocus, [month]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const date = event.target instanceof HTMLElement ? event.target.dataset['date'] : undefined;
    if (date === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === ' ' && event.target instanceof HTMLElement) {
      event.preventDefault();
      event.target.click();
      return;
    }
    const rtl = document.documentElement.dir === 'rtl';
    const moved = moveInGrid(date, { key: event.key, shift: event.shiftKey, rtl }, voice.weekStart);
    if (moved === null) return;
    event.preventDefault();
    const { first, last } = monthBounds(props.link);
    const target = clampDate(moved, firstDay(first), lastDay(last));
    setFocused(target);
    wanted.current = target;
    if (monthOf(target) === month) moveFocus();
    else props.onMonth(null, monthOf(target));
  };

  const cell = (date: string) => {
    const count = free.get(date) ?? 0;
    const state = dayState(date, count, { today, bookable: props.link.bookable });
    return (
      <td key={date} role="gridcell" aria-selected={date === selected ? 'true' : 'false'}>
        <a
          class={`day day-${slots === null ? 'unknown' : state}`}
          data-date={date}
          {...(count > 0 ? { href: props.dayHref(date) } : unavailable)}
          aria-label={spokenDay(date, count, props)}
          aria-current={date === today ? 'date' : undefined}
          tabIndex={date === tabStop ? 0 : -1}
          onFocus={() => setFocused(date)}
          onClick={(event) => (count > 0 ? props.onDay(event, date) : undefined)}
        >
          {Number(date.slice(8))}
        </a>
      </td>
    );
  };

  return (
    <section class="calendar" aria-busy={slots === null ? 'true' : undefined}>
      <MonthHead {...props} />
      <p id="grid-help" class="sr-only">
        {voice.text.picker.gridHelp}
      </p>
      <table
        ref={table}
        class="month"
        role="grid"
        aria-labelledby="month-title"
        aria-describedby="grid-help"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {weekdayHeads(voice.tag, voice.weekStart).map(({ long, short }) => (
              <th key={long} scope="col" abbr={long}>
                <span aria-hidden="true">{short}</span>
                <span class="sr-only">{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(month, voice.weekStart).map((week, row) => (
            <tr key={`${month}-${row}`}>
              {week.map((date, column) => (date === null ? <td key={column} role="gridcell" /> : cell(date)))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
