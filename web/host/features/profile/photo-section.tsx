import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Button } from '#web/host/components/button.tsx';
import { ErrorText } from '#web/host/components/inputs/field.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { removePhoto, setPhoto } from '#web/host/queries/account/profile.ts';
import { shrinkImage } from './shrink-image.ts';

/** The photo of the public page: chosen from a file, made small here, judged and encoded by the server. */
export const PhotoSection = ({ me }: { me: Me }): ReactElement => {
  const { profile: texts } = useMessages();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const change = useMutation({
    mutationFn: async (file: File | null) =>
      file === null ? removePhoto() : setPhoto(await shrinkImage(file)),
    onSuccess: (next, file) => {
      queryClient.setQueryData(meQuery.queryKey, next);
      toast.success(file === null ? texts.photo.removed : texts.photo.saved);
    },
    retry: false,
  });
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const isImage = await createImageBitmap(file).then(
      (bitmap) => {
        bitmap.close();
        return true;
      },
      () => false,
    );
    setUnreadable(!isImage);
    if (isImage) change.mutate(file);
  };
  const { photoUrl } = me.person;
  return (
    <Card className="mt-6">
      <Section hint={texts.sections.photoHint} title={texts.sections.photo}>
        <div className="flex flex-wrap items-center gap-4">
          <Avatar className="size-20 text-xl" name={me.member.name} photoUrl={photoUrl} />
          <input
            accept="image/png,image/jpeg,image/webp,image/heic"
            aria-hidden="true"
            className="hidden"
            onChange={({ target }) => {
              void choose(target.files?.[0]);
              target.value = '';
            }}
            ref={input}
            tabIndex={-1}
            type="file"
          />
          <Button busy={change.isPending} onClick={() => input.current?.click()}>
            {photoUrl === null ? texts.photo.choose : texts.photo.change}
          </Button>
          {photoUrl !== null && (
            <Button icon="trash" onClick={() => change.mutate(null)}>
              {texts.photo.remove}
            </Button>
          )}
        </div>
        <div role="alert">
          {isUnreadable && <ErrorText>{texts.photo.unreadable}</ErrorText>}
          <ProblemNote error={change.error} />
        </div>
      </Section>
    </Card>
  );
};
