import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { signIn } from '#web/host/queries/account.ts';
import { acceptInvitation } from '#web/host/queries/invitation.ts';
import { useEntering, useZone } from './use-entering.ts';

/** For somebody with an account who is not signed in: both at once. */
export const SignInForm = ({ email, token }: { email: string; token: string }): ReactElement => {
  const { shell, members } = useMessages();
  const texts = members.accept;
  const zone = useZone();
  const enter = useEntering();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const accept = useMutation({
    mutationFn: async () => {
      await signIn({ email, password });
      return acceptInvitation({ token, ...zone });
    },
    retry: false,
    onSuccess: enter,
    onError: () => input.current?.select(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (accept.isPending) return;
    setMissing(password === '');
    if (password === '') input.current?.focus();
    else accept.mutate();
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <p>{texts.signInLead}</p>
      <ProblemNote error={accept.error} />
      <input autoComplete="username" defaultValue={email} hidden readOnly type="email" />
      <PasswordInput
        autoComplete="current-password"
        error={isMissing ? shell.signIn.passwordMissing : undefined}
        isShown={false}
        label={shell.signIn.password}
        onChange={setPassword}
        ref={input}
        value={password}
      />
      <Button busy={accept.isPending} tone="primary" type="submit">
        {texts.signInAndAccept}
      </Button>
    </form>
  );
};
