import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { requestPasswordReset } from '#web/host/queries/account/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { SignedOutFrame } from './frame.tsx';

const BackToSignIn = (): ReactElement => (
  <p className="mt-4">
    <Link className="text-sm text-accent-ink underline underline-offset-3" to="/sign-in">
      {useMessages().profile.forgot.back}
    </Link>
  </p>
);

/** Asks for a link to choose a new password; says the same whether or not anybody has the address. */
export const ForgotPasswordPage = (): ReactElement => {
  const { shell, profile } = useMessages();
  const texts = profile.forgot;
  const [email, setEmail] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const refuse = (): void => {
    setInvalid(true);
    input.current?.focus();
  };
  const ask = useMutationOnce({
    mutationFn: requestPasswordReset,
    retry: false,
    onError: (error) => {
      if (failureIn(error).code === 'invalid_request') refuse();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ask.isPending) return;
    setInvalid(false);
    if (email.trim() === '') refuse();
    else ask.mutate(email.trim());
  };
  if (ask.isSuccess)
    return (
      <SignedOutFrame lead={texts.sent(ask.variables)} title={texts.sentTitle}>
        <BackToSignIn />
      </SignedOutFrame>
    );
  return (
    <SignedOutFrame lead={texts.lead} title={texts.title}>
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {ask.isError && !isInvalid && <ProblemNote error={ask.error} />}
        <Field error={isInvalid ? texts.invalid : undefined} label={shell.signIn.email}>
          {(control) => (
            <input
              {...control}
              autoCapitalize="none"
              autoComplete="username"
              className="control"
              inputMode="email"
              onChange={(event) => setEmail(event.target.value)}
              ref={input}
              spellCheck={false}
              type="email"
              value={email}
            />
          )}
        </Field>
        <Button busy={ask.isPending} tone="primary" type="submit">
          {texts.submit}
        </Button>
      </form>
      <BackToSignIn />
    </SignedOutFrame>
  );
};
