import type { ReactElement } from 'react';
import { cx } from '#web/ui/class-names.ts';
import { initials } from '#web/ui/initials.ts';

/** A person's photo, or their initials. Decoration: the name stands beside it. */
export const Avatar = ({
  name,
  photoUrl,
  className,
}: {
  name: string;
  photoUrl: string | null;
  className: string;
}): ReactElement =>
  photoUrl === null ? (
    <span
      aria-hidden="true"
      className={cx(
        'grid shrink-0 place-items-center rounded-full bg-accent-wash font-semibold text-accent-ink',
        className,
      )}
    >
      {initials(name)}
    </span>
  ) : (
    <img alt="" className={cx('shrink-0 rounded-full object-cover', className)} src={photoUrl} />
  );
