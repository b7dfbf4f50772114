import type { ComponentChildren } from 'preact';
import { formatMoney } from '#domain/money/amount.ts';
import type { GuestDataBooking, GuestDataMail, GuestDataPerson } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { type Language, languageNames } from '#web/i18n/languages.ts';
import {
  type Clock,
  defaultClock,
  formatMoment,
  formatSpan,
  styleOf,
  type TimeStyle,
} from '#web/time/format.ts';
import { zoneLabel } from '#web/time/zones/zone.ts';
import type { Voice } from '../booking/model.ts';

export type Listed<Item> = {
  items: readonly Item[];
  nextHref: string | null;
  /** Null on the first page. */
  firstHref: string | null;
};

type Props = {
  voice: Voice<ServerMessages>;
  clock: Clock | null;
  tenantName: string;
  expiresAt: string;
  person: GuestDataPerson;
  bookings: Listed<GuestDataBooking>;
  mails: Listed<GuestDataMail>;
  fileHref: string;
  eraseHref: string;
};

type Line = readonly [label: string, value: string | null];

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <dl class="data-lines">
    {lines
      .filter(([, value]) => value !== null && value !== '')
      .map(([label, value], index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

const Section = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section class="data-section" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);

const Pages = <Item,>({ list, text }: { list: Listed<Item>; text: ServerMessages['yourData'] }) =>
  list.nextHref === null && list.firstHref === null ? null : (
    <p class="data-pages">
      {list.firstHref === null ? null : <a href={list.firstHref}>{text.newest}</a>}
      {list.nextHref === null ? null : <a href={list.nextHref}>{text.more}</a>}
    </p>
  );

const paymentLines = (
  { amountMinor, currency, paidMinor, refundedMinor, method, state }: GuestDataBooking['payments'][number],
  { text, language }: { text: ServerMessages; language: Language },
): Line[] => {
  const t = text.payment;
  const money = (minor: number): string => formatMoney({ amountMinor: minor, currency }, language);
  if (state !== 'paid') return [[t.price, money(amountMinor)]];
  return [
    [t.paid, method === null ? money(paidMinor) : `${money(paidMinor)}, ${method}`],
    ...(refundedMinor === 0 ? [] : [[t.terms, t.refunded(money(refundedMinor))] as Line]),
  ];
};

const Booking = ({
  booking,
  text,
  language,
  style,
}: {
  booking: GuestDataBooking;
  text: ServerMessages;
  language: Language;
  style: TimeStyle;
}) => {
  const t = text.yourData;
  const { date, time } = formatSpan(booking.start, booking.end, style);
  return (
    <li>
      <p class="data-head">
        <strong>{booking.title}</strong>
        <span class={`status status-${booking.status}`}>{text.booking.status[booking.status]}</span>
      </p>
      <p>{`${date}, ${time}`}</p>
      {booking.isBrought ? <p class="muted">{t.brought}</p> : null}
      <Lines
        lines={[
          [t.code, booking.code],
          [t.bookedAt, formatMoment(booking.bookedAt, style)],
          [t.name, booking.name],
          [t.phone, booking.phone],
          [t.guests, booking.furtherGuests.join(', ')],
          ...booking.answers.map(({ question, answer }): Line => [question, answer]),
          [t.note, booking.note],
          ...booking.payments.flatMap((payment) => paymentLines(payment, { text, language })),
          ...booking.reasons.map((reason): Line => [t.reason, reason.text]),
        ]}
      />
    </li>
  );
};

const kindOf = ({ template }: GuestDataMail) => (template.startsWith('guest_') ? 'data' : 'booking');

const Mail = ({ mail, text, style }: { mail: GuestDataMail; text: ServerMessages; style: TimeStyle }) => {
  const t = text.yourData;
  return (
    <li>
      <p>{mail.subject ?? t.mailKinds[kindOf(mail)]}</p>
      <p class="muted">
        {mail.sentAt === null
          ? t.notSent(formatMoment(mail.createdAt, style))
          : t.sentAt(formatMoment(mail.sentAt, style))}
      </p>
    </li>
  );
};

/** All that is kept of a guest, to be read, taken away as a file, or erased. */
export const DataPage = (props: Props) => {
  const { voice, person, bookings, mails, tenantName } = props;
  const { text, tag } = voice;
  const t = text.yourData;
  const style = styleOf(tag, person.timeZone ?? 'UTC', props.clock ?? defaultClock(tag));
  const zone = person.timeZone === null ? null : zoneLabel(person.timeZone, Date.parse(props.expiresAt));
  return (
    <div class="panel panel-narrow data">
      <h1 class="title" id="page-title">
        {t.kept(tenantName)}
      </h1>
      <p class="lead">{t.until(formatMoment(props.expiresAt, style))}</p>
      <Section id="about" title={t.about}>
        <Lines
          lines={[
            [t.address, person.email],
            [t.name, person.name],
            [t.phone, person.phone],
            [t.timeZone, zone],
            [t.language, person.locale === null ? null : languageNames[person.locale]],
            [t.since, person.since === null ? null : formatMoment(person.since, style)],
          ]}
        />
      </Section>
      <Section id="bookings" title={t.bookings}>
        {bookings.items.length === 0 ? <p class="muted">{t.noBookings}</p> : null}
        <ul class="data-list">
          {bookings.items.map((booking) => (
            <Booking key={booking.id} booking={booking} text={text} language={voice.language} style={style} />
          ))}
        </ul>
        <Pages list={bookings} text={t} />
      </Section>
      <Section id="mails" title={t.mails}>
        {mails.items.length === 0 ? <p class="muted">{t.noMails}</p> : null}
        <ul class="data-list">
          {mails.items.map((mail) => (
            <Mail key={mail.id} mail={mail} text={text} style={style} />
          ))}
        </ul>
        <Pages list={mails} text={t} />
      </Section>
      <div class="actions">
        <a class="button button-quiet" href={props.fileHref} download>
          {t.download}
        </a>
        <a class="button button-quiet button-danger" href={props.eraseHref}>
          {t.erase}
        </a>
      </div>
    </div>
  );
};
