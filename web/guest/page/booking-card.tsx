import type { GuestBooking, ManageLinks } from '#web/api/schemas.ts';
import { guestMessages, type ServerMessages } from '#web/i18n/guest/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { type Clock, formatSpan, formatTime, styleOf } from '#web/time/format.ts';
import { dateIn } from '#web/time/wall.ts';
import { sameZone, zoneLabel } from '#web/time/zones/zone.ts';
import { locationIcons } from '#web/ui/icon-paths.ts';
import { Field } from '../booking/field.tsx';
import { Icon } from '../booking/icon.tsx';
import type { FormErrors, Voice } from '../booking/model.ts';
import { Fact, locationText, SpanText } from '../booking/summary.tsx';
import type { UrlState } from '../flow/url-state.ts';
import { addToCalendar } from './add-to-calendar.ts';

import { isConfirming, PayForm, PaymentPart, paymentHeading, StayForm } from './payment-part.tsx';

export type CardMoment = NonNullable<UrlState['just']> | 'view';

type Props = {
  voice: Voice<ServerMessages>;
  booking: GuestBooking;
  links: Partial<ManageLinks>;
  clock: Clock;
  moment: CardMoment;
  /** What the guest came here to do and cannot do any more. */
  refused: 'cancel' | 'reschedule' | null;
  /** Where it is paid for; null for who may only look. */
  payPath: string | null;
  /** Where a move that is not paid for can be taken back; null for who may only look. */
  stay: { path: string; key: string; start: string } | null;
  /** Where people can be added and taken out; null for who may only look. */
  invite: {
    path: string;
    key: string;
    typed: string;
    errors: FormErrors;
    removal: { path: string; guests: readonly { email: string; key: string }[] };
  } | null;
};

const isOver = (status: GuestBooking['status']): boolean =>
  ['cancelled', 'declined', 'expired', 'completed', 'no_show'].includes(status);

/** What it is too late for by the host's rule, so that the guest has to ask the host. */
const tooLateFor = ({ booking, refused }: Props): Props['refused'] => {
  const may = refused === 'cancel' ? booking.canCancel : booking.canReschedule;
  return may || booking.contact === null || isOver(booking.status) ? null : refused;
};

const heading = (props: Props): { title: string; text: string; good: boolean } => {
  const { voice, booking, moment, clock } = props;
  const t = voice.text.booking;
  const { email } = booking.guest;
  const money = paymentHeading(props);
  if (money !== null) return money;
  const late = tooLateFor(props);
  if (late !== null) return { ...voice.text.problems[`too_late_to_${late}`], good: false };
  const begun = booking.status === 'confirmed' && !booking.canCancel && !booking.canReschedule;
  if (props.refused !== null && begun) return { ...t.begun, good: false };
  if (booking.status === 'cancelled')
    return { title: t.cancelled, text: moment === 'cancelled' ? t.cancelledText : '', good: false };
  if (booking.status === 'declined') return { title: t.status.declined, text: t.declinedText, good: false };
  if (booking.status === 'expired') return { title: t.status.expired, text: t.expiredText, good: false };
  if (booking.status === 'completed' || booking.status === 'no_show')
    return { title: t.status[booking.status], text: t.completedText, good: false };
  if (booking.status === 'pending_payment') return { title: t.status.pending_payment, text: '', good: true };
  if (booking.status === 'pending_approval')
    return { title: t.pending, text: t.pendingText(email), good: true };
  if (booking.moveTo !== null) {
    const style = styleOf(voice.tag, booking.timeZone, clock);
    const end = new Date(Date.parse(booking.moveTo) + Date.parse(booking.end) - Date.parse(booking.start));
    const { date, time } = formatSpan(booking.moveTo, end.toISOString(), style);
    return { title: t.pending, text: t.moveRequestedText(`${date}, ${time}`), good: true };
  }
  const hasMoved = moment === 'paid' && booking.lastChange?.kind === 'rescheduled';
  if (moment === 'moved' || hasMoved)
    return { title: t.rescheduled, text: t.rescheduledText(email), good: true };
  if (moment === 'booked' || moment === 'paid')
    return { title: t.confirmed, text: t.confirmedText(email), good: true };
  return { title: t.view, text: '', good: true };
};

const safeUrl = (url: string | null): string | null =>
  url !== null && /^https?:\/\//.test(url) ? url : null;

/** The host's own date and time, for a guest who lives by another clock. */
const HostTime = ({ voice, booking, clock }: Props) => {
  if (sameZone(booking.timeZone, booking.hostTimeZone) || isOver(booking.status)) return null;
  const style = styleOf(voice.tag, booking.hostTimeZone, clock);
  const { date, time } = formatSpan(booking.start, booking.end, style);
  const sameDay = dateIn(booking.start, booking.hostTimeZone) === dateIn(booking.start, booking.timeZone);
  return (
    <span class="muted span-host">
      {voice.text.booking.hostTime}: {sameDay ? time : `${date}, ${time}`},{' '}
      {zoneLabel(booking.hostTimeZone, booking.start)}
    </span>
  );
};

const Facts = (props: Props) => {
  const { voice, booking, clock } = props;
  const { text, tag } = voice;
  const own = styleOf(tag, booking.timeZone, clock);
  const meeting = safeUrl(booking.location.meetingUrl);
  return (
    <dl class="facts facts-card">
      <Fact icon="calendar" label={text.facts.when}>
        {isOver(booking.status) && booking.status !== 'completed' ? (
          <SpanText start={booking.start} end={booking.end} style={own} old />
        ) : (
          <SpanText start={booking.start} end={booking.end} style={own} />
        )}
        <HostTime {...props} />
      </Fact>
      <Fact icon={locationIcons[booking.location.kind]} label={text.facts.location}>
        {meeting === null || isOver(booking.status) ? (
          <span>{locationText(booking.location, text)}</span>
        ) : (
          <a href={meeting} rel="noreferrer noopener">
            {text.booking.join}
          </a>
        )}
        {booking.location.kind === 'video_meeting' && meeting === null && !isOver(booking.status) ? (
          <span class="muted span-host">
            {booking.location.conference === 'none' ? text.booking.joinByHost : text.booking.joinLater}
          </span>
        ) : null}
      </Fact>
      <Fact icon="people" label={text.facts.hosts}>
        {booking.hosts.map((person) => person.name).join(', ')}
        <span class="muted span-host">
          {text.booking.guest}: {booking.guest.name}, {booking.guest.email}
        </span>
        {booking.furtherGuests.length === 0 ? null : (
          <span class="muted span-host">
            {text.booking.furtherGuests}: {booking.furtherGuests.join(', ')}
          </span>
        )}
      </Fact>
    </dl>
  );
};

const AddTo = ({ voice, booking, links }: Props) => {
  const { text } = voice;
  const entries = addToCalendar({
    title: booking.title,
    start: booking.start,
    end: booking.end,
    location: booking.location.meetingUrl ?? booking.location.label,
    details: `${text.booking.code}: ${booking.code}`,
  });
  return (
    <section class="add" aria-labelledby="add-title">
      <h2 id="add-title" class="small-title">
        {text.booking.addTitle}
      </h2>
      <div class="chips">
        {links.ics === undefined ? null : (
          <a class="chip" href={links.ics} download>
            {text.booking.addFile}
          </a>
        )}
        {entries.map(({ name, href }) => (
          <a key={name} class="chip" href={href} target="_blank" rel="noreferrer noopener">
            {name}
          </a>
        ))}
      </div>
    </section>
  );
};

/** Where the host would like the guest to go on to; an address of another site, so it is named. */
const NextStep = ({ href, language }: { href: string; language: Language }) => {
  const text = guestMessages(language).nextStep;
  return (
    <section class="add" aria-labelledby="next-title">
      <h2 id="next-title" class="small-title">
        {text.title}
      </h2>
      <p>
        <a class="button" href={href} rel="noreferrer noopener">
          {text.go(new URL(href).hostname)}
        </a>
      </p>
    </section>
  );
};

type Contact = NonNullable<GuestBooking['contact']>;

/** A mail to the host that says which booking it is about. */
const mailTo = ({ email }: Contact, { voice, booking, clock }: Props): string => {
  const { date, time } = formatSpan(booking.start, booking.end, styleOf(voice.tag, booking.timeZone, clock));
  const subject = `${booking.title}, ${date}, ${time} (${booking.code})`;
  return `mailto:${email}?subject=${encodeURIComponent(subject)}`;
};

/** Until when the guest can change it, and whom to ask once that has passed. */
const ChangeRules = (props: Props) => {
  const { voice, booking, clock } = props;
  const t = voice.text.booking;
  const style = styleOf(voice.tag, booking.timeZone, clock);
  const ruleOf = (until: string | null, may: boolean, open: (when: string) => string, late: string) => {
    if (until === null) return [];
    if (!may) return [late];
    const { date } = formatSpan(until, until, style);
    return [open(`${date}, ${formatTime(until, style)}`)];
  };
  const rules = [
    ...ruleOf(booking.rescheduleUntil, booking.canReschedule, t.rescheduleUntil, t.rescheduleLate),
    ...ruleOf(booking.cancelUntil, booking.canCancel, t.cancelUntil, t.cancelLate),
  ];
  if (rules.length === 0) return null;
  // The heading says already what it is too late for.
  const said = tooLateFor(props) === null ? rules.join(' ') : '';
  return (
    <p class={booking.contact === null ? 'said' : 'hint'}>
      {said}
      {booking.contact === null ? null : (
        <>
          {' '}
          {t.contact(booking.contact.name)}{' '}
          <a href={mailTo(booking.contact, props)}>{booking.contact.email}</a>
        </>
      )}
    </p>
  );
};

/** Takes people out again, one at a time: opened first, so that nobody is by accident. */
const Removal = ({ voice, booking, invite }: Props) => {
  const t = voice.text.booking;
  if (invite === null || !booking.canRemoveGuests || booking.furtherGuests.length === 0) return null;
  return (
    <details class="invite">
      <summary>{t.removeGuests}</summary>
      <p class="fine">{t.removeGuestsHint}</p>
      <ul class="guests">
        {invite.removal.guests.map(({ email, key }) => (
          <li key={email}>
            <span>{email}</span>
            <form method="post" action={invite.removal.path}>
              <input type="hidden" name="key" value={key} />
              <button type="submit" class="button button-quiet" name="email" value={email}>
                {t.removeGuest} <span class="sr-only">{email}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** The people whom the guest brings, and a form for more. Opening it needs no script. */
const Party = ({ voice, booking, invite }: Props) => {
  const t = voice.text.booking;
  if (invite === null || booking.guestsLeft === 0) return null;
  return (
    <details class="invite" open={Object.keys(invite.errors).length > 0}>
      <summary>{t.addGuests}</summary>
      <form class="form" method="post" action={invite.path}>
        <input type="hidden" name="key" value={invite.key} />
        <Field
          voice={voice}
          name="furtherGuests"
          label={t.addGuestsLabel}
          kind="text"
          required
          maxLength={2000}
          values={{ furtherGuests: invite.typed }}
          errors={invite.errors}
        />
        <p class="fine">{t.addGuestsHint(booking.guestsLeft)}</p>
        <button type="submit" class="button button-quiet">
          {t.addGuestsConfirm}
        </button>
      </form>
    </details>
  );
};

/** A booking as its guest sees it: after booking, after a change, and behind the link in the mail. */
export const BookingCard = (props: Props) => {
  const { voice, booking, links } = props;
  const { text } = voice;
  const { title, text: lead, good } = heading(props);
  const live = !isOver(booking.status);
  const late = tooLateFor(props);
  const said = booking.lastChange?.reason ?? null;
  const next = booking.nextStep?.startsWith('https://') === true ? booking.nextStep : null;
  return (
    <div class="card-booking">
      <p class={good ? 'mark' : 'mark mark-quiet'} aria-hidden="true">
        <Icon name={good ? 'check' : 'calendar'} />
      </p>
      <h1 id="page-title" class="title" tabIndex={-1} autofocus={props.moment !== 'view'}>
        {title}
      </h1>
      {lead === '' ? null : <p class="lead">{lead}</p>}
      <div class="ticket">
        <p class="ticket-title">{booking.title}</p>
        <Facts {...props} />
        <p class="code">
          <span class="muted">{text.booking.code}</span> <strong>{booking.code}</strong>
          <span class={`status status-${booking.status}`}>{text.booking.status[booking.status]}</span>
        </p>
      </div>
      {said === null ? null : (
        <p class="said">
          <span class="muted">{text.booking.reason}</span> {said}
        </p>
      )}
      {booking.warnings.map((warning) => (
        <p key={warning} class="hint">
          {text.booking.warnings[warning]}
        </p>
      ))}
      {props.payPath === null || isConfirming(booking, props.moment) ? null : (
        <PayForm voice={voice} booking={booking} path={props.payPath} />
      )}
      {props.stay === null ? null : <StayForm voice={voice} booking={booking} stay={props.stay} />}
      <PaymentPart voice={voice} booking={booking} />
      {next === null ? null : <NextStep href={next} language={voice.language} />}
      {live ? <ChangeRules {...props} /> : null}
      {live ? <Party {...props} /> : null}
      {live ? <Removal {...props} /> : null}
      {booking.status === 'confirmed' ? <AddTo {...props} /> : null}
      <div class="actions">
        {late === null || booking.contact === null ? null : (
          <a class="button" href={mailTo(booking.contact, props)}>
            {text.booking.writeTo(booking.contact.name)}
          </a>
        )}
        {live && booking.canReschedule && links.reschedule !== undefined ? (
          <a class="button button-quiet" href={links.reschedule}>
            {text.booking.reschedule}
          </a>
        ) : null}
        {live && booking.canCancel && links.cancel !== undefined ? (
          <a class="button button-quiet button-danger" href={links.cancel}>
            {text.booking.cancel}
          </a>
        ) : null}
        {live ? null : (
          <a class="button button-quiet" href={`/${booking.link.username}/${booking.link.slug}`}>
            {text.booking.again}
          </a>
        )}
      </div>
    </div>
  );
};
