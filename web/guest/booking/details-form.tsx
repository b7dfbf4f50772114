import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTyped } from '../flow/use-typed.ts';
import { Field, fieldId, QuestionField } from './field.tsx';
import { Icon } from './icon.tsx';
import { type BookingPageData, type FormErrors, type FormValues, shownPrice, type Voice } from './model.ts';

type Props = {
  voice: Voice;
  data: BookingPageData;
  slot: string;
  /** The chosen time in words: the focus comes to the heading, which has to say what it is about. */
  when: string;
  timeZone: string;
  duration: number;
  values: FormValues;
  errors: FormErrors;
  sending: boolean;
  backHref: string;
  onBack: (event: MouseEvent) => void;
  onSubmit: (event: SubmitEvent) => void;
  /** Countdown and refusals, above the fields. */
  children?: ComponentChildren;
};

const labelOf = (name: string, { voice, data }: Pick<Props, 'voice' | 'data'>): string => {
  const { form, facts } = voice.text;
  const known: Record<string, string> = {
    name: form.name,
    email: form.email,
    phone: form.phone,
    note: form.note,
    furtherGuests: form.furtherGuests,
    reason: form.reason,
    start: facts.when,
  };
  return known[name] ?? data.link.questions.find((question) => `q.${question.id}` === name)?.label ?? name;
};

const ErrorSummary = (props: Pick<Props, 'voice' | 'errors' | 'data'>) => {
  const { voice, errors } = props;
  const names = Object.keys(errors);
  if (names.length === 0) return null;
  return (
    <div class="notice" role="alert">
      <Icon name="alert" />
      <div>
        <p class="notice-title">{voice.text.form.errorsTitle(names.length)}</p>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`}>{labelOf(name, props)}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};

const GuestFields = ({ voice, data, values, errors }: Props) => {
  const { form } = voice.text;
  const common = { voice, values, errors };
  return (
    <>
      <Field
        {...common}
        name="name"
        label={form.name}
        kind="text"
        required
        maxLength={120}
        autocomplete="name"
      />
      <Field
        {...common}
        name="email"
        label={form.email}
        kind="email"
        required
        maxLength={254}
        autocomplete="email"
      />
      {data.link.location.kind === 'phone' ? (
        <Field
          {...common}
          name="phone"
          label={form.phone}
          kind="tel"
          required
          maxLength={40}
          autocomplete="tel"
        />
      ) : null}
      {data.link.questions.map((question) => (
        <QuestionField key={question.id} {...common} question={question} />
      ))}
      {data.link.mostFurtherGuests > 0 ? (
        <Field
          {...common}
          name="furtherGuests"
          label={form.furtherGuests}
          kind="text"
          required={false}
          maxLength={2000}
        />
      ) : null}
      <Field {...common} name="note" label={form.note} kind="long_text" required={false} maxLength={2000} />
    </>
  );
};

/** The last step: the guest's details, or a reason when a booking is moved. Works as an ordinary form as well. */
export const DetailsForm = (props: Props) => {
  const { voice, data, slot, sending } = props;
  const { text } = voice;
  const element = useRef<HTMLFormElement>(null);
  const keep = useTyped(data, element);
  const moving = data.mode === 'reschedule';
  useEffect(() => {
    if (element.current !== null) element.current.noValidate = true;
  }, []);
  const move = data.booking?.move ?? null;
  const action = moving
    ? move?.pay == null
      ? text.reschedulePage.confirm
      : text.form.pay
    : data.link.price !== null
      ? text.form.pay
      : data.link.requiresApproval
        ? text.form.request
        : text.form.confirm;
  return (
    <section class="details" aria-labelledby="form-title">
      <a class="back" href={props.backHref} onClick={props.onBack}>
        <Icon name="previous" flip />
        {text.form.back}
      </a>
      <h2 id="form-title" class="form-title" tabIndex={-1}>
        {moving ? text.reschedulePage.review : text.form.title}
        <span class="sr-only">: {props.when}</span>
      </h2>
      <form
        ref={element}
        class="form"
        method="post"
        action={data.path}
        id="details"
        onInput={keep}
        onSubmit={props.onSubmit}
      >
        {props.children}
        <ErrorSummary voice={voice} errors={props.errors} data={data} />
        <input type="hidden" name="start" value={slot} />
        <input type="hidden" name="duration" value={String(props.duration)} />
        <input type="hidden" name="tz" value={props.timeZone} />
        <input type="hidden" name="lang" value={data.language} />
        <input type="hidden" name="key" value={data.form.idempotencyKey} />
        {move === null ? null : <input type="hidden" name="price" value={shownPrice(move)} />}
        {moving ? (
          <Field
            voice={voice}
            values={props.values}
            errors={props.errors}
            name="reason"
            label={text.form.reason}
            kind="long_text"
            required={false}
            maxLength={500}
          />
        ) : (
          <GuestFields {...props} />
        )}
        <button type="submit" class="button button-wide" aria-disabled={sending ? 'true' : undefined}>
          {sending ? text.form.sending : action}
        </button>
        <p class="fine">{moving ? text.reschedulePage.keepNote : text.form.privacy}</p>
      </form>
    </section>
  );
};
