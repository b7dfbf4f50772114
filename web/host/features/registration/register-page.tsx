import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ShowPassword } from '#web/host/components/inputs/show-password.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { useZone } from '#web/host/features/invitation/use-entering.ts';
import { issueOfNew, refusedFields } from '#web/host/features/profile/password-issues.ts';
import { SignedOutFrame } from '#web/host/features/sign-in/frame.tsx';
import { VendorButtons } from '#web/host/features/sign-in/vendor-buttons.tsx';
import { signOut } from '#web/host/queries/account/account.ts';
import {
  askRegistration,
  sendRegistrationAgain,
  signedInQuery,
  useWays,
} from '#web/host/queries/account/registration.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { focusFirst, issuesOf, OwnTenantFields, refusalsOf, trimmed } from './own-tenant-fields.tsx';

const ToSignIn = (): ReactElement => (
  <p className="mt-4">
    <Link className="text-sm text-accent-ink underline underline-offset-3" to="/sign-in">
      {useMessages().registration.toSignIn}
    </Link>
  </p>
);

/** Whoever is signed in does not become somebody else by mistake. */
const SignedIn = ({ email }: { email: string }): ReactElement => {
  const { signedIn: texts } = useMessages().registration;
  const queryClient = useQueryClient();
  const leave = useMutationOnce({ mutationFn: signOut, onSuccess: () => queryClient.clear() });
  return (
    <SignedOutFrame lead={texts.lead(email)} title={texts.title}>
      <div className="grid gap-4">
        <ProblemNote error={leave.error} />
        <Link className={buttonClass('primary')} to="/bookings">
          {texts.open}
        </Link>
        <Button busy={leave.isPending} icon="signOut" onClick={() => leave.mutate()}>
          {texts.signOut}
        </Button>
      </div>
    </SignedOutFrame>
  );
};

/** Says the same whether or not the address has an account. */
const Sent = ({ email }: { email: string }): ReactElement => {
  const { registration: texts } = useMessages();
  const again = useMutationOnce({
    mutationFn: sendRegistrationAgain,
    onSuccess: () => toast.success(texts.sentAgain),
    retry: false,
  });
  return (
    <SignedOutFrame lead={texts.sent(email)} title={texts.sentTitle}>
      <div className="grid gap-4">
        <ProblemNote error={again.error} />
        <Button busy={again.isPending} className="justify-self-start" onClick={() => again.mutate()}>
          {texts.sendAgain}
        </Button>
      </div>
      <ToSignIn />
    </SignedOutFrame>
  );
};

const isEmailRefused = (error: unknown): boolean =>
  failureIn(error).errors.some(({ pointer }) => pointer === '/email');

const RegisterForm = ({ onSent }: { onSent: (email: string) => void }): ReactElement => {
  const { registration: texts, profile, shell } = useMessages();
  const zone = useZone();
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState({ name: '', tenantName: '', handle: '' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isTried, setTried] = useState(false);
  const ask = useMutationOnce({
    mutationFn: askRegistration,
    onSuccess: (_answer, sent) => onSent(sent.email),
    onError: () => focusFirst(form),
    retry: false,
  });
  const weak = refusedFields(ask.error).next ?? (isTried ? issueOfNew(password) : undefined);
  const isEmailWrong = isEmailRefused(ask.error) || (isTried && !email.includes('@'));
  const issues = { ...refusalsOf(ask.error, texts), ...(isTried ? issuesOf(own, texts) : {}) };
  const isMarked = weak !== undefined || isEmailWrong || Object.keys(issues).length > 0;
  /** What is changed after a refusal is judged anew. */
  const change = (work: () => void): void => {
    ask.reset();
    work();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ask.isPending) return;
    setTried(true);
    const isRight =
      issueOfNew(password) === undefined &&
      email.includes('@') &&
      Object.keys(issuesOf(own, texts)).length === 0;
    if (isRight) ask.mutate({ ...trimmed(own), email: email.trim(), password, ...zone });
    else focusFirst(form);
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit} ref={form}>
      {ask.isError && !isMarked && <ProblemNote error={ask.error} />}
      <OwnTenantFields issues={issues} onChange={(next) => change(() => setOwn(next))} values={own} />
      <Field error={isEmailWrong ? texts.issues.email : undefined} label={shell.signIn.email}>
        {(control) => (
          <input
            {...control}
            autoCapitalize="none"
            autoComplete="username"
            className="control"
            inputMode="email"
            onChange={(event) => change(() => setEmail(event.target.value))}
            spellCheck={false}
            type="email"
            value={email}
          />
        )}
      </Field>
      <PasswordInput
        autoComplete="new-password"
        error={weak === undefined ? undefined : profile.password.issues[weak]}
        hint={profile.password.hint}
        isShown={isShown}
        label={shell.signIn.password}
        onChange={(next) => change(() => setPassword(next))}
        value={password}
      />
      <ShowPassword isShown={isShown} onChange={setShown} />
      <Button busy={ask.isPending} tone="primary" type="submit">
        {texts.submit}
      </Button>
    </form>
  );
};

/** Makes an account with an organisation of one's own, where the installation lets everybody do so. */
export const RegisterPage = (): ReactElement => {
  const { registration: texts } = useMessages();
  const ways = useWays();
  const signedIn = useQuery(signedInQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (ways.isError)
    return (
      <SignedOutFrame lead={texts.lead} title={texts.title}>
        <ErrorState error={ways.error} onRetry={() => void ways.refetch()} />
      </SignedOutFrame>
    );
  if (ways.data === undefined || signedIn.isPending)
    return (
      <SignedOutFrame lead={texts.lead} title={texts.title}>
        <Skeleton rows={4} />
      </SignedOutFrame>
    );
  if (signedIn.data?.email != null) return <SignedIn email={signedIn.data.email} />;
  if (!ways.data.registration)
    return (
      <SignedOutFrame lead={texts.closed.lead} title={texts.closed.title}>
        <ToSignIn />
      </SignedOutFrame>
    );
  if (sentTo !== null) return <Sent email={sentTo} />;
  return (
    <SignedOutFrame lead={texts.lead} title={texts.title}>
      <RegisterForm onSent={setSentTo} />
      <VendorButtons />
      <ToSignIn />
    </SignedOutFrame>
  );
};
