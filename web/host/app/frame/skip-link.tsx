import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';

/** The first stop of the keyboard: past the navigation, to what the page is about. */
export const SkipLink = (): ReactElement => {
  const { shell } = useMessages();
  return (
    <a
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-lg focus:bg-accent focus:px-4 focus:py-2 focus:font-medium focus:text-on-accent"
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('content')?.focus();
      }}
    >
      {shell.skip}
    </a>
  );
};
