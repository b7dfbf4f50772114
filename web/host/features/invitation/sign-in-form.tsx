import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { CodeForm } from '#web/host/features/security/code-form.tsx';
import { signIn, signInByCode } from '#web/host/queries/account/account.ts';
import { acceptInvitation } from '#web/host/queries/invitation.ts';
import { useEnded, useEntering, useZone } from './use-entering.ts';

/** For somebody with an account who is not signed in: both at once. */
export const SignInForm = ({ email, token }: { email: string; token: string }): ReactElement => {
  const { shell, members, security } = useMessages();
  const texts = members.accept;
  const zone = useZone();
  const enter = useEntering();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  /** The password was right, and a code is asked for. */
  const [half, setHalf] = useState<string | null>(null);
  const noticeEnd = useEnded(token);
  const join = async (): Promise<void> => {
    const joined = await acceptInvitation({ token, ...zone }).catch((error: unknown) => {
      noticeEnd(error);
      throw error;
    });
    enter(joined);
  };
  const input = useRef<HTMLInputElement>(null);
  const accept = useMutationOnce({
    mutationFn: async () => {
      const half = await signIn({ email, password });
      if (half === null) await join();
      else setHalf(half);
    },
    retry: false,
    onError: () => input.current?.select(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (accept.isPending) return;
    setMissing(password === '');
    if (password === '') input.current?.focus();
    else accept.mutate();
  };
  if (half !== null)
    return (
      <CodeForm
        act={async (code) => {
          await signInByCode({ token: half, code });
          await join();
        }}
        hint={security.signIn.codeHint}
        onDone={() => undefined}
        submit={texts.signInAndAccept}
      />
    );
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
