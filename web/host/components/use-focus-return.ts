import { useRef } from 'react';

/** What opened a dialog: the focused element, or the button of the menu it was chosen from. */
const openerNow = (): HTMLElement | null => {
  const active = document.activeElement;
  const menuButton = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = menuButton == null ? active : document.getElementById(menuButton);
  return opener instanceof HTMLElement ? opener : null;
};

/** Gives focus back to what opened a dialog, or to the page's heading when that is gone. */
export const useFocusReturn = () => {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (): void => {
      opener.current = openerNow();
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      const target = opener.current?.isConnected
        ? opener.current
        : document.querySelector<HTMLElement>('main h1');
      target?.focus();
    },
  };
};
