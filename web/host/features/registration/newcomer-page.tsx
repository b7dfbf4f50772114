import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { useZone } from '#web/host/features/invitation/use-entering.ts';
import { SignedOutFrame } from '#web/host/features/sign-in/frame.tsx';
import { newcomerQuery, registerNewcomer } from '#web/host/queries/account/registration.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { focusFirst, issuesOf, OwnTenantFields, refusalsOf, trimmed } from './own-tenant-fields.tsx';

/** What the provider's answer is kept under stands behind the `#`: no server and no other page is told of it. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

const NewcomerForm = ({ token, name }: { token: string; name: string }): ReactElement => {
  const { registration: texts } = useMessages();
  const zone = useZone();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState({ name, tenantName: '', handle: '' });
  const [isTried, setTried] = useState(false);
  const register = useMutationOnce({
    mutationFn: registerNewcomer,
    retry: false,
    onSuccess: () => {
      queryClient.clear();
      location.assign('/app/bookings');
    },
    onError: () => focusFirst(form),
  });
  const issues = { ...refusalsOf(register.error, texts), ...(isTried ? issuesOf(own, texts) : {}) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (register.isPending) return;
    setTried(true);
    if (Object.keys(issuesOf(own, texts)).length > 0) focusFirst(form);
    else register.mutate({ token, ...trimmed(own), ...zone });
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit} ref={form}>
      {register.isError && Object.keys(issues).length === 0 && <ProblemNote error={register.error} />}
      <OwnTenantFields
        issues={issues}
        onChange={(next) => {
          register.reset();
          setOwn(next);
        }}
        values={own}
      />
      <Button busy={register.isPending} tone="primary" type="submit">
        {texts.submit}
      </Button>
    </form>
  );
};

/** Somebody has signed in at a provider and has no account here: they name their organisation, and have one. */
export const NewcomerPage = (): ReactElement => {
  const { registration: texts } = useMessages();
  const [token] = useState(tokenInAddress);
  const query = useQuery({ ...newcomerQuery(token), enabled: token !== '' });
  const code = query.isError ? failureIn(query.error).code : '';
  if (token === '' || code === 'link_expired' || code === 'invalid_request')
    return (
      <SignedOutFrame lead={texts.vendor.over} title={texts.title}>
        <Link className={buttonClass('primary')} to="/sign-in">
          {texts.toSignIn}
        </Link>
      </SignedOutFrame>
    );
  if (query.data === undefined)
    return (
      <SignedOutFrame lead="" title={texts.title}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={3} />
        )}
      </SignedOutFrame>
    );
  return (
    <SignedOutFrame lead={texts.vendor.lead(query.data.email)} title={texts.title}>
      <NewcomerForm name={query.data.name} token={token} />
    </SignedOutFrame>
  );
};
