import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import type { Branding } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { ImageSection } from '#web/host/components/image/image-section.tsx';
import { shrinkImage } from '#web/host/components/image/shrink-image.ts';
import { TenantLogo } from '#web/host/components/image/tenant-logo.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { brandingQuery, removeLogo, setLogo } from '#web/host/queries/account/branding.ts';

/** The pixels that the server keeps at most. */
const shape = { type: 'image/png', width: 480, height: 160 } as const;

/** The logo on pages and mails; it counts at once, apart from what the form holds. */
export const LogoSection = ({ logo }: { logo: Branding['logo'] }): ReactElement => {
  const { logo: texts } = useMessages().branding;
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: async (file: File | null) =>
      file === null ? removeLogo() : setLogo(await shrinkImage(file, shape)),
    onSuccess: (next, file) => {
      queryClient.setQueryData(brandingQuery.queryKey, next);
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast.success(file === null ? texts.removed : texts.saved);
    },
    retry: false,
  });
  return (
    <ImageSection
      busy={change.isPending}
      error={change.error}
      hint={texts.hint}
      isSet={logo !== null}
      onChange={change.mutate}
      texts={texts}
      title={texts.title}
    >
      {logo === null ? (
        <p className="text-soft">{texts.none}</p>
      ) : (
        <TenantLogo alt={texts.title} className="border border-line" logo={logo} />
      )}
    </ImageSection>
  );
};
