/**
 * Moves the focus to the first match once the next drawing is on screen, unless whoever uses the keyboard has gone on
 * to something else by then.
 */
export const focusSoon = (selector: string): void => {
  const before = document.activeElement;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = document.activeElement;
      if (now === before || now === document.body) document.querySelector<HTMLElement>(selector)?.focus();
    }),
  );
};
