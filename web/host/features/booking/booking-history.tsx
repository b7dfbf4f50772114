import type { ReactElement } from 'react';
import type { BookingDetail, TimelineEntry } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import type { Messages } from '#web/i18n/host/messages.ts';
import { cx } from '#web/ui/class-names.ts';
import { textOf } from '#web/ui/text-of.ts';

const instantIn = (details: TimelineEntry['details'], ...names: string[]): string | undefined => {
  const found = names.map((name) => details[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' && !Number.isNaN(Date.parse(found)) ? found : undefined;
};

/** Rules that a host has set aside for it. */
const rulesIn = ({ setAside }: TimelineEntry['details']): string[] =>
  Array.isArray(setAside) ? setAside.filter((rule) => typeof rule === 'string') : [];

const dotOf = (kind: string): string => {
  if (/attention|failed|no_show/.test(kind)) return 'bg-warn-ink';
  if (/cancel|declin|expire/.test(kind)) return 'bg-danger';
  return 'bg-accent';
};

/** A member by name; what was done with a key names the key as well, and one of the organisation alone. */
const whoOf = ({ actor, actorName, key }: TimelineEntry, texts: Messages['bookings']): string => {
  if (key === null) return actorName ?? texts.actors[actor];
  const named = key.name === null ? texts.byKey.unknown : texts.byKey.key(key.name);
  return actorName === null ? named : texts.byKey.ofMember(actorName, named);
};

const Entry = ({ entry, last }: { entry: TimelineEntry; last: boolean }): ReactElement => {
  const { bookings: texts, payments } = useMessages();
  const formats = useFormats();
  const from = instantIn(entry.details, 'from', 'previousStart', 'oldStart');
  const to = instantIn(entry.details, 'to', 'start', 'newStart');
  const who = whoOf(entry, texts);
  return (
    <li className="relative grid gap-0.5 ps-6 pb-4">
      <span
        aria-hidden="true"
        className={cx('absolute start-0 top-1.5 size-2.5 rounded-full', dotOf(entry.kind))}
      />
      {!last && <span aria-hidden="true" className="absolute start-[0.28rem] top-5 bottom-0 w-px bg-line" />}
      <p className="font-medium">
        {entry.kind === 'confirmed' && entry.actor === 'host'
          ? texts.bookedForGuest
          : textOf(texts.timelineKinds, entry.kind, texts.changed)}
      </p>
      {/resched|^move_requested$/.test(entry.kind) && to !== undefined && (
        <p className="text-sm tabular-nums">
          {from === undefined
            ? texts.movedTo(formats.dateTime(to))
            : texts.movedFromTo(formats.dateTime(from), formats.dateTime(to))}
        </p>
      )}
      {rulesIn(entry.details).map((rule) => (
        <p className="text-sm" key={rule}>
          {textOf(texts.setAside.rules, rule, texts.setAside.other)}
        </p>
      ))}
      {typeof entry.details['refund'] === 'string' && (
        <p className="text-sm">{textOf<string>(payments.choice.done, entry.details['refund'], '')}</p>
      )}
      {entry.reason !== null && entry.reason !== '' && (
        <p className="text-sm wrap-anywhere whitespace-pre-line">“{entry.reason}”</p>
      )}
      <p className="text-sm text-soft">
        {who} · <time dateTime={entry.at}>{formats.dateTime(entry.at)}</time>
      </p>
    </li>
  );
};

export const BookingTimeline = ({ booking }: { booking: BookingDetail }): ReactElement | null => {
  const { bookings: texts } = useMessages();
  if (booking.timeline.length === 0) return null;
  return (
    <section aria-labelledby="timeline-heading" className="border-t border-line pt-5">
      <h3 className="mb-3 font-semibold" id="timeline-heading">
        {texts.detail.timeline}
      </h3>
      <ol>
        {booking.timeline.map((entry, index) => (
          <Entry entry={entry} key={entry.id} last={index === booking.timeline.length - 1} />
        ))}
      </ol>
    </section>
  );
};

const toneOfDelivery = (status: string): BadgeTone => {
  if (/deliver|sent/.test(status)) return 'good';
  if (/bounce|fail|complain/.test(status)) return 'bad';
  return /skip|suppress/.test(status) ? 'plain' : 'info';
};

export const BookingDeliveries = ({ booking }: { booking: BookingDetail }): ReactElement => {
  const { bookings: texts } = useMessages();
  const formats = useFormats();
  return (
    <section aria-labelledby="deliveries-heading" className="border-t border-line pt-5">
      <h3 className="mb-3 font-semibold" id="deliveries-heading">
        {texts.detail.deliveries}
      </h3>
      {booking.deliveries.length === 0 ? (
        <p className="text-soft">{texts.detail.noDeliveries}</p>
      ) : (
        <ul className="grid gap-3">
          {booking.deliveries.map((delivery) => (
            <li
              className="flex items-start gap-3"
              key={`${delivery.template}-${delivery.audience}-${delivery.at}`}
            >
              <Icon className="mt-0.5 size-4.5 shrink-0 text-soft" name="mail" />
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere">
                  {textOf(texts.templates, delivery.template, texts.sync.email)}{' '}
                  <span className="text-soft">{textOf<string>(texts.audiences, delivery.audience, '')}</span>
                </p>
                <p className="text-sm text-soft">
                  {formats.dateTime(delivery.at)}
                  {delivery.detail !== null &&
                    ` · ${textOf(texts.sync.failures, delivery.detail, texts.sync.failures['unknown'] ?? '')}`}
                </p>
              </div>
              <Badge tone={toneOfDelivery(delivery.status)}>
                {textOf(texts.deliveryStatus, delivery.status, texts.sync.states.pending)}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
