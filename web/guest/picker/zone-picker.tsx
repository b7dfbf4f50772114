import { useEffect, useRef, useState } from 'preact/hooks';
import { type Clock, formatTime } from '#web/time/format.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import type { ZoneChoice } from '#web/time/zones/zone-choices.ts';
import { Icon } from '../booking/icon.tsx';
import type { BookingPageData, Voice } from '../booking/model.ts';
import { hrefOf, type UrlState } from '../flow/url-state.ts';

type Props = {
  voice: Voice;
  url: UrlState;
  path: string;
  timeZone: string;
  clock: Clock;
  /** Offsets are those of the shown day. */
  at: string;
  now: string;
  /** Times of meetings in person are the place's. */
  locked: boolean;
  /** Every zone, for the list without scripts; empty while nobody asked for it. */
  zones: BookingPageData['zones'];
  /** Whether scripts run; before that the list is a plain form. */
  enhanced: boolean;
  onZone: (zone: string) => void;
  onOpen: (open: boolean) => void;
  onClock: (event: MouseEvent, clock: Clock) => void;
};

/** The list without scripts: an ordinary form that leads back to the page with `tz` set. */
const PlainZones = ({ voice, url, path, timeZone, zones }: Props) => {
  const hidden = new URL(hrefOf(path, url, { tz: null, zones: false }), 'http://page').searchParams;
  return (
    <form class="zone-panel" method="get" action={path}>
      {[...hidden].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label class="label" for="zone-select">
        {voice.text.zone.label}
      </label>
      <select id="zone-select" name="tz" class="input">
        {zones.map(({ zone, label }) => (
          <option key={zone} value={zone} selected={zone === timeZone}>
            {label}
          </option>
        ))}
      </select>
      <button type="submit" class="button">
        {voice.text.zone.apply}
      </button>
    </form>
  );
};

const useListKeys = (props: Props, found: readonly ZoneChoice[]) => {
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    };
    const target = moves[event.key];
    const choice = found[active];
    if (target !== undefined) setActive(Math.max(0, target));
    else if (event.key === 'Enter' && choice !== undefined) props.onZone(choice.zone);
    else if (event.key === 'Escape') props.onOpen(false);
    else return;
    event.preventDefault();
  };
  return { active, setActive, onKeyDown };
};

type Searchable = {
  choices: readonly ZoneChoice[];
  search: (choices: readonly ZoneChoice[], query: string) => readonly ZoneChoice[];
};

const combobox: object = { type: 'search', role: 'combobox' };

/** The list with scripts: a combobox that searches city, country, offset and former names. */
const ZoneSearch = (props: Props) => {
  const { voice, timeZone, at } = props;
  const { text, tag } = voice;
  const [query, setQuery] = useState('');
  const [all, setAll] = useState<Searchable>({ choices: [], search: () => [] });
  const found = all.search(all.choices, query);
  const { active, setActive, onKeyDown } = useListKeys(props, found);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    input.current?.focus();
    let open = true;
    // Some 400 zones take a moment to fetch and to name: the panel is on screen before.
    void import('#web/time/zones/zone-choices.ts').then(
      ({ zoneChoices, searchZones }) => {
        if (!open) return;
        const choices = zoneChoices(at, tag, true);
        setAll({ choices, search: searchZones });
        setActive(
          Math.max(
            0,
            choices.findIndex((choice) => choice.zone === timeZone),
          ),
        );
      },
      () => props.onOpen(false),
    );
    return () => {
      open = false;
    };
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);
  return (
    <div class="zone-panel">
      <div class="zone-search">
        <input
          ref={input}
          class="input"
          {...combobox}
          autocomplete="off"
          spellcheck={false}
          aria-expanded="true"
          aria-controls="zone-list"
          aria-autocomplete="list"
          aria-label={text.zone.search}
          aria-activedescendant={found.length > 0 ? `zone-${active}` : undefined}
          placeholder={text.zone.search}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={text.zone.close}
          onClick={() => props.onOpen(false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="sr-only" role="status">
        {text.zone.results(found.length)}
      </p>
      {all.choices.length > 0 && found.length === 0 ? <p class="muted">{text.zone.none}</p> : null}
      <ul
        ref={list}
        id="zone-list"
        class="zone-list"
        role="listbox"
        aria-label={text.zone.label}
        tabIndex={-1}
      >
        {found.map((choice, index) => (
          <li
            key={choice.zone}
            id={`zone-${index}`}
            role="option"
            aria-selected={index === active ? 'true' : 'false'}
            class={choice.zone === timeZone ? 'zone zone-current' : 'zone'}
            onClick={() => props.onZone(choice.zone)}
          >
            {choice.label}
          </li>
        ))}
      </ul>
    </div>
  );
};

const ClockSwitch = ({ voice, url, path, clock, onClock }: Props) => {
  const { zone } = voice.text;
  const option = (value: Clock, label: string, name: string) => (
    <a
      class="segment"
      href={hrefOf(path, url, { clock: value })}
      aria-current={clock === value ? 'true' : undefined}
      aria-label={`${label} (${name})`}
      onClick={(event) => onClock(event, value)}
    >
      {label}
    </a>
  );
  return (
    <div class="segments" role="group" aria-label={zone.clock}>
      {option('12', zone.clock12, zone.clock12Long)}
      {option('24', zone.clock24, zone.clock24Long)}
    </div>
  );
};

/** Which zone the times are in, a way to change it, and the 12/24-hour switch. */
export const ZonePicker = (props: Props) => {
  const { voice, url, path, timeZone, at, now, clock, locked } = props;
  const label = zoneLabel(timeZone, at);
  const nowThere = formatTime(now, { tag: voice.tag, timeZone, clock });
  const opener = useRef<HTMLAnchorElement>(null);
  const wasOpen = useRef(url.zones);
  useEffect(() => {
    if (wasOpen.current && !url.zones) opener.current?.focus();
    wasOpen.current = url.zones;
  }, [url.zones]);
  return (
    <div class="zone-bar">
      <div class="zone-row">
        {locked ? (
          <p class="zone-name">
            <Icon name="globe" />
            <span>
              {label} <span class="muted">{voice.text.zone.locked}</span>
            </span>
          </p>
        ) : (
          <a
            ref={opener}
            class="zone-name zone-open"
            href={hrefOf(path, url, { zones: !url.zones })}
            role={props.enhanced ? 'button' : undefined}
            aria-expanded={props.enhanced ? url.zones : undefined}
            aria-label={`${label}, ${nowThere}. ${voice.text.zone.change}`}
            onKeyDown={(event) => {
              if (event.key !== ' ') return;
              event.preventDefault();
              props.onOpen(!url.zones);
            }}
            onClick={(event) => {
              event.preventDefault();
              props.onOpen(!url.zones);
            }}
          >
            <Icon name="globe" />
            <span>{label}</span>
            <span class="muted">{nowThere}</span>
          </a>
        )}
        <ClockSwitch {...props} />
      </div>
      {url.zones && !locked ? props.enhanced ? <ZoneSearch {...props} /> : <PlainZones {...props} /> : null}
    </div>
  );
};
