import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { OpenInvitation } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { SignedOutFrame } from '#web/host/features/sign-in/frame.tsx';
import { VendorButtons } from '#web/host/features/sign-in/vendor-buttons.tsx';
import { signOut } from '#web/host/queries/account/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { acceptInvitation, openInvitationQuery } from '#web/host/queries/invitation.ts';
import { textOf } from '#web/ui/text-of.ts';
import { JoinForm } from './join-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useEnded, useEntering, useZone } from './use-entering.ts';

/** The link's token stands behind the `#`: no server and no other page is told of it. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

const AcceptForm = ({ token }: { token: string }): ReactElement => {
  const texts = useMessages().members.accept;
  const zone = useZone();
  const enter = useEntering();
  const accept = useMutationOnce({
    mutationFn: () => acceptInvitation({ token, ...zone }),
    retry: false,
    onSuccess: enter,
    onError: useEnded(token),
  });
  return (
    <div className="grid gap-4">
      <ProblemNote error={accept.error} />
      <Button busy={accept.isPending} onClick={() => accept.mutate()} tone="primary">
        {texts.submit}
      </Button>
    </div>
  );
};

/** Somebody who is signed in cannot use another's invitation, nor be made a member under their own address by it. */
const OtherAccount = ({ email, onSignedOut }: { email: string; onSignedOut: () => void }): ReactElement => {
  const texts = useMessages().members.accept;
  const leave = useMutationOnce({ mutationFn: signOut, onSuccess: onSignedOut });
  return (
    <div className="grid gap-4">
      <p className="wrap-anywhere">{texts.otherAccount(email)}</p>
      <ProblemNote error={leave.error} />
      <Button busy={leave.isPending} icon="signOut" onClick={() => leave.mutate()} tone="primary">
        {texts.signOut}
      </Button>
    </div>
  );
};

const WayIn = ({
  token,
  invitation,
  onSignedOut,
}: {
  token: string;
  invitation: OpenInvitation;
  onSignedOut: () => void;
}): ReactElement => {
  const { email, hasAccount, signedInAs } = invitation;
  if (signedInAs !== null && signedInAs.toLowerCase() !== email)
    return <OtherAccount email={signedInAs} onSignedOut={onSignedOut} />;
  if (signedInAs !== null && hasAccount) return <AcceptForm token={token} />;
  return hasAccount ? <SignInForm email={email} token={token} /> : <JoinForm email={email} token={token} />;
};

/** Behind the link in the mail: who invites into what, and the way in. */
export const InvitationPage = (): ReactElement => {
  const { accept: texts, roles } = useMessages().members;
  const [token] = useState(tokenInAddress);
  const query = useQuery({ ...openInvitationQuery(token), enabled: token !== '' });
  const failure = query.isError ? failureIn(query.error) : null;
  if (token === '' || failure?.code === 'not_found' || failure?.code === 'link_expired')
    return (
      <SignedOutFrame
        lead={textOf(texts.over, failure?.reason ?? 'unknown', texts.over['unknown'] ?? '')}
        title={texts.overTitle}
      >
        <Link className={buttonClass('primary')} to="/sign-in">
          {texts.toSignIn}
        </Link>
      </SignedOutFrame>
    );
  if (query.data === undefined)
    return (
      <SignedOutFrame lead="" title={texts.overTitle}>
        {failure === null ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </SignedOutFrame>
    );
  const { tenantName, invitedBy, role, email } = query.data;
  return (
    <SignedOutFrame lead={texts.lead(invitedBy, tenantName, roles[role])} title={texts.title(tenantName)}>
      <dl className="mb-6">
        <dt className="text-sm text-soft">{texts.address}</dt>
        <dd className="font-medium wrap-anywhere">{email}</dd>
      </dl>
      <WayIn invitation={query.data} onSignedOut={() => void query.refetch()} token={token} />
      {query.data.signedInAs === null && <VendorButtons redirect={`/invitation#${token}`} />}
    </SignedOutFrame>
  );
};
