import { type ReactElement, useEffect, useState } from 'react';
import { Icon } from '#web/host/components/icon.tsx';
import { Field } from './field.tsx';

const typingPauseMs = 300;

/** A search that follows what is typed after a short pause, and the address when that changes by itself. */
export const SearchInput = ({
  label,
  hint,
  value,
  onSearch,
}: {
  label: string;
  hint: string;
  value: string;
  /** Without the blanks around it; empty: everything. */
  onSearch: (search: string) => void;
}): ReactElement => {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onSearch(wanted), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <Field hideLabel label={label}>
      {(control) => (
        <div className="relative">
          <Icon
            className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4.5 text-soft"
            name="search"
          />
          <input
            {...control}
            className="control !ps-10"
            maxLength={100}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={hint}
            type="search"
            value={typed}
          />
        </div>
      )}
    </Field>
  );
};
