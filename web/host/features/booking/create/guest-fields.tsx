import type { ReactElement } from 'react';
import type { Question } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ZoneSelect } from '#web/host/components/inputs/zone-select.tsx';
import { isLanguage, languageNames, languages } from '#web/i18n/languages.ts';
import type { GuestDraft } from './draft.ts';

type Props = {
  value: GuestDraft;
  onChange: (next: GuestDraft) => void;
  /** Names of the fields that were refused. */
  wrong: ReadonlySet<string>;
};

const inputs = [
  { name: 'name', type: 'text', maxLength: 120, required: true },
  { name: 'email', type: 'email', maxLength: 254, required: true },
  { name: 'phone', type: 'tel', maxLength: 40, required: false },
] as const;

/** Who the guest is, and how they read. */
export const GuestFields = ({ value, onChange, wrong }: Props): ReactElement => {
  const { create } = useMessages().bookings;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {inputs.map(({ name, type, maxLength, required }) => (
        <Field
          error={wrong.has(`guest.${name}`) ? create.errors[name] : undefined}
          key={name}
          label={create[name]}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              maxLength={maxLength}
              onChange={(event) => onChange({ ...value, [name]: event.target.value })}
              required={required}
              type={type}
              value={value[name]}
            />
          )}
        </Field>
      ))}
      <Field label={create.language}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={({ target }) => {
              if (isLanguage(target.value)) onChange({ ...value, locale: target.value });
            }}
            value={value.locale}
          >
            {languages.map((language) => (
              <option key={language} value={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        className="sm:col-span-2"
        error={wrong.has('furtherGuests') ? create.errors.furtherGuests : undefined}
        hint={create.furtherGuestsHint}
        label={create.furtherGuests}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={2000}
            onChange={(event) => onChange({ ...value, furtherGuests: event.target.value })}
            value={value.furtherGuests}
          />
        )}
      </Field>
      <Field className="sm:col-span-2" label={create.timeZone}>
        {(control) => (
          <ZoneSelect
            control={control}
            onChange={(timeZone) => onChange({ ...value, timeZone })}
            value={value.timeZone}
          />
        )}
      </Field>
    </div>
  );
};

const inputTypes = { phone: 'tel', number: 'text', text: 'text' } as const;

const AnswerField = ({
  question,
  answer,
  onAnswer,
  error,
}: {
  question: Question;
  answer: string | boolean | undefined;
  onAnswer: (answer: string | boolean) => void;
  error: string | undefined;
}): ReactElement => {
  const { create } = useMessages().bookings;
  const { kind, label, choices = [] } = question;
  if (kind === 'checkbox')
    return (
      <label className="flex min-h-9 items-center gap-3 justify-self-start">
        <input
          checked={answer === true}
          className="check"
          onChange={(event) => onAnswer(event.target.checked)}
          type="checkbox"
        />
        {label}
      </label>
    );
  const text = typeof answer === 'string' ? answer : '';
  return (
    <Field error={error} label={label}>
      {(control) => {
        const given = {
          ...control,
          className: 'control',
          value: text,
          onChange: (event: { target: { value: string } }) => onAnswer(event.target.value),
        };
        if (kind === 'choice')
          return (
            <select {...given}>
              <option value="">{create.noAnswer}</option>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          );
        return kind === 'long_text' ? (
          <textarea {...given} maxLength={2000} rows={3} />
        ) : (
          <input {...given} maxLength={300} type={inputTypes[kind]} />
        );
      }}
    </Field>
  );
};

/** What the link asks its guests, as far as the host knows it, and a note. */
export const AnswerFields = ({
  questions,
  value,
  onChange,
  wrong,
}: Props & { questions: readonly Question[] }): ReactElement => {
  const { create, detail } = useMessages().bookings;
  return (
    <div className="grid gap-4">
      {questions.map((question) => (
        <AnswerField
          answer={value.answers[question.id]}
          error={wrong.has(`answers.${question.id}`) ? create.errors.answer : undefined}
          key={question.id}
          onAnswer={(answer) => onChange({ ...value, answers: { ...value.answers, [question.id]: answer } })}
          question={question}
        />
      ))}
      <Field label={detail.note}>
        {(control) => (
          <textarea
            {...control}
            className="control"
            maxLength={2000}
            onChange={(event) => onChange({ ...value, note: event.target.value })}
            rows={2}
            value={value.note}
          />
        )}
      </Field>
    </div>
  );
};
