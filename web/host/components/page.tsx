import { type ReactElement, type ReactNode, useEffect } from 'react';
import { cx } from '#web/ui/class-names.ts';

export const PageHeader = ({
  title,
  lead,
  actions,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
}): ReactElement => {
  useEffect(() => {
    document.title = `${title} · Everslot`;
  }, [title]);
  return (
    <header className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64 sm:basis-96">
        <h1 className="text-2xl font-semibold wrap-anywhere" tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div className="mt-0.5 text-soft wrap-anywhere">{lead}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
};

export const Card = ({ children, className }: { children: ReactNode; className?: string }): ReactElement => (
  <div className={cx('rounded-2xl border border-line bg-surface shadow-card', className)}>{children}</div>
);

/** A titled part of a form or page: heading at the side on wide screens. */
export const Section = ({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}): ReactElement => (
  <section className="grid gap-x-8 gap-y-4 border-t border-line px-4 py-6 first:border-t-0 sm:px-6 md:grid-cols-[13rem_minmax(0,1fr)]">
    <div>
      <h2 className="font-semibold">{title}</h2>
      {hint !== undefined && <p className="mt-0.5 text-sm text-soft">{hint}</p>}
    </div>
    <div className="grid min-w-0 gap-5">{children}</div>
  </section>
);
