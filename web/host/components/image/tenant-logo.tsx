import type { ReactElement } from 'react';
import type { Brand } from '#web/api/schemas.ts';
import { cx } from '#web/ui/class-names.ts';

/** The logo of an organisation. Logos are made for light paper, and stand on it where the page is dark. */
export const TenantLogo = ({
  logo,
  alt,
  className,
}: {
  logo: NonNullable<Brand['logo']>;
  /** Empty where the name stands beside it. */
  alt: string;
  className?: string;
}): ReactElement => (
  <img
    alt={alt}
    className={cx(
      'h-auto max-w-full rounded-lg bg-[light-dark(transparent,#fff)] object-contain px-2 py-1',
      className,
    )}
    height={logo.height}
    src={logo.url}
    width={logo.width}
  />
);
