import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { toast } from 'sonner';
import { chooseLanguage } from '#web/i18n/choose-locale.ts';
import { loadMessages, type Messages } from '#web/i18n/host/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { recall, remember } from './stored.ts';

const storageKey = 'everslot.locale';

/** A language with its texts: only what is shown has been fetched. */
export type Shown = { language: Language; messages: Messages };

type LanguageState = Shown & {
  /** A choice by hand, kept in this browser. */
  choose: (language: Language) => void;
  /** The signed-in member's language, used until something is chosen by hand. */
  suggest: (language: string) => void;
};

const load = async (language: Language): Promise<Shown> => ({
  language,
  messages: await loadMessages(language),
});

/** What the app starts with: chosen here before, else what the browser asks for. */
export const loadFirstLanguage = (): Promise<Shown> =>
  load(chooseLanguage(recall(storageKey), undefined, navigator.languages));

const LanguageContext = createContext<LanguageState | undefined>(undefined);

export const LanguageProvider = ({
  first,
  children,
}: {
  first: Shown;
  children: ReactNode;
}): ReactElement => {
  const [shown, setShown] = useState(first);
  const wanted = useRef(first.language);
  useEffect(() => {
    document.documentElement.lang = shown.language;
  }, [shown.language]);
  const show = useCallback((language: Language): void => {
    if (language === wanted.current) return;
    const before = wanted.current;
    wanted.current = language;
    load(language).then(
      (next) => {
        if (wanted.current === language) setShown(next);
      },
      () => {
        if (wanted.current === language) wanted.current = before;
        setShown((current) => {
          toast.error(current.messages.problems.unreachable);
          return current;
        });
      },
    );
  }, []);
  const choose = useCallback(
    (language: Language) => {
      remember(storageKey, language);
      show(language);
    },
    [show],
  );
  const suggest = useCallback(
    (member: string) => show(chooseLanguage(recall(storageKey), member, navigator.languages)),
    [show],
  );
  const state = useMemo(() => ({ ...shown, choose, suggest }), [shown, choose, suggest]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
};

export const useLanguage = (): LanguageState => {
  const state = useContext(LanguageContext);
  if (state === undefined) throw new Error('useLanguage is used outside LanguageProvider');
  return state;
};

export const useMessages = (): Messages => useLanguage().messages;
