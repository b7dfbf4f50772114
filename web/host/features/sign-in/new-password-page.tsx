import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ShowPassword } from '#web/host/components/inputs/show-password.tsx';
import { ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { issueOfNew, refusedFields } from '#web/host/features/profile/password-issues.ts';
import { resetLinkQuery, resetPassword } from '#web/host/queries/account/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { SignedOutFrame } from './frame.tsx';

/** The link's token stands behind the `#`: no server and no other page is told of it. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** Behind the link in the mail: a new password, once. */
export const NewPasswordPage = (): ReactElement => {
  const { profile } = useMessages();
  const texts = profile.forgot;
  const router = useRouter();
  const queryClient = useQueryClient();
  const [token] = useState(tokenInAddress);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [issue, setIssue] = useState<keyof typeof profile.password.issues>();
  const input = useRef<HTMLInputElement>(null);
  const link = useQuery({ ...resetLinkQuery(token), enabled: token !== '' });
  const save = useMutationOnce({
    mutationFn: () => resetPassword({ token, password }),
    retry: false,
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/sign-in', replace: true });
      toast.success(texts.done, { duration: 10_000 });
    },
    onError: (error) => {
      setIssue(refusedFields(error).next);
      input.current?.focus();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending) return;
    const found = issueOfNew(password);
    setIssue(found);
    if (found === undefined) save.mutate();
    else input.current?.focus();
  };
  const isOver = [link.error, save.error].some(
    (error) => error !== null && ['link_expired', 'not_found'].includes(failureIn(error).code),
  );
  if (token === '' || isOver)
    return (
      <SignedOutFrame lead={texts.over} title={texts.newTitle}>
        <Link className={buttonClass('primary')} to="/forgot-password">
          {texts.again}
        </Link>
      </SignedOutFrame>
    );
  if (link.isPending)
    return (
      <SignedOutFrame lead={texts.newLead} title={texts.newTitle}>
        <Skeleton rows={2} />
      </SignedOutFrame>
    );
  return (
    <SignedOutFrame lead={texts.newLead} title={texts.newTitle}>
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {save.isError && issue === undefined && <ProblemNote error={save.error} />}
        <PasswordInput
          autoComplete="new-password"
          error={issue === undefined ? undefined : profile.password.issues[issue]}
          hint={profile.password.hint}
          isShown={isShown}
          label={profile.password.next}
          onChange={setPassword}
          ref={input}
          value={password}
        />
        <ShowPassword isShown={isShown} onChange={setShown} />
        <Button busy={save.isPending} tone="primary" type="submit">
          {texts.newSubmit}
        </Button>
      </form>
    </SignedOutFrame>
  );
};
