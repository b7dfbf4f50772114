import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { type AppLocale, type Messages, messagesOf, pickLocale } from './locale.ts';

const storageKey = 'everslot.locale';

type LocaleState = {
  locale: AppLocale;
  messages: Messages;
  /** A choice by hand, kept in this browser. */
  choose: (locale: AppLocale) => void;
  /** The signed-in member's language, used until something is chosen by hand. */
  suggest: (locale: string) => void;
};

const LocaleContext = createContext<LocaleState | undefined>(undefined);

const stored = (): string | null => {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
};

const remember = (locale: AppLocale): void => {
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page is closed.
  }
};

export const LocaleProvider = ({ children }: { children: ReactNode }): ReactElement => {
  const [locale, setLocale] = useState(() => pickLocale(stored(), undefined, navigator.languages));
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const choose = useCallback((next: AppLocale) => {
    remember(next);
    setLocale(next);
  }, []);
  const suggest = useCallback(
    (member: string) => setLocale(pickLocale(stored(), member, navigator.languages)),
    [],
  );
  const state = useMemo(
    () => ({ locale, messages: messagesOf(locale), choose, suggest }),
    [locale, choose, suggest],
  );
  return <LocaleContext value={state}>{children}</LocaleContext>;
};

export const useLocale = (): LocaleState => {
  const state = useContext(LocaleContext);
  if (state === undefined) throw new Error('useLocale is used outside LocaleProvider');
  return state;
};

export const useMessages = (): Messages => useLocale().messages;
