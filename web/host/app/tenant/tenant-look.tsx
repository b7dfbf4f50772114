import { type ReactElement, useEffect } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { TenantLogo } from '#web/host/components/image/tenant-logo.tsx';
import { brandProperties } from '#web/ui/brand-properties.ts';
import { cx } from '#web/ui/class-names.ts';

/** Shows the app in the colours of an organisation for as long as it is shown. */
export const useTenantColours = ({ colours }: Me['tenant']): void => {
  useEffect(() => {
    if (colours === null) return undefined;
    const { style } = document.documentElement;
    const properties = brandProperties(colours);
    for (const [name, value] of properties) style.setProperty(name, value);
    return () => {
      for (const [name] of properties) style.removeProperty(name);
    };
  }, [colours]);
};

/** The logo of the organisation that is shown, for those which have one. */
export const TenantMark = ({
  tenant,
  place,
}: {
  tenant: Me['tenant'];
  place: 'side' | 'top';
}): ReactElement | null =>
  tenant.logo === null ? null : (
    <TenantLogo
      alt={tenant.name}
      className={cx(
        place === 'side' ? 'mx-2 max-h-12 w-auto justify-self-start' : 'max-h-9 w-auto max-w-[30vw] min-w-0',
      )}
      logo={tenant.logo}
    />
  );
