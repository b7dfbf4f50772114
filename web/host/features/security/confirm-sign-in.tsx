import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { ErrorText } from '#web/host/components/inputs/field.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { useZone } from '#web/host/features/invitation/use-entering.ts';
import { confirmSignIn, passkeyChallenge } from '#web/host/queries/account/account.ts';
import { connectedQuery, useWays, visitVendor } from '#web/host/queries/account/registration.ts';
import { passkeysQuery, secondFactorQuery } from '#web/host/queries/account/security.ts';
import { ApiError, failureIn } from '#web/host/queries/api.ts';
import { confirmBy } from '#web/host/queries/confirming.ts';
import { textOf } from '#web/ui/text-of.ts';
import { CodeForm } from './code-form.tsx';

type Asked = { settle: (isConfirmed: boolean) => void };

const ByPassword = ({ email, onDone }: { email: string; onDone: () => void }): ReactElement => {
  const { shell, security } = useMessages();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const confirm = useMutationOnce({ mutationFn: confirmSignIn, onSuccess: onDone, retry: false });
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

const ByPasskey = ({ onDone }: { onDone: () => void }): ReactElement => {
  const { confirm: texts, signIn } = useMessages().security;
  const confirm = useMutationOnce({
    mutationFn: async () => {
      const passkey = await startAuthentication({ optionsJSON: await passkeyChallenge() });
      await confirmSignIn({ passkey });
    },
    onSuccess: onDone,
    retry: false,
  });
  return (
    <>
      <Button busy={confirm.isPending} icon="lock" onClick={() => confirm.mutate()}>
        {texts.passkey}
      </Button>
      <div role="alert">
        {confirm.error instanceof ApiError && <ErrorText>{signIn.passkeyRefused}</ErrorText>}
      </div>
    </>
  );
};

/** At a provider, which the page is left for: what was asked for has to be asked for again afterwards. */
const ByVendor = (): ReactElement => {
  const { security, integrations } = useMessages();
  const zone = useZone();
  const ways = useWays().data?.vendors ?? [];
  const rows = useQuery(connectedQuery).data?.items ?? [];
  const able = ways.filter(
    ({ vendor, canConfirm }) =>
      canConfirm && rows.some((row) => row.vendor === vendor && row.account !== null),
  );
  const visit = useMutationOnce({
    mutationFn: visitVendor,
    onSuccess: ({ url }) => location.assign(url),
    retry: false,
  });
  const redirect = location.pathname.replace(/^\/app/, '');
  return (
    <>
      {able.map(({ vendor }) => (
        <Button
          busy={visit.isPending}
          key={vendor}
          onClick={() => visit.mutate({ vendor, purpose: 'confirm', redirect, ...zone })}
        >
          {security.connected.confirmBy(textOf<string>(integrations.signInVendors, vendor, vendor))}
        </Button>
      ))}
      <ProblemNote error={visit.error} />
    </>
  );
};

/** By whatever the host signs in with: the password, or what they have set up beside it. */
const Ways = ({ email, onDone }: { email: string; onDone: () => void }): ReactElement => {
  const { confirm: texts } = useMessages().security;
  const [byCode, setByCode] = useState(false);
  const hasCodes = useQuery(secondFactorQuery).data?.enabledAt != null;
  const hasPasskeys = (useInfiniteQuery(passkeysQuery).data?.pages[0]?.items.length ?? 0) > 0;
  return (
    <div className="grid gap-4">
      {byCode ? (
        <CodeForm act={(code) => confirmSignIn({ code })} onDone={onDone} submit={texts.submit} />
      ) : (
        <ByPassword email={email} onDone={onDone} />
      )}
      {hasPasskeys && browserSupportsWebAuthn() && <ByPasskey onDone={onDone} />}
      <ByVendor />
      {hasCodes && (
        <Button onClick={() => setByCode(!byCode)} tone="quiet">
          {byCode ? texts.password : texts.code}
        </Button>
      )}
    </div>
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
      <Ways email={email} onDone={() => settle(true)} />
    </FormDialog>
  );
};
