import { Link } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { hasWords, reasonText } from '#web/i18n/host/failure.ts';
import { failureText } from '#web/i18n/host/messages.ts';
import { cx } from '#web/ui/class-names.ts';
import { Button, buttonClass } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** Placeholders while something loads; screen readers hear once that it is loading. */
export const Skeleton = ({ rows = 4, className }: { rows?: number; className?: string }): ReactElement => {
  const { shell } = useMessages();
  return (
    <div className={cx('grid gap-3', className)} role="status">
      <span className="sr-only">{shell.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div
          aria-hidden="true"
          className="skeleton h-16 opacity-80"
          key={index}
          style={{ opacity: 1 - index * 0.16 }}
        />
      ))}
    </div>
  );
};

export const EmptyState = ({
  icon,
  title,
  body,
  level: Heading = 'h2',
  children,
}: {
  icon: IconName;
  title: string;
  level?: 'h1' | 'h2' | 'h3';
  body: string;
  children?: ReactNode;
}): ReactElement => (
  <div className="grid justify-items-center gap-1 px-6 py-14 text-center">
    <span className="mb-3 grid size-14 place-items-center rounded-2xl bg-accent-wash text-accent-ink">
      <Icon className="size-7" name={icon} />
    </span>
    <Heading className="text-lg font-semibold">{title}</Heading>
    <p className="max-w-sm text-soft">{body}</p>
    {children !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
  </div>
);

/** Says that nothing is behind the address, whether it is malformed or what it names is gone. */
export const NotFoundState = (): ReactElement => {
  const { notFound } = useMessages().shell;
  useEffect(() => {
    document.title = `${notFound.title} · Everslot`;
  }, [notFound.title]);
  return (
    <EmptyState body={notFound.body} icon="help" level="h1" title={notFound.title}>
      <Link className={buttonClass('primary')} to="/bookings">
        {notFound.back}
      </Link>
    </EmptyState>
  );
};

/** What asking again does not change. */
const settled = ['forbidden', 'read_only_view'];

/** Says that something could not be loaded and why, and offers to try again where that can help. */
export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactElement => {
  const messages = useMessages();
  const failure = failureIn(error);
  if (failure.code === 'not_found') return <NotFoundState />;
  return (
    <div className="grid justify-items-center gap-1 px-6 py-12 text-center" role="alert">
      <span className="mb-3 grid size-14 place-items-center rounded-2xl bg-danger-wash text-danger-ink">
        <Icon className="size-7" name="alert" />
      </span>
      <h2 className="text-lg font-semibold">{messages.problemTexts.listTitle}</h2>
      <p className="max-w-md text-soft">{failureText(messages, failure.code)}</p>
      {failure.requestId !== null && failure.status >= 500 && (
        <p className="text-sm text-soft">{messages.problemTexts.reference(failure.requestId)}</p>
      )}
      {!settled.includes(failure.code) && (
        <div className="mt-4">
          <Button icon="refresh" onClick={onRetry}>
            {messages.shell.actions.retry}
          </Button>
        </div>
      )}
    </div>
  );
};

/** A refused action, inside the form or dialog that caused it. */
export const ProblemNote = ({
  error,
  children,
}: {
  error: unknown;
  children?: ReactNode;
}): ReactElement | null => {
  const messages = useMessages();
  if (error == null) return null;
  const failure = failureIn(error);
  return (
    <Note icon="alert" role="alert" tone="bad">
      <p className="font-medium">{failureText(messages, failure.code)}</p>
      {failure.reason !== null && hasWords(failure.reason, messages) && (
        <p className="text-sm">{reasonText(failure.reason, messages)}</p>
      )}
      {failure.retryAfterSeconds !== null && (
        <p className="text-sm">{messages.problemTexts.waitSeconds(failure.retryAfterSeconds)}</p>
      )}
      {failure.requestId !== null && failure.status >= 500 && (
        <p className="text-sm">{messages.problemTexts.reference(failure.requestId)}</p>
      )}
      {children}
    </Note>
  );
};

const noteTones = {
  bad: 'bg-danger-wash text-danger-ink',
  warn: 'bg-warn-wash text-warn-ink',
  good: 'bg-accent-wash text-accent-ink',
  info: 'bg-info-wash text-info-ink',
};

export const Note = ({
  tone,
  icon,
  role,
  children,
}: {
  tone: keyof typeof noteTones;
  icon: IconName;
  role?: 'alert' | 'status';
  children: ReactNode;
}): ReactElement => (
  <div className={cx('flex gap-3 rounded-xl px-4 py-3', noteTones[tone])} role={role}>
    <Icon className="mt-0.5 size-5 shrink-0" name={icon} />
    <div className="min-w-0 flex-1">{children}</div>
  </div>
);
