import { useRouter } from '@tanstack/react-router';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { cx } from '#web/ui/class-names.ts';

const dots = { live: 'bg-accent', connecting: 'bg-edge animate-pulse', offline: 'bg-danger' };

/** Whether changes arrive by themselves; opens the stream while the signed-in pages are shown. */
export const LiveBadge = ({ compact = false }: { compact?: boolean }): ReactElement | null => {
  const { stream } = useRouter().options.context;
  const { shell } = useMessages();
  const status = useSyncExternalStore(stream.subscribe, stream.status);
  useEffect(() => stream.retain(), [stream]);
  if (compact && status === 'live') return null;
  return (
    <p
      className={cx(
        'flex items-center gap-2 text-[0.8125rem]',
        status === 'offline' ? 'font-medium text-danger-ink' : 'text-soft',
        !compact && 'px-3',
      )}
      data-live={status}
      role="status"
    >
      <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', dots[status])} />
      {shell.live[status]}
    </p>
  );
};
