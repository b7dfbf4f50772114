import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { buttonClass } from '#web/host/components/button.tsx';
import { Card } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/host/components/states.tsx';

export const PagePending = (): ReactElement => (
  <div className="p-6">
    <Skeleton rows={5} />
  </div>
);

export const RouteError = ({ error, reset }: ErrorComponentProps): ReactElement => (
  <main className="mx-auto max-w-2xl p-6">
    <Card>
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          location.reload();
        }}
      />
    </Card>
  </main>
);

export const RouteNotFound = (): ReactElement => {
  const { shell } = useMessages();
  return (
    <main className="mx-auto max-w-2xl p-6">
      <Card>
        <EmptyState body={shell.notFound.body} icon="help" level="h1" title={shell.notFound.title}>
          <Link className={buttonClass('primary')} to="/bookings">
            {shell.notFound.back}
          </Link>
        </EmptyState>
      </Card>
    </main>
  );
};
