import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { LeaveGuard } from '#web/host/components/leave-guard.tsx';
import { Card } from '#web/host/components/page.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { ChangedNote } from './changed-note.tsx';
import { focusFirstIssue } from './focus-issue.ts';
import { IssueTexts } from './issue-texts.ts';
import { SaveBar } from './save-bar.tsx';
import type { Editing } from './use-editing.ts';

/**
 * Leaving a field may show its error, which moves what is below: a button would be gone from under the pointer before it is
 * released, and the click lost. So pressing one leaves the focus where it is.
 */
const keepInPlace = (event: MouseEvent): void => {
  if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault();
};

/** A form with its fields, the bar that saves it, and the guard against losing what was typed. */
export const Editor = <Values extends FieldValues>({
  editing,
  issueText,
  readOnly = false,
  children,
}: {
  editing: Editing<Values>;
  /** The text of an issue's code. */
  issueText: (code: string) => string;
  /** Shown, and not to be changed. */
  readOnly?: boolean;
  children: ReactNode;
}): ReactElement => {
  const { shell } = useMessages();
  const { form, isNew, busy, failure, newer } = editing;
  const { isDirty, errors, submitCount } = form.formState;
  const isInvalid = submitCount > 0 && Object.keys(errors).length > 0;
  const submit = form.handleSubmit((values) => {
    if (!busy) editing.save(values);
  }, focusFirstIssue);
  return (
    <FormProvider {...form}>
      <IssueTexts value={(code) => (code === 'refused' ? shell.refused : issueText(code))}>
        <form noValidate onMouseDown={keepInPlace} onSubmit={(event) => void submit(event)}>
          <fieldset className="min-w-0" disabled={readOnly}>
            <Card>{children}</Card>
          </fieldset>
          <SaveBar
            busy={busy}
            dirty={isDirty || isNew}
            notice={newer === undefined ? <ProblemNote error={failure} /> : <ChangedNote newer={newer} />}
            onDiscard={isNew ? undefined : () => form.reset()}
            warning={isInvalid ? shell.checkFields : undefined}
          />
        </form>
        <LeaveGuard isDirty={() => form.formState.isDirty && !editing.isDone()} />
      </IssueTexts>
    </FormProvider>
  );
};
