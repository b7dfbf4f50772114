import type { ReactElement } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, IconButton } from '#web/host/components/button.tsx';
import { Section } from '#web/host/components/page.tsx';
import { CheckInput, LinesInput, SelectInput, TextInput } from '#web/host/editor/controls.tsx';
import type { LinkValues } from './link-values.ts';

const kinds = ['text', 'long_text', 'choice', 'checkbox', 'phone', 'number'] as const;

const QuestionFields = ({
  index,
  count,
  onMove,
  onRemove,
}: {
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const kind = useWatch({ control, name: `questions.${index}.kind` });
  const texts = links.questions;
  return (
    <li className="grid gap-4 rounded-xl border border-line p-4">
      <div className="flex items-center gap-1">
        <h3 className="flex-1 font-medium">{texts.heading(index + 1)}</h3>
        <IconButton
          disabled={index === 0}
          icon="arrowUp"
          label={texts.up(index + 1)}
          onClick={() => onMove(index - 1)}
        />
        <IconButton
          disabled={index === count - 1}
          icon="arrowDown"
          label={texts.down(index + 1)}
          onClick={() => onMove(index + 1)}
        />
        <IconButton icon="trash" label={texts.remove(index + 1)} onClick={onRemove} />
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <TextInput<LinkValues> label={texts.label} maxLength={200} name={`questions.${index}.label`} />
        <SelectInput<LinkValues>
          label={texts.kind}
          name={`questions.${index}.kind`}
          options={kinds.map((name) => [name, texts.kinds[name]] as const)}
        />
      </div>
      {kind === 'choice' && (
        <LinesInput<LinkValues>
          hint={texts.choicesHint}
          label={texts.choices}
          name={`questions.${index}.choices`}
        />
      )}
      <CheckInput<LinkValues> label={texts.required} name={`questions.${index}.required`} />
    </li>
  );
};

export const QuestionsSection = (): ReactElement => {
  const { links } = useMessages();
  const { control } = useFormContext<LinkValues>();
  const list = useFieldArray({ control, name: 'questions', keyName: 'key' });
  return (
    <Section hint={links.sections.questionsHint} title={links.sections.questions}>
      {list.fields.length === 0 ? (
        <p className="text-soft">{links.questions.empty}</p>
      ) : (
        <ol className="grid gap-3">
          {list.fields.map(({ key }, index) => (
            <QuestionFields
              count={list.fields.length}
              index={index}
              key={key}
              onMove={(to) => list.move(index, to)}
              onRemove={() => list.remove(index)}
            />
          ))}
        </ol>
      )}
      {list.fields.length >= 20 ? (
        <p className="text-sm text-soft">{links.questions.full}</p>
      ) : (
        <Button
          className="justify-self-start"
          icon="plus"
          onClick={() =>
            list.append(
              { id: '', label: '', kind: 'text', required: false },
              { focusName: `questions.${list.fields.length}.label` },
            )
          }
        >
          {links.questions.add}
        </Button>
      )}
    </Section>
  );
};
