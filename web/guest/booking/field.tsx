import type { Question } from '#web/api/schemas.ts';
import { described } from '#web/ui/described.ts';
import { longestAnswer } from './answers.ts';
import type { FormErrors, FormValues, Voice } from './model.ts';

export const fieldId = (name: string): string => `f-${name.replace('.', '-')}`;

type Props = {
  voice: Voice;
  name: string;
  label: string;
  kind: 'text' | 'email' | 'tel' | 'number' | 'long_text' | 'choice' | 'checkbox';
  required: boolean;
  maxLength?: number;
  autocomplete?: string;
  choices?: readonly string[];
  values: FormValues;
  errors: FormErrors;
};

const Choice = ({ voice, choices, values, name, common }: Props & { common: object }) => (
  <select {...common} class="input" defaultValue={values[name] ?? ''}>
    <option value="" selected={(values[name] ?? '') === ''}>
      {voice.text.form.choose}
    </option>
    {(choices ?? []).map((choice) => (
      <option key={choice} value={choice} selected={values[name] === choice}>
        {choice}
      </option>
    ))}
  </select>
);

/** One input with its label and, tied to it, what is wrong with it. Values live in the document, so nothing typed early is lost. */
export const Field = (props: Props) => {
  const { voice, name, label, kind, required, values, errors } = props;
  const id = fieldId(name);
  const error = errors[name];
  const common = {
    id,
    name,
    required,
    ...described(id, { error }),
  };
  const control = () => {
    if (kind === 'long_text')
      return (
        <textarea
          {...common}
          class="input"
          rows={3}
          maxLength={props.maxLength}
          defaultValue={values[name] ?? ''}
        />
      );
    if (kind === 'choice') return <Choice {...props} common={common} />;
    if (kind === 'checkbox')
      return (
        <input
          {...common}
          type="checkbox"
          class="check"
          value="yes"
          defaultChecked={(values[name] ?? '') !== ''}
        />
      );
    const typed: object =
      kind === 'number' ? { type: kind, inputMode: 'decimal', step: 'any' } : { type: kind };
    return (
      <input
        {...common}
        {...typed}
        class="input"
        autocomplete={props.autocomplete}
        maxLength={props.maxLength}
        defaultValue={values[name] ?? ''}
      />
    );
  };
  const caption = (
    <label class="label" for={id}>
      {label}
      {required ? null : <span class="muted"> ({voice.text.form.optional})</span>}
    </label>
  );
  return (
    <div class={kind === 'checkbox' ? 'field field-check' : 'field'}>
      {kind === 'checkbox' ? null : caption}
      {control()}
      {kind === 'checkbox' ? caption : null}
      {error === undefined ? null : (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
};

const kinds: Readonly<Record<Question['kind'], Props['kind']>> = {
  text: 'text',
  long_text: 'long_text',
  choice: 'choice',
  checkbox: 'checkbox',
  phone: 'tel',
  number: 'number',
};

export const QuestionField = ({
  question,
  ...rest
}: { question: Question } & Pick<Props, 'voice' | 'values' | 'errors'>) => (
  <Field
    {...rest}
    name={`q.${question.id}`}
    label={question.label}
    kind={kinds[question.kind]}
    required={question.required}
    maxLength={longestAnswer(question.kind)}
    {...(question.kind === 'phone' ? { autocomplete: 'tel' } : {})}
    {...(question.choices === undefined ? {} : { choices: question.choices })}
  />
);
