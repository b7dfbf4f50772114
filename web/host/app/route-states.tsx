import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Card } from '#web/host/components/page.tsx';
import { EmptyState, ErrorState, NotFoundState, Skeleton } from '#web/host/components/states.tsx';
import { ApiError } from '#web/host/queries/api.ts';
import { useMessages } from './language-provider.tsx';
import { PageUnavailable } from './load/lazy-page.ts';
import { reloadOnce } from './load/reload-once.ts';
import { Logo } from './logo.tsx';

export const PagePending = (): ReactElement => (
  <div className="p-6">
    <Skeleton rows={5} />
  </div>
);

/** After an upgrade the app loads itself anew, once; where that does not help, a person can. */
const PageMissing = (): ReactElement => {
  const { pageMissing } = useMessages().shell;
  const [isReloading, setReloading] = useState(true);
  useEffect(() => setReloading(reloadOnce()), []);
  if (isReloading) return <PagePending />;
  return (
    <main className="mx-auto max-w-2xl p-6">
      <Card>
        <div role="alert">
          <EmptyState body={pageMissing.body} icon="refresh" level="h1" title={pageMissing.title}>
            <Button onClick={() => location.reload()} tone="primary">
              {pageMissing.reload}
            </Button>
          </EmptyState>
        </div>
      </Card>
    </main>
  );
};

export const RouteError = ({ error, reset }: ErrorComponentProps): ReactElement =>
  error instanceof PageUnavailable ? (
    <PageMissing />
  ) : (
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

/** Operators' pages, opened by somebody who is none: nothing failed, and nothing is gained by trying again. */
export const OperatorError = (props: ErrorComponentProps): ReactElement => {
  const { operator, shell } = useMessages();
  const isRefused = props.error instanceof ApiError && props.error.failure.code === 'forbidden';
  useEffect(() => {
    if (isRefused) document.title = `${operator.only.title} · Everslot`;
  }, [isRefused, operator.only.title]);
  if (!isRefused) return <RouteError {...props} />;
  return (
    <>
      <header className="flex border-b border-line bg-surface px-4 py-3 sm:px-6">
        <Logo />
      </header>
      <main className="mx-auto max-w-2xl p-6">
        <Card>
          <EmptyState body={operator.only.body} icon="lock" level="h1" title={operator.only.title}>
            <Link className={buttonClass('primary')} to="/">
              {shell.notFound.back}
            </Link>
          </EmptyState>
        </Card>
      </main>
    </>
  );
};
