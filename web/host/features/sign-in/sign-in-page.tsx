import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Logo } from '#web/host/app/logo.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { meQuery, signIn } from '#web/host/queries/account.ts';
import { failureIn } from '#web/host/queries/api.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';

const route = getRouteApi('/sign-in');

const Aside = (): ReactElement => {
  const { signIn: texts } = useLanguage().messages.shell;
  return (
    <aside className="hidden flex-col justify-between bg-[#0b3d31] p-12 text-[#eafaf4] lg:flex">
      <p className="max-w-md text-3xl leading-snug font-semibold tracking-tight text-balance">
        {texts.tagline}
      </p>
      <ul className="grid gap-3">
        {texts.points.map((point) => (
          <li className="flex items-center gap-3" key={point}>
            <span className="grid size-7 place-items-center rounded-full bg-[#15604c]">
              <Icon className="size-4" name="check" />
            </span>
            {point}
          </li>
        ))}
      </ul>
    </aside>
  );
};

export const SignInPage = (): ReactElement => {
  const { language, messages, choose } = useLanguage();
  const { signIn: texts } = messages.shell;
  const { redirect } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [values, setValues] = useState({ email: '', password: '' });
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const [shown, setShown] = useState(false);
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const enter = useMutation({
    mutationFn: signIn,
    retry: false,
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(meQuery);
      await router.navigate({ href: redirect ?? '/bookings', replace: true });
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus());
    },
    onError: () => passwordRef.current?.select(),
  });
  useEffect(() => {
    document.title = `${texts.title} · Everslot`;
  }, [texts.title]);

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
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Aside />
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <div className="flex items-center justify-between">
          <Logo />
          <div className="flex gap-1">
            {languages.map((name) => (
              <button
                aria-pressed={name === language}
                className="min-h-9 rounded-lg px-3 text-sm font-medium text-soft hover:bg-sunken aria-pressed:bg-accent-wash aria-pressed:text-accent-ink"
                key={name}
                lang={name}
                onClick={() => choose(name)}
                type="button"
              >
                {languageNames[name]}
              </button>
            ))}
          </div>
        </div>
        <div className="m-auto w-full max-w-sm py-10">
          <h1 className="text-2xl font-semibold">{texts.title}</h1>
          <p className="mt-1 mb-6 text-soft">{texts.lead}</p>
          <form className="grid gap-4" noValidate onSubmit={submit}>
            {enter.error !== null && failureIn(enter.error).code !== 'unauthenticated' && (
              <ProblemNote error={enter.error} />
            )}
            <Field error={missing.email} label={texts.email}>
              {(control) => (
                <input
                  {...control}
                  autoCapitalize="none"
                  autoComplete="username"
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
        </div>
      </main>
    </div>
  );
};
