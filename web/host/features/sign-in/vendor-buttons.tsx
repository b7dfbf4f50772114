import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { useZone } from '#web/host/features/invitation/use-entering.ts';
import { useWays, visitVendor } from '#web/host/queries/account/registration.ts';
import { textOf } from '#web/ui/text-of.ts';

/** One button for each provider that people sign in with here; nothing where there is none. */
export const VendorButtons = ({ redirect }: { redirect?: string | undefined }): ReactElement | null => {
  const { registration, integrations } = useMessages();
  const zone = useZone();
  const vendors = useWays().data?.vendors ?? [];
  const visit = useMutationOnce({
    mutationFn: visitVendor,
    onSuccess: ({ url }) => location.assign(url),
    retry: false,
  });
  if (vendors.length === 0) return null;
  return (
    <div className="mt-4 grid gap-3">
      <p className="flex items-center gap-3 text-sm text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {registration.vendor.or}
      </p>
      {vendors.map(({ vendor }) => (
        <Button
          busy={visit.isPending && visit.variables.vendor === vendor}
          key={vendor}
          onClick={() =>
            visit.mutate({
              vendor,
              purpose: 'sign_in',
              ...(redirect === undefined ? {} : { redirect }),
              ...zone,
            })
          }
        >
          {registration.vendor.continueWith(textOf<string>(integrations.signInVendors, vendor, vendor))}
        </Button>
      ))}
      <ProblemNote error={visit.error} />
    </div>
  );
};
