/** Moves the focus to the first match once the next drawing is on screen. */
export const focusSoon = (selector: string): void => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()),
  );
};
