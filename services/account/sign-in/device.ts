import Bowser from 'bowser';

/** What somebody signs in with, in the makers' own names; null where it does not say. */
export type Device = { browser: string | null; system: string | null };

/** Reads what a browser says of itself. Anybody may say anything: it is shown to its owner and decides nothing. */
export const deviceOf = (userAgent: string): Device => {
  if (userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || null, system: os.name || null };
};
