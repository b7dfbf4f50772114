import { Switch } from 'radix-ui';
import type { ReactElement } from 'react';

export const Toggle = ({
  checked,
  onChange,
  label,
  disabled = false,
  id,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Accessible name, unless a `<label>` points at `id`. */
  label?: string;
  disabled?: boolean;
  id?: string;
}): ReactElement => (
  <Switch.Root
    aria-label={label}
    checked={checked}
    className="relative h-6.5 w-11 shrink-0 rounded-full border border-edge bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
    disabled={disabled}
    id={id}
    onCheckedChange={onChange}
  >
    <Switch.Thumb className="block size-5 translate-x-[2px] rounded-full bg-edge transition-transform data-[state=checked]:translate-x-[1.25rem] data-[state=checked]:bg-on-accent" />
  </Switch.Root>
);

export const ToggleRow = ({
  id,
  checked,
  onChange,
  label,
  disabled = false,
}: {
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  disabled?: boolean;
}): ReactElement => (
  <div className="flex items-center gap-3">
    <Toggle checked={checked} disabled={disabled} id={id} onChange={onChange} />
    <label className="min-w-0 flex-1 py-1 font-medium" htmlFor={id}>
      {label}
    </label>
  </div>
);
