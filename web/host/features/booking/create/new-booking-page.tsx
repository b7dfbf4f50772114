import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link as RouterLink, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Link } from '#web/api/schemas.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { BackLink } from '#web/host/components/back-link.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { LeaveGuard } from '#web/host/components/leave-guard.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { focusFirstIssue } from '#web/host/editor/focus-issue.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import { type BookingForGuest, bookForGuest, bookingsKey } from '#web/host/queries/booking.ts';
import { linkListQuery } from '#web/host/queries/link.ts';
import { wallTime } from '#web/time/wall.ts';
import { RefusedTimeNote, rulesToDecide } from '../set-aside-note.tsx';
import { ContactSearch } from './contact-search.tsx';
import { emptyFields, guestFrom, newGuest, requestOf, wrongFields } from './draft.ts';
import { AnswerFields, GuestFields } from './guest-fields.tsx';
import { startOf, TimeChoice, type TimeDraft } from './time-choice.tsx';

/** `onBooked` comes before the page is left. */
const useBooking = (onBooked: () => void) => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { bookings } = useLanguage().messages;
  const [attempts] = useState(createAttempts);
  return useMutation({
    mutationFn: (asked: BookingForGuest) => bookForGuest(attempts, asked),
    onError: focusFirstIssue,
    onSuccess: (booking) => {
      onBooked();
      toast.success(bookings.create.done);
      void navigate({ to: '/bookings/$bookingId', params: { bookingId: booking.id } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: bookingsKey }),
  });
};

/** The rules that the host was told of for this very time: booking again decides on them. */
const toldFor = ({ error, variables }: ReturnType<typeof useBooking>, start: string | undefined) => {
  const rules = rulesToDecide(error);
  return rules.length > 0 && variables?.input.start === start
    ? [...new Set([...(variables?.input.setAside ?? []), ...rules])]
    : [];
};

const NewBookingForm = ({ links }: { links: readonly [Link, ...Link[]] }): ReactElement => {
  const { language, messages } = useLanguage();
  const { create, setAside } = messages.bookings;
  const formats = useFormats();
  const { data: me } = useSuspenseQuery(meQuery);
  const [linkId, setLinkId] = useState(links[0].id);
  const link = links.find(({ id }) => id === linkId) ?? links[0];
  const [wantedMinutes, setMinutes] = useState<number>();
  const durationMinutes =
    link.durationsMinutes.find((minutes) => minutes === wantedMinutes) ?? link.durationsMinutes[0] ?? 30;
  const [when, setWhen] = useState<TimeDraft>(() => ({
    date: wallTime(Date.now(), formats.zone).date,
    slot: null,
    other: null,
  }));
  const [blank] = useState(() => newGuest(language, me.member.timeZone));
  const [guest, setGuest] = useState(blank);
  const [incomplete, setIncomplete] = useState(false);
  const done = useRef(false);
  const booking = useBooking(() => {
    done.current = true;
  });
  const start = startOf(when, formats.zone);
  const told = toldFor(booking, start);
  const empty = emptyFields(guest);
  const wrong = new Set([...wrongFields(booking.error), ...(incomplete ? empty : [])]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (booking.isPending) return;
    const isIncomplete = start === undefined || empty.size > 0;
    setIncomplete(isIncomplete);
    if (isIncomplete) return focusFirstIssue();
    const input = requestOf(link, guest, { start, durationMinutes, setAside: told });
    booking.mutate({ linkId: link.id, input });
  };
  // Another length is offered at other times.
  const keepOther = (draft: TimeDraft): TimeDraft => ({ ...draft, slot: null });

  return (
    <form noValidate onSubmit={submit}>
      <LeaveGuard isDirty={() => guest !== blank && !done.current} />
      <Card>
        <Section title={create.what}>
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
            <Field label={messages.bookings.link}>
              {(control) => (
                <select
                  {...control}
                  className="control"
                  onChange={(event) => {
                    setLinkId(event.target.value);
                    setWhen(keepOther);
                  }}
                  value={link.id}
                >
                  {links.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={messages.links.explain.duration}>
              {(control) => (
                <select
                  {...control}
                  className="control"
                  onChange={(event) => {
                    setMinutes(Number(event.target.value));
                    setWhen(keepOther);
                  }}
                  value={durationMinutes}
                >
                  {link.durationsMinutes.map((minutes) => (
                    <option key={minutes} value={minutes}>
                      {messages.shell.units.minutes(minutes)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <TimeChoice
            durationMinutes={durationMinutes}
            linkId={link.id}
            missing={incomplete && start === undefined}
            onChange={setWhen}
            value={when}
          />
        </Section>
        <Section hint={create.guestHint} title={create.guest}>
          <ContactSearch onChoose={(contact) => setGuest((draft) => guestFrom(draft, contact))} />
          <GuestFields onChange={setGuest} value={guest} wrong={wrong} />
        </Section>
        <Section hint={create.answersHint} title={messages.bookings.detail.answers}>
          <AnswerFields onChange={setGuest} questions={link.questions} value={guest} wrong={wrong} />
        </Section>
        <div className="grid gap-4 border-t border-line px-4 py-5 sm:px-6">
          <RefusedTimeNote error={booking.error} />
          <Button busy={booking.isPending} className="justify-self-end" tone="primary" type="submit">
            {told.length > 0 ? setAside.book : create.confirm}
          </Button>
        </div>
      </Card>
    </form>
  );
};

/** A host books one of their links for a guest. */
export const NewBookingPage = (): ReactElement => {
  const { messages } = useLanguage();
  const { bookings } = messages;
  const list = useQuery(linkListQuery);
  const [first, ...rest] = list.data ?? [];
  return (
    <div>
      <BackLink to="/bookings">{bookings.detail.back}</BackLink>
      <PageHeader lead={bookings.create.lead} title={bookings.create.title} />
      {list.isPending && <Skeleton rows={5} />}
      {list.isError && list.data === undefined && (
        <Card>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </Card>
      )}
      {first !== undefined && <NewBookingForm links={[first, ...rest]} />}
      {list.isSuccess && first === undefined && (
        <Card>
          <EmptyState body={bookings.create.noLinks} icon="link" title={messages.links.empty.title}>
            <RouterLink className={buttonClass('primary')} to="/links/new">
              <Icon name="plus" />
              {messages.links.create}
            </RouterLink>
          </EmptyState>
        </Card>
      )}
    </div>
  );
};
