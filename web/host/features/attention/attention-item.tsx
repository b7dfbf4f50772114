import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AttentionItem as Item } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Icon, type IconName } from '#web/host/components/icon.tsx';
import { ItemActions } from './item-actions.tsx';
import { failureOf, isMoney, titleOf } from './item-texts.ts';

const subjectLink = 'font-medium text-accent-ink underline underline-offset-3 wrap-anywhere';

const Subject = ({ item: { subject, recipient, kind } }: { item: Item }): ReactElement => {
  const isOfMoney = isMoney(kind);
  const formats = useFormats();
  if (subject.kind === 'integration')
    return (
      <Link className={subjectLink} to={isOfMoney ? '/payments/reconciliation' : '/integrations'}>
        {subject.title}
      </Link>
    );
  if (subject.kind === 'departure')
    return (
      <Link className={subjectLink} to="/members">
        {subject.title}
      </Link>
    );
  return (
    <>
      {subject.kind === 'booking' ? (
        <Link className={subjectLink} params={{ bookingId: subject.id }} to="/bookings/$bookingId">
          {subject.title}
        </Link>
      ) : subject.kind === 'payment' ? (
        <Link className={subjectLink} params={{ paymentId: subject.id }} to="/payments/$paymentId">
          {subject.title}
        </Link>
      ) : (
        <Link className={subjectLink} params={{ sessionId: subject.id }} to="/sessions/$sessionId">
          {subject.title}
        </Link>
      )}
      {/* A mail to the guest names them already. */}
      {subject.guestName !== null && recipient?.audience !== 'guest' && <span> · {subject.guestName}</span>}
      {subject.start !== null && <span className="tabular-nums"> · {formats.dateTime(subject.start)}</span>}
      {subject.code !== null && <span> · {subject.code}</span>}
    </>
  );
};

/** Whether anything more happens by itself, said only as far as it is true. */
const Outlook = ({ item }: { item: Item }): ReactElement => {
  const { attention: texts } = useMessages();
  const formats = useFormats();
  if (item.suppressionId !== null) return <>{texts.suppressed}</>;
  return <>{item.nextTryAt === null ? texts.notAgain : texts.next(formats.dateTime(item.nextTryAt))}</>;
};

/** What the calendar says, and since when it does. */
const ConflictFacts = ({ item }: { item: Item }): ReactElement => {
  const { conflict: texts } = useMessages().attention;
  const formats = useFormats();
  const event = item.conflict?.event ?? null;
  const missing = item.conflict?.missing ?? null;
  return (
    <>
      {event !== null && (
        <p className="text-sm">
          {event.allDay
            ? texts.allDay(formats.date(event.start))
            : texts.at(formats.dateTime(event.start), formats.time(event.end))}
        </p>
      )}
      {missing !== null && <p className="text-sm">{texts.missing(missing)}</p>}
      <p className="text-sm text-soft">
        <time dateTime={item.since}>{texts.found(formats.dateTime(item.since))}</time>
      </p>
    </>
  );
};

/** Since when it fails, how often it was tried and what comes next. */
const FailureFacts = ({ item }: { item: Item }): ReactElement => {
  const { attention: texts } = useMessages();
  const formats = useFormats();
  // What is for a person to look into was not tried.
  if (isMoney(item.kind) && !item.actions.includes('retry') && item.nextTryAt === null)
    return (
      <p className="text-sm text-soft">
        <time dateTime={item.since}>{texts.moneySince(formats.dateTime(item.since))}</time>
      </p>
    );
  return (
    <>
      <p className="text-sm text-soft">
        <time dateTime={item.since}>{texts.since(formats.dateTime(item.since))}</time> ·{' '}
        {texts.tries(item.tries)}
      </p>
      <p className="text-sm text-soft">
        <Outlook item={item} />
      </p>
    </>
  );
};

const iconOf = ({ kind, effect }: Item): IconName => {
  if (kind === 'conflict') return 'calendar';
  if (kind === 'departure') return 'people';
  if (isMoney(kind)) return 'card';
  if (effect === null) return 'mail';
  return effect === 'conference' ? 'video' : 'calendar';
};

/** One failing thing: what, why, since when, what comes next, and what can be done about it. */
export const AttentionItem = ({ item, withSubject }: { item: Item; withSubject: boolean }): ReactElement => {
  const { language, messages } = useLanguage();
  const { attention: texts } = messages;
  return (
    <div className="flex gap-3">
      <span className="grid size-9 shrink-0 place-items-center rounded-xl bg-warn-wash text-warn-ink">
        <Icon className="size-5" name={iconOf(item)} />
      </span>
      <div className="grid min-w-0 flex-1 gap-2">
        <div>
          <p className="font-semibold wrap-anywhere">{titleOf(item, messages, language)}</p>
          <p className="font-medium text-warn-ink">{failureOf(item, messages)}.</p>
          {item.recipient !== null && (
            <p className="text-sm wrap-anywhere">{texts.address(item.recipient.address)}</p>
          )}
          {withSubject && (
            <p className="text-sm text-soft">
              <Subject item={item} />
            </p>
          )}
          {item.kind === 'conflict' ? <ConflictFacts item={item} /> : <FailureFacts item={item} />}
        </div>
        <ItemActions item={item} />
      </div>
    </div>
  );
};
