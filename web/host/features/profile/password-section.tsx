import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { PasswordInput } from '#web/host/components/inputs/password-input.tsx';
import { ShowPassword } from '#web/host/components/inputs/show-password.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { Note, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { changePassword, requestPasswordReset } from '#web/host/queries/account/account.ts';
import { connectedQuery } from '#web/host/queries/account/registration.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import { issueOfNew, refusedFields } from './password-issues.ts';

type Issues = {
  current?: keyof Messages['profile']['password']['issues'] | undefined;
  next?: keyof Messages['profile']['password']['issues'] | undefined;
};

/** Whoever came by a vendor has no password to change: a link in a mail shows that the address is theirs, and lets them choose one. */
const NoPassword = ({ email }: { email: string }): ReactElement => {
  const { noPassword: texts } = useMessages().profile;
  const ask = useMutationOnce({ mutationFn: () => requestPasswordReset(email), retry: false });
  return (
    <div className="grid gap-4 sm:max-w-md">
      <p className="wrap-anywhere">{texts.lead(email)}</p>
      <ProblemNote error={ask.error} />
      {ask.isSuccess ? (
        <Note icon="mail" role="status" tone="good">
          <p className="wrap-anywhere">{texts.sent(email)}</p>
        </Note>
      ) : (
        <Button busy={ask.isPending} className="justify-self-start" onClick={() => ask.mutate()}>
          {texts.submit}
        </Button>
      )}
    </div>
  );
};

/** The password of whoever has one, or the way to one. */
export const PasswordSection = ({ email }: { email: string }): ReactElement => {
  const { sections, noPassword } = useMessages().profile;
  const connected = useQuery(connectedQuery);
  const hasNone = connected.data?.hasPassword === false;
  return (
    <Card className="mt-6">
      <Section hint={hasNone ? noPassword.hint : sections.passwordHint} title={sections.password}>
        {connected.isPending ? (
          <Skeleton rows={2} />
        ) : hasNone ? (
          <NoPassword email={email} />
        ) : (
          <ChangePassword email={email} />
        )}
      </Section>
    </Card>
  );
};

/** Changes the password of whoever knows the present one; every other sign-in ends. */
const ChangePassword = ({ email }: { email: string }): ReactElement => {
  const { profile } = useMessages();
  const texts = profile.password;
  const [values, setValues] = useState({ current: '', next: '' });
  const [issues, setIssues] = useState<Issues>({});
  const [isShown, setShown] = useState(false);
  const currentRef = useRef<HTMLInputElement>(null);
  const nextRef = useRef<HTMLInputElement>(null);
  const show = (found: Issues): void => {
    setIssues(found);
    if (found.current !== undefined) currentRef.current?.focus();
    else if (found.next !== undefined) nextRef.current?.focus();
  };
  const change = useMutationOnce({
    mutationFn: () => changePassword({ currentPassword: values.current, newPassword: values.next }),
    onSuccess: () => {
      setValues({ current: '', next: '' });
      setIssues({});
      toast.success(texts.changed);
    },
    onError: (error) => show(refusedFields(error)),
    retry: false,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change.isPending) return;
    const found = {
      current: values.current === '' ? ('missing' as const) : undefined,
      next: issueOfNew(values.next),
    };
    show(found);
    if (found.current === undefined && found.next === undefined) change.mutate();
  };
  const textOf = (issue: Issues['current']): string | undefined =>
    issue === undefined ? undefined : texts.issues[issue];
  const isUnexplained = change.isError && issues.current === undefined && issues.next === undefined;
  return (
    <form className="grid gap-4 sm:max-w-md" noValidate onSubmit={submit}>
      {isUnexplained && <ProblemNote error={change.error} />}
      {/* For password managers: whose password this is. */}
      <input autoComplete="username" className="hidden" readOnly type="text" value={email} />
      <PasswordInput
        autoComplete="current-password"
        error={textOf(issues.current)}
        isShown={isShown}
        label={texts.current}
        onChange={(current) => setValues({ ...values, current })}
        ref={currentRef}
        value={values.current}
      />
      <PasswordInput
        autoComplete="new-password"
        error={textOf(issues.next)}
        hint={texts.hint}
        isShown={isShown}
        label={texts.next}
        onChange={(next) => setValues({ ...values, next })}
        ref={nextRef}
        value={values.next}
      />
      <ShowPassword isShown={isShown} onChange={setShown} />
      <Button busy={change.isPending} className="justify-self-start" type="submit">
        {texts.submit}
      </Button>
    </form>
  );
};
