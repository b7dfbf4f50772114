/** What this tab keeps over a reload, and no longer than it is open. Where storage is closed, nothing is kept. */
export const recall = (name: string): string => {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
};

/** Keeps a text under its name; an empty one is forgotten. */
export const remember = (name: string, value: string): void => {
  try {
    if (value === '') sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // Then the form is as empty after a reload as it always was.
  }
};
