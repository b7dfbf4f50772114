import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Card } from '#web/host/components/page.tsx';
import { ErrorState, NotFoundState, Skeleton } from '#web/host/components/states.tsx';

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

export const RouteNotFound = (): ReactElement => (
  <main className="mx-auto max-w-2xl p-6">
    <Card>
      <NotFoundState />
    </Card>
  </main>
);
