/** Moves the focus to the first field that is marked as wrong, once it is drawn so. */
export const focusFirstIssue = (): void => {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('main form [aria-invalid="true"]')?.focus(),
  );
};
