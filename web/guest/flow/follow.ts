/** Follows a link of the page without loading it anew; a click that wants a new tab is left alone. */
export const follow = (event: MouseEvent | null, act: () => void): void => {
  if (event !== null && (event.metaKey || event.ctrlKey || event.shiftKey || event.button > 0)) return;
  event?.preventDefault();
  act();
};
