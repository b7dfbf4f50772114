import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';

export const BackLink = ({
  to,
  children,
}: {
  to: '/bookings' | '/links' | '/schedules' | '/contacts' | '/payments' | '/payments/reconciliation';
  children: ReactNode;
}): ReactElement => (
  <Link
    className="mb-2 inline-flex min-h-9 items-center gap-2 rounded-lg pe-2 text-sm font-medium text-soft hover:text-ink"
    to={to}
  >
    <Icon name="arrowLeft" />
    {children}
  </Link>
);
