import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Avatar } from '#web/host/components/avatar.tsx';
import { ImageSection } from '#web/host/components/image/image-section.tsx';
import { shrinkImage } from '#web/host/components/image/shrink-image.ts';
import { meQuery } from '#web/host/queries/account/account.ts';
import { removePhoto, setPhoto } from '#web/host/queries/account/profile.ts';

const shape = { type: 'image/jpeg', width: 800, height: 800 } as const;

/** The photo of the public page. */
export const PhotoSection = ({ me }: { me: Me }): ReactElement => {
  const { profile: texts } = useMessages();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: async (file: File | null) =>
      file === null ? removePhoto() : setPhoto(await shrinkImage(file, shape)),
    onSuccess: (next, file) => {
      queryClient.setQueryData(meQuery.queryKey, next);
      toast.success(file === null ? texts.photo.removed : texts.photo.saved);
    },
    retry: false,
  });
  const { photoUrl } = me.person;
  return (
    <ImageSection
      busy={change.isPending}
      error={change.error}
      hint={texts.sections.photoHint}
      isSet={photoUrl !== null}
      onChange={change.mutate}
      texts={texts.photo}
      title={texts.sections.photo}
    >
      <Avatar className="size-20 text-xl" name={me.member.name} photoUrl={photoUrl} />
    </ImageSection>
  );
};
