import type { ReactElement, ReactNode } from 'react';
import { cx } from '#web/ui/class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type BadgeTone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const tones: Record<BadgeTone, string> = {
  good: 'bg-accent-wash text-accent-ink',
  warn: 'bg-warn-wash text-warn-ink',
  bad: 'bg-danger-wash text-danger-ink',
  info: 'bg-info-wash text-info-ink',
  plain: 'bg-sunken text-soft',
};

export const Badge = ({
  tone,
  icon,
  children,
}: {
  tone: BadgeTone;
  icon?: IconName;
  children: ReactNode;
}): ReactElement => (
  <span
    className={cx(
      'inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-[0.8125rem] font-medium',
      tones[tone],
    )}
  >
    {icon !== undefined && <Icon className="size-3.5 shrink-0" name={icon} />}
    {children}
  </span>
);
