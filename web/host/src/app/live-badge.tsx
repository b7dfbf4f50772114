import { useRouter } from '@tanstack/react-router';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { cx } from '#web/host/src/components/class-names.ts';
import { useMessages } from '#web/host/src/i18n/locale-provider.tsx';

const dots = { live: 'bg-accent', connecting: 'bg-edge animate-pulse', offline: 'bg-danger' };

/** Whether changes arrive by themselves; opens the stream while the signed-in pages are shown. */
export const LiveBadge = ({ compact = false }: { compact?: boolean }): ReactElement | null => {
  const { live } = useRouter().options.context;
  const { shell } = useMessages();
  const status = useSyncExternalStore(live.subscribe, live.status);
  useEffect(() => live.retain(), [live]);
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
