/** What this browser has kept under a key, or null; private windows may refuse storage. */
export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** Keeps a choice in this browser; where that is refused, it lasts until the page is closed. */
export const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice has been applied all the same.
  }
};
