import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { confirmSignIn } from '#web/host/queries/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { confirmBy } from '#web/host/queries/confirming.ts';

type Asked = { settle: (isConfirmed: boolean) => void };

const ByPassword = ({ email, onDone }: { email: string; onDone: () => void }): ReactElement => {
  const { shell, security } = useMessages();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const confirm = useMutation({ mutationFn: confirmSignIn, onSuccess: onDone, retry: false });
  const isWrong = confirm.isError && failureIn(confirm.error).code === 'invalid_request';
  const error = isMissing ? shell.signIn.passwordMissing : isWrong ? security.confirm.wrong : undefined;
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setMissing(password === '');
        if (password !== '' && !confirm.isPending) confirm.mutate({ password });
      }}
    >
      {confirm.isError && !isWrong && <ProblemNote error={confirm.error} />}
      <input autoComplete="username" className="hidden" readOnly type="text" value={email} />
      <PasswordInput
        autoComplete="current-password"
        error={error}
        isShown={false}
        label={shell.signIn.password}
        onChange={setPassword}
        value={password}
      />
      <Button busy={confirm.isPending} tone="primary" type="submit">
        {security.confirm.submit}
      </Button>
    </form>
  );
};

/** Comes up when something needs a fresh sign-in: what was asked for is done once the host has shown that it is them. */
export const ConfirmSignIn = ({ email }: { email: string }): ReactElement | null => {
  const { confirm: texts } = useMessages().security;
  const [asked, setAsked] = useState<Asked[]>([]);
  useEffect(
    () =>
      confirmBy(
        () =>
          new Promise<boolean>((settle) => {
            setAsked((all) => [...all, { settle }]);
          }),
      ),
    [],
  );
  const settle = (isConfirmed: boolean): void => {
    for (const each of asked) each.settle(isConfirmed);
    setAsked([]);
  };
  if (asked.length === 0) return null;
  return (
    <FormDialog
      body={texts.body}
      onOpenChange={(open) => {
        if (!open) settle(false);
      }}
      open
      title={texts.title}
    >
      <ByPassword email={email} onDone={() => settle(true)} />
    </FormDialog>
  );
};
