import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { changeEmail } from '#web/host/queries/account/security.ts';
import { failureIn } from '#web/host/queries/api.ts';

/** The address by which the host signs in; another one counts once a link that is mailed to it was used. */
export const EmailSection = ({ email }: { email: string }): ReactElement => {
  const { email: texts } = useMessages().security;
  const [next, setNext] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const change = useMutationOnce({
    mutationFn: changeEmail,
    onSuccess: () => setNext(''),
    onError: () => input.current?.focus(),
    retry: false,
  });
  const isInvalid = change.isError && failureIn(change.error).code === 'invalid_request';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(next.trim() === '');
    if (next.trim() === '') input.current?.focus();
    else if (!change.isPending) change.mutate(next.trim());
  };
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        <p className="font-medium wrap-anywhere">{email}</p>
        <form className="grid gap-4 sm:max-w-md" noValidate onSubmit={submit}>
          {change.isError && !isInvalid && <ProblemNote error={change.error} />}
          {change.isSuccess && (
            <Note icon="mail" role="status" tone="good">
              <p>{texts.sent(change.variables)}</p>
            </Note>
          )}
          <Field error={isMissing || isInvalid ? texts.invalid : undefined} label={texts.next}>
            {(control) => (
              <input
                {...control}
                autoCapitalize="none"
                autoComplete="email"
                className="control"
                inputMode="email"
                onChange={(event) => setNext(event.target.value)}
                ref={input}
                spellCheck={false}
                type="email"
                value={next}
              />
            )}
          </Field>
          <Button busy={change.isPending} className="justify-self-start" type="submit">
            {texts.submit}
          </Button>
        </form>
      </Section>
    </Card>
  );
};
