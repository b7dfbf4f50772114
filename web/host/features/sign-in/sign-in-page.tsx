import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ErrorText, Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { signIn } from '#web/host/queries/account/account.ts';
import { findHome } from '#web/host/queries/account/home.ts';
import { useWays } from '#web/host/queries/account/registration.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { textOf } from '#web/ui/text-of.ts';
import { CodeStep } from './code-step.tsx';
import { SignedOutFrame } from './frame.tsx';
import { isRefusedPasskey, type PasskeySignIn, usePasskeySignIn } from './use-passkey.ts';
import { VendorButtons } from './vendor-buttons.tsx';

const route = getRouteApi('/sign-in');

/** Leads to what the host came for, as whoever is signed in now. */
const useEntered = (): (() => Promise<void>) => {
  const { redirect } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  return async () => {
    queryClient.clear();
    const home = (await findHome(queryClient)) === 'operator' ? '/operator/tenants' : '/bookings';
    await router.navigate({ href: redirect ?? home, replace: true });
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus());
  };
};

const PasskeyButton = ({ passkey }: { passkey: PasskeySignIn }): ReactElement | null => {
  const { signIn: texts } = useMessages().security;
  if (!passkey.isSupported) return null;
  const { enter } = passkey;
  return (
    <div className="mt-4 grid gap-3">
      <Button busy={enter.isPending} icon="lock" onClick={() => enter.mutate()}>
        {texts.passkey}
      </Button>
      <div role="alert">{isRefusedPasskey(enter.error) && <ErrorText>{texts.passkeyRefused}</ErrorText>}</div>
    </div>
  );
};

/** What a provider has left in the address: the token of half a sign-in, behind the `#`. */
const halfInAddress = (): string | null => decodeURIComponent(location.hash.slice(1)) || null;

export const SignInPage = (): ReactElement => {
  const [token, setToken] = useState(halfInAddress);
  const entered = useEntered();
  return token === null ? (
    <PasswordStep onEntered={entered} onHalf={setToken} />
  ) : (
    <CodeStep onBack={() => setToken(null)} onEntered={() => void entered()} token={token} />
  );
};

const PasswordStep = ({
  onEntered,
  onHalf,
}: {
  onEntered: () => Promise<void>;
  /** The password is right, and a code is asked for. */
  onHalf: (token: string) => void;
}): ReactElement => {
  const messages = useMessages();
  const { signIn: texts } = messages.shell;
  const passkey = usePasskeySignIn(onEntered);
  const { error, redirect } = route.useSearch();
  const registration = useWays().data?.registration === true;
  const [values, setValues] = useState({ email: '', password: '' });
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const [shown, setShown] = useState(false);
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const enter = useMutationOnce({
    mutationFn: signIn,
    retry: false,
    onSuccess: async (token) => {
      if (token === null) await onEntered();
      else onHalf(token);
    },
    onError: () => passwordRef.current?.select(),
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (enter.isPending) return;
    const email = values.email.trim();
    const problems = {
      ...(email === '' && { email: texts.emailMissing }),
      ...(values.password === '' && { password: texts.passwordMissing }),
    };
    setMissing(problems);
    if (problems.email !== undefined) emailRef.current?.focus();
    else if (problems.password !== undefined) passwordRef.current?.focus();
    else enter.mutate({ email, password: values.password });
  };

  return (
    <SignedOutFrame lead={texts.lead} title={texts.title}>
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {error !== undefined && (
          <Note icon="alert" role="alert" tone="bad">
            {textOf(messages.registration.vendor.errors, error, messages.problems.internal)}
          </Note>
        )}
        {enter.error !== null && failureIn(enter.error).code !== 'unauthenticated' && (
          <ProblemNote error={enter.error} />
        )}
        <Field error={missing.email} label={texts.email}>
          {(control) => (
            <input
              {...control}
              autoCapitalize="none"
              autoComplete="username webauthn"
              className="control"
              inputMode="email"
              onChange={(event) => setValues({ ...values, email: event.target.value })}
              ref={emailRef}
              spellCheck={false}
              type="email"
              value={values.email}
            />
          )}
        </Field>
        <Field error={missing.password} label={texts.password}>
          {(control) => (
            <input
              {...control}
              autoComplete="current-password"
              className="control"
              onChange={(event) => setValues({ ...values, password: event.target.value })}
              ref={passwordRef}
              type={shown ? 'text' : 'password'}
              value={values.password}
            />
          )}
        </Field>
        <label className="flex min-h-8 items-center gap-2.5 text-sm">
          <input
            checked={shown}
            className="check"
            onChange={(event) => setShown(event.target.checked)}
            type="checkbox"
          />
          {texts.show}
        </label>
        <Button busy={enter.isPending} tone="primary" type="submit">
          {enter.isPending ? texts.busy : texts.submit}
        </Button>
      </form>
      <PasskeyButton passkey={passkey} />
      <VendorButtons redirect={redirect} />
      <p className="mt-4 flex flex-wrap justify-between gap-x-4 gap-y-2">
        <Link className="text-sm text-accent-ink underline underline-offset-3" to="/forgot-password">
          {messages.profile.forgot.link}
        </Link>
        {registration && (
          <Link className="text-sm text-accent-ink underline underline-offset-3" to="/register">
            {messages.registration.link}
          </Link>
        )}
      </p>
    </SignedOutFrame>
  );
};
