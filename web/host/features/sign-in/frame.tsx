import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Logo } from '#web/host/app/logo.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { languageNames, languages } from '#web/i18n/languages.ts';

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

/** What the pages of those who are not signed in share: who this is, the choice of a language, a title and a form. */
export const SignedOutFrame = ({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}): ReactElement => {
  const { language, choose } = useLanguage();
  useEffect(() => {
    document.title = `${title} · Everslot`;
  }, [title]);
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
          <h1 className="text-2xl font-semibold wrap-anywhere" tabIndex={-1}>
            {title}
          </h1>
          <p className="mt-1 mb-6 text-soft wrap-anywhere">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
};
