import type { ComponentProps, ReactElement } from 'react';
import { cx } from '#web/ui/class-names.ts';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'small' | 'normal';

const tones: Record<Tone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong shadow-card',
  secondary: 'bg-surface text-ink border border-edge hover:bg-sunken',
  quiet: 'text-soft hover:text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:opacity-90 shadow-card',
};

/** The look of a button, for links that act like one. */
export const buttonClass = (tone: Tone = 'secondary', size: Size = 'normal'): string =>
  cx(
    'inline-flex items-center justify-center gap-2 rounded-[0.625rem] font-medium whitespace-nowrap no-underline transition-colors select-none',
    'disabled:opacity-60 disabled:pointer-events-none aria-disabled:opacity-60',
    size === 'small' ? 'min-h-8.5 px-3 text-sm' : 'min-h-10 px-4 text-[0.9375rem]',
    tones[tone],
  );

type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  tone?: Tone;
  size?: Size;
  icon?: IconName;
  /** Keeps its place and focus while it works; pressing it again does nothing. */
  busy?: boolean;
  className?: string;
};

export const Button = ({
  tone = 'secondary',
  size = 'normal',
  icon,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps): ReactElement => (
  <button
    {...rest}
    aria-disabled={busy ? true : undefined}
    className={cx(buttonClass(tone, size), className)}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
    type={type}
  >
    {busy ? <Spinner /> : icon !== undefined && <Icon className="size-4.5 -ms-0.5 shrink-0" name={icon} />}
    {children}
  </button>
);

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> & {
  icon: IconName;
  label: string;
  className?: string;
};

export const iconButtonClass =
  'grid size-9 shrink-0 place-items-center rounded-lg text-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40';

export const IconButton = ({
  icon,
  label,
  className,
  type = 'button',
  ...rest
}: IconButtonProps): ReactElement => (
  <button {...rest} aria-label={label} className={cx(iconButtonClass, className)} title={label} type={type}>
    <Icon name={icon} />
  </button>
);

const Spinner = (): ReactElement => (
  <span
    aria-hidden="true"
    className="size-4 shrink-0 animate-spin rounded-full border-2 border-current border-e-transparent"
  />
);
