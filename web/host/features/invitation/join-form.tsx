import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ShowPassword } from '#web/host/components/inputs/show-password.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { issueOfNew, refusedFields } from '#web/host/features/profile/password-issues.ts';
import { signIn } from '#web/host/queries/account/account.ts';
import { joinByInvitation } from '#web/host/queries/invitation.ts';
import { useEnded, useEntering, useZone } from './use-entering.ts';

/** For somebody without an account: their name and a password, and they are in. */
export const JoinForm = ({ email, token }: { email: string; token: string }): ReactElement => {
  const { shell, members, profile } = useMessages();
  const texts = members.accept;
  const zone = useZone();
  const enter = useEntering();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isNameMissing, setNameMissing] = useState(false);
  const [issue, setIssue] = useState<keyof typeof profile.password.issues>();
  const [nameInput, passwordInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const noticeEnd = useEnded(token);
  const join = useMutationOnce({
    mutationFn: async () => {
      const joined = await joinByInvitation({ token, name: name.trim(), password, ...zone });
      await signIn({ email, password });
      return joined;
    },
    retry: false,
    onSuccess: enter,
    onError: (error) => {
      noticeEnd(error);
      setIssue(refusedFields(error).next);
      passwordInput.current?.focus();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (join.isPending) return;
    const [isMissing, found] = [name.trim() === '', issueOfNew(password)];
    setNameMissing(isMissing);
    setIssue(found);
    if (isMissing) nameInput.current?.focus();
    else if (found !== undefined) passwordInput.current?.focus();
    else join.mutate();
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <p>{texts.createLead}</p>
      {join.isError && issue === undefined && <ProblemNote error={join.error} />}
      <Field error={isNameMissing ? texts.nameMissing : undefined} label={texts.name}>
        {(control) => (
          <input
            {...control}
            autoComplete="name"
            className="control"
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
            ref={nameInput}
            value={name}
          />
        )}
      </Field>
      <input autoComplete="username" defaultValue={email} hidden readOnly type="email" />
      <PasswordInput
        autoComplete="new-password"
        error={issue === undefined ? undefined : profile.password.issues[issue]}
        hint={profile.password.hint}
        isShown={isShown}
        label={shell.signIn.password}
        onChange={setPassword}
        ref={passwordInput}
        value={password}
      />
      <ShowPassword isShown={isShown} onChange={setShown} />
      <Button busy={join.isPending} tone="primary" type="submit">
        {texts.create}
      </Button>
    </form>
  );
};
