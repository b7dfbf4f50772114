import type { ComponentChildren } from 'preact';
import type { PublicLink } from '#web/api/schemas.ts';
import type { GuestMessages } from '#web/i18n/guest/en.ts';
import { formatSpan, type TimeStyle } from '#web/time/format.ts';
import { spanText } from '#web/time/span.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import { locationIcons } from '#web/ui/icon-paths.ts';
import { Avatar, Icon, type IconName } from './icon.tsx';
import type { Cost, Voice } from './model.ts';

export const Fact = ({
  icon,
  label,
  children,
}: {
  icon: IconName;
  label: string;
  children: ComponentChildren;
}) => (
  <div class="fact">
    <dt>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </dt>
    <dd>{children}</dd>
  </div>
);

/** Where it takes place, in words: the host's label, or the kind when there is none. */
export const locationText = (
  location: { kind: keyof GuestMessages['facts']['locationKind']; label: string },
  text: GuestMessages,
): string => (location.label === '' ? text.facts.locationKind[location.kind] : location.label);

/** Date, time and zone of one span; struck through when it is the former time. */
export const SpanText = ({
  start,
  end,
  style,
  old = false,
}: {
  start: string;
  end: string;
  style: TimeStyle;
  old?: boolean;
}) => {
  const span = formatSpan(start, end, style);
  const body = (
    <>
      <time dateTime={start}>
        <span class="span-date">{span.date}</span> <span class="span-time">{span.time}</span>
      </time>{' '}
      <span class="muted">{zoneLabel(style.timeZone, start)}</span>
    </>
  );
  return old ? <s class="span-old">{body}</s> : <span class="span">{body}</span>;
};

/** The hosts by name; of a round-robin link one of them comes. */
export const hostsText = (
  link: Pick<PublicLink, 'kind' | 'hosts'>,
  text: Pick<GuestMessages, 'facts'>,
): string => {
  const names = link.hosts.map((host) => host.name).join(', ');
  return link.kind === 'round_robin' && link.hosts.length > 1 ? text.facts.oneOf(names) : names;
};

type Props = {
  voice: Voice;
  link: PublicLink;
  costs: readonly Cost[];
  duration: number;
  /** The chosen time, once there is one. */
  chosen: { start: string; end: string } | null;
  /** The present time of a booking that is being moved. */
  current: { start: string; end: string } | null;
  style: TimeStyle;
  heading: string;
  profileHref: string;
};

/** Who, what, how long and where: stands beside every step. */
export const Summary = (props: Props) => {
  const { voice, link, costs, duration, chosen, current, style, heading, profileHref } = props;
  const { text } = voice;
  return (
    <div class="summary">
      <div class="hosts">
        {link.hosts.slice(0, 4).map((host) => (
          <Avatar key={host.username} {...host} />
        ))}
      </div>
      <p class="host-name">
        <a href={profileHref}>{hostsText(link, text)}</a>
        {heading === link.title ? null : <span class="muted"> · {link.title}</span>}
      </p>
      <h1 class="title" id="page-title" tabIndex={-1}>
        {heading}
      </h1>
      <dl class="facts">
        {current === null ? null : (
          <Fact icon="calendar" label={text.reschedulePage.current}>
            <SpanText {...current} style={style} old={chosen !== null} />
          </Fact>
        )}
        {chosen === null ? null : (
          <Fact icon="calendar" label={current === null ? text.facts.when : text.reschedulePage.newTime}>
            <SpanText {...chosen} style={style} />
          </Fact>
        )}
        <Fact icon="clock" label={text.facts.duration}>
          {spanText(duration, text.facts)}
        </Fact>
        <Fact icon={locationIcons[link.location.kind]} label={text.facts.location}>
          {locationText(link.location, text)}
        </Fact>
        {costs.map((cost) => (
          <Fact key={cost.icon} icon={cost.icon} label={cost.label}>
            {cost.text}
          </Fact>
        ))}
        {link.capacity > 1 ? (
          <Fact icon="people" label={text.facts.heading}>
            {text.facts.group(link.capacity)}
          </Fact>
        ) : null}
        {link.requiresApproval ? (
          <Fact icon="shield" label={text.facts.heading}>
            {text.facts.approval}
          </Fact>
        ) : null}
        {link.rescheduleNoticeMinutes > 0 ? (
          <Fact icon="clock" label={text.facts.heading}>
            {text.facts.rescheduleUntil(spanText(link.rescheduleNoticeMinutes, text.facts))}
          </Fact>
        ) : null}
        {link.cancelNoticeMinutes > 0 ? (
          <Fact icon="clock" label={text.facts.heading}>
            {text.facts.cancelUntil(spanText(link.cancelNoticeMinutes, text.facts))}
          </Fact>
        ) : null}
      </dl>
      {link.description === '' ? null : <p class="description">{link.description}</p>}
    </div>
  );
};
