import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';

/** Lets whoever types a password see it. */
export const ShowPassword = ({
  isShown,
  onChange,
}: {
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}): ReactElement => (
  <label className="flex min-h-8 items-center gap-2.5 text-sm">
    <input
      checked={isShown}
      className="check"
      onChange={(event) => onChange(event.target.checked)}
      type="checkbox"
    />
    {useMessages().shell.signIn.show}
  </label>
);
