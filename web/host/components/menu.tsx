import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '#web/ui/class-names.ts';
import { Icon, type IconName } from './icon.tsx';

const itemClass =
  'flex min-h-9 w-full cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-[0.9375rem] outline-none select-none data-[highlighted]:bg-sunken';

/** A menu on a button; `trigger` must be a button element. */
export const Menu = ({
  trigger,
  children,
  side = 'bottom',
  align = 'end',
}: {
  trigger: ReactElement;
  children: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
}): ReactElement => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align={align}
        className="appear z-40 max-h-[80dvh] min-w-56 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-pop"
        collisionPadding={12}
        side={side}
        sideOffset={6}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

export const MenuItem = ({
  icon,
  danger = false,
  onSelect,
  children,
}: {
  icon?: IconName;
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
}): ReactElement => (
  <DropdownMenu.Item className={cx(itemClass, danger && 'text-danger-ink')} onSelect={onSelect}>
    {icon !== undefined && <Icon name={icon} />}
    {children}
  </DropdownMenu.Item>
);

export const MenuLink = ({
  href,
  icon,
  children,
}: {
  href: string;
  icon?: IconName;
  children: ReactNode;
}): ReactElement => (
  <DropdownMenu.Item asChild className={itemClass}>
    <a href={href} rel="noreferrer" target="_blank">
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </a>
  </DropdownMenu.Item>
);

/** One of several, with a tick at the chosen one. */
export const MenuChoice = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}): ReactElement => (
  <DropdownMenu.RadioGroup
    aria-label={label}
    onValueChange={(next) => {
      const found = options.find(([option]) => option === next);
      if (found !== undefined) onChange(found[0]);
    }}
    value={value}
  >
    <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-[0.8125rem] font-medium text-soft">
      {label}
    </DropdownMenu.Label>
    {options.map(([option, name]) => (
      <DropdownMenu.RadioItem className={cx(itemClass, 'ps-9 relative')} key={option} value={option}>
        <DropdownMenu.ItemIndicator className="absolute start-2.5 text-accent-ink">
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
        {name}
      </DropdownMenu.RadioItem>
    ))}
  </DropdownMenu.RadioGroup>
);

export const MenuSeparator = (): ReactElement => <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
