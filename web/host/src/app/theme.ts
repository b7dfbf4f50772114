export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'everslot.theme';
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

const isTheme = (value: string | null): value is Theme =>
  (themes as readonly (string | null)[]).includes(value);

export const storedTheme = (): Theme => {
  try {
    const value = localStorage.getItem(storageKey);
    return isTheme(value) ? value : 'system';
  } catch {
    return 'system';
  }
};

const paint = (theme: Theme): void => {
  const resolved = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = resolved;
};

export const applyTheme = (theme: Theme): void => {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page is closed.
  }
  paint(theme);
};

/** Paints the stored theme and follows the system while none is chosen. */
export const startTheme = (): void => {
  paint(storedTheme());
  dark().addEventListener('change', () => paint(storedTheme()));
};
