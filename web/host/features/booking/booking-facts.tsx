import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { BookingDetail } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { Icon, type IconName } from '#web/host/components/icon.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { clockFor, formatsFor } from '#web/time/instants.ts';
import { presentZone } from '#web/time/zones/zone.ts';
import { locationIcons } from '#web/ui/icon-paths.ts';
import { FurtherGuests } from './further-guests.tsx';

const Fact = ({
  icon,
  label,
  children,
}: {
  icon: IconName;
  label: string;
  children: ReactNode;
}): ReactElement => (
  <div className="flex gap-3">
    <dt className="shrink-0">
      <Icon className="mt-0.5 size-5 text-soft" name={icon} />
      <span className="sr-only">{label}</span>
    </dt>
    <dd className="min-w-0 flex-1 wrap-anywhere">{children}</dd>
  </div>
);

const externalHref = (url: string): string | undefined => (/^https?:\/\//.test(url) ? url : undefined);

const MeetingLink = ({ url, label }: { url: string; label: string }): ReactElement => {
  const href = externalHref(url);
  if (href === undefined) return <span>{url}</span>;
  return (
    <a
      className="font-medium text-accent-ink underline underline-offset-3"
      href={href}
      rel="noreferrer"
      target="_blank"
    >
      {label}
    </a>
  );
};

/** Where to be: the room that was made, else what the host wrote into the link, else what kind of place it is. */
const Place = ({ booking }: { booking: BookingDetail }): ReactElement => {
  const { bookings, links } = useLanguage().messages;
  const { kind, label } = booking.location;
  const url = kind === 'custom_url' ? label : booking.meetingUrl;
  const { conference } = booking;
  const { meetingFrom, meetingToCome } = bookings.detail;
  if (url !== null)
    return (
      <>
        <MeetingLink label={bookings.detail.join} url={url} />
        {conference !== null && conference !== 'none' && (
          <span className="block text-sm text-soft">{meetingFrom[conference]}</span>
        )}
      </>
    );
  return (
    <>
      {label === '' ? links.fields.locations[kind] : label}
      {conference !== null && conference !== 'own_link' && (
        <span className="block text-sm text-soft">{meetingToCome[conference]}</span>
      )}
    </>
  );
};

export const BookingFacts = ({ booking }: { booking: BookingDetail }): ReactElement => {
  const { language, messages } = useLanguage();
  const { detail, actors } = messages.bookings;
  const formats = useFormats();
  const now = useNow();
  const { clock } = useSuspenseQuery(meQuery).data.person;
  const guestFormats = formatsFor(language, booking.guestTimeZone, clockFor(language, clock));
  const moves = booking.timeline.filter((entry) => entry.kind === 'rescheduled').length;
  const elsewhere = presentZone(booking.guestTimeZone) !== presentZone(formats.zone);
  return (
    <div className="grid gap-5">
      <dl className="grid gap-3">
        <Fact icon="calendar" label={detail.when}>
          <span className="font-medium">{formats.longDate(booking.start)}</span>
          <span className="block tabular-nums">
            {formats.range(booking.start, booking.end)} ·{' '}
            {messages.shell.units.minutes(booking.durationMinutes)} · {formats.relative(booking.start, now)}
          </span>
          {elsewhere && (
            <span className="block text-sm text-soft">
              {guestFormats.dateTime(booking.start)} {detail.guestTime(guestFormats.zoneName(booking.start))}
            </span>
          )}
        </Fact>
        {booking.guest !== null && (
          <Fact icon="mail" label={detail.guest}>
            <a
              className="text-accent-ink underline underline-offset-3"
              href={`mailto:${booking.guest.email}`}
            >
              {booking.guest.email}
            </a>
            {booking.guest.phone !== null && (
              <a
                className="block text-accent-ink underline underline-offset-3"
                href={`tel:${booking.guest.phone}`}
              >
                {booking.guest.phoneText}
              </a>
            )}
          </Fact>
        )}
        {booking.furtherGuests.length > 0 && (
          <Fact icon="people" label={detail.furtherGuests}>
            <span className="block text-sm text-soft">{detail.furtherGuests}</span>
            <FurtherGuests booking={booking} />
          </Fact>
        )}
        {booking.capacity > 1 && (
          <Fact icon="people" label={messages.sessions.group}>
            {messages.sessions.group} ·{' '}
            <Link
              className="font-medium text-accent-ink underline underline-offset-3"
              params={{ sessionId: booking.sessionId }}
              to="/sessions/$sessionId"
            >
              {messages.sessions.open}
            </Link>
          </Fact>
        )}
        <Fact icon="people" label={detail.hosts}>
          {booking.hosts.map((host) => host.name).join(', ') || actors.host}
        </Fact>
        <Fact icon={locationIcons[booking.location.kind]} label={detail.where}>
          <Place booking={booking} />
        </Fact>
        <Fact icon="copy" label={detail.code}>
          {detail.code} <span className="font-mono">{booking.code}</span>
          <span className="block text-sm text-soft">
            {detail.booked(formats.relative(booking.createdAt, now))}
            {moves > 0 && ` · ${detail.moved(moves)}`}
          </span>
        </Fact>
      </dl>
      {(booking.status === 'pending_approval' || booking.moveTo !== null) && booking.approveBy !== null && (
        <Note icon="clock" tone="warn">
          {booking.moveTo !== null && `${messages.bookings.asksToMove(formats.dateTime(booking.moveTo))}. `}
          {detail.approveBy(formats.dateTime(booking.approveBy))}
        </Note>
      )}
      <Answers booking={booking} />
    </div>
  );
};

const Answers = ({ booking }: { booking: BookingDetail }): ReactElement | null => {
  const { detail } = useLanguage().messages.bookings;
  const note = booking.note ?? '';
  if (booking.questions.length === 0 && note === '') return null;
  const textOf = (value: string | number | boolean | undefined): string => {
    if (value === undefined || value === '') return detail.noAnswer;
    if (typeof value === 'boolean') return value ? detail.yes : detail.no;
    return String(value);
  };
  return (
    <section aria-labelledby="answers-heading" className="grid gap-3 border-t border-line pt-5">
      <h3 className="font-semibold" id="answers-heading">
        {detail.answers}
      </h3>
      <dl className="grid gap-3">
        {booking.questions.map((question) => (
          <div key={question.id}>
            <dt className="text-sm text-soft">{question.label}</dt>
            <dd className="wrap-anywhere whitespace-pre-line">{textOf(booking.answers[question.id])}</dd>
          </div>
        ))}
        {note !== '' && (
          <div>
            <dt className="text-sm text-soft">{detail.note}</dt>
            <dd className="wrap-anywhere whitespace-pre-line">{note}</dd>
          </div>
        )}
      </dl>
    </section>
  );
};
