import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ErrorState, Note, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { SignedOutFrame } from '#web/host/features/sign-in/frame.tsx';
import {
  confirmRegistration,
  type OpenRegistration,
  openRegistrationQuery,
} from '#web/host/queries/account/registration.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { isSlug } from '#web/ui/address.ts';
import { textOf } from '#web/ui/text-of.ts';
import { focusFirst, HandleField } from './own-tenant-fields.tsx';

/** The link's token stands behind the `#`: no server and no other page is told of it. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

const endCodes = ['not_found', 'link_expired', 'account_exists'];

const Over = ({ reason }: { reason: string }): ReactElement => {
  const { confirm: texts, title, toSignIn } = useMessages().registration;
  const lead = reason === 'exists' ? texts.exists : textOf(texts.over, reason, texts.over['unknown'] ?? '');
  const isKnown = reason === 'exists' || reason === 'used';
  return (
    <SignedOutFrame lead={lead} title={texts.overTitle}>
      <Link className={buttonClass('primary')} to={isKnown ? '/sign-in' : '/register'}>
        {isKnown ? toSignIn : title}
      </Link>
    </SignedOutFrame>
  );
};

const ConfirmForm = ({
  token,
  registration,
  onOver,
}: {
  token: string;
  registration: OpenRegistration;
  onOver: (reason: string) => void;
}): ReactElement => {
  const { registration: texts, shell } = useMessages();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [password, setPassword] = useState('');
  const [handle, setHandle] = useState(registration.handle);
  const [isTaken, setTaken] = useState(registration.isHandleTaken);
  const [isMissing, setMissing] = useState(false);
  const confirm = useMutationOnce({
    mutationFn: confirmRegistration,
    retry: false,
    onSuccess: () => {
      queryClient.clear();
      // A new page load: nothing of another sign-in stays in memory.
      location.assign('/app/bookings');
    },
    onError: (error) => {
      const { code, reason } = failureIn(error);
      if (code === 'account_exists') onOver('exists');
      else if (endCodes.includes(code)) onOver(reason ?? 'unknown');
      if (code === 'handle_taken') setTaken(true);
      focusFirst(form);
    },
  });
  const { asksPassword, email } = registration;
  const code = confirm.isError ? failureIn(confirm.error).code : '';
  const isWrong = code === 'invalid_request' && asksPassword;
  const isSame = handle === registration.handle && registration.isHandleTaken;
  const handleIssue = code === 'handle_taken' || isSame ? texts.confirm.handleTaken : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (confirm.isPending) return;
    setMissing(asksPassword && password === '');
    if ((asksPassword && password === '') || (isTaken && !isSlug(handle.trim()))) focusFirst(form);
    else
      confirm.mutate({
        token,
        ...(asksPassword ? { password } : {}),
        ...(isTaken ? { handle: handle.trim() } : {}),
      });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit} ref={form}>
      {confirm.isError && !isWrong && code !== 'handle_taken' && <ProblemNote error={confirm.error} />}
      {asksPassword && (
        <>
          <p>{texts.confirm.elsewhere}</p>
          <input autoComplete="username" defaultValue={email} hidden readOnly type="email" />
          <PasswordInput
            autoComplete="current-password"
            error={isMissing ? shell.signIn.passwordMissing : isWrong ? texts.confirm.wrong : undefined}
            isShown={false}
            label={shell.signIn.password}
            onChange={setPassword}
            value={password}
          />
        </>
      )}
      {isTaken && (
        <HandleField
          error={handleIssue}
          onChange={(next) => {
            confirm.reset();
            setHandle(next);
          }}
          value={handle}
        />
      )}
      <Button busy={confirm.isPending} tone="primary" type="submit">
        {texts.confirm.submit}
      </Button>
    </form>
  );
};

/** Behind the link in the e-mail. Opening it makes nothing, since programs that look for viruses open links too. */
export const ConfirmPage = (): ReactElement => {
  const { confirm: texts } = useMessages().registration;
  const [token] = useState(tokenInAddress);
  const [over, setOver] = useState<string | null>(null);
  const query = useQuery({ ...openRegistrationQuery(token), enabled: token !== '' });
  const failure = query.isError ? failureIn(query.error) : null;
  if (over !== null) return <Over reason={over} />;
  if (token === '' || (failure !== null && endCodes.includes(failure.code)))
    return <Over reason={failure?.code === 'account_exists' ? 'exists' : (failure?.reason ?? 'unknown')} />;
  if (query.data === undefined)
    return (
      <SignedOutFrame lead="" title={texts.title}>
        {failure === null ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </SignedOutFrame>
    );
  const { email, tenantName, invitedBy } = query.data;
  return (
    <SignedOutFrame lead={texts.lead(tenantName)} title={texts.title}>
      <dl className="mb-6">
        <dt className="text-sm text-soft">{texts.address}</dt>
        <dd className="font-medium wrap-anywhere">{email}</dd>
      </dl>
      {invitedBy !== null && (
        <Note icon="mail" tone="info">
          {texts.invited(invitedBy)}
        </Note>
      )}
      <ConfirmForm onOver={setOver} registration={query.data} token={token} />
    </SignedOutFrame>
  );
};
