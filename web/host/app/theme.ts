import { recall, remember } from './stored.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'everslot.theme';
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export const storedTheme = (): Theme => {
  const stored = recall(storageKey);
  return themes.find((theme) => theme === stored) ?? 'system';
};

const paint = (theme: Theme): void => {
  const resolved = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = resolved;
};

export const applyTheme = (theme: Theme): void => {
  remember(storageKey, theme);
  paint(theme);
};

/** Paints the stored theme and follows the system while none is chosen. */
export const startTheme = (): void => {
  paint(storedTheme());
  dark().addEventListener('change', () => paint(storedTheme()));
};
