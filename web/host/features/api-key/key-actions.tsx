import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { ApiKey } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { apiKeysKey, renameApiKey, revokeApiKey, rotateApiKey } from '#web/host/queries/account/api-key.ts';

const overlaps = [0, 1, 24] as const;

type DialogProps = { item: ApiKey; onClose: () => void };

const useRefresh = () => {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: apiKeysKey });
};

const onOpenChange = (onClose: () => void) => (open: boolean) => {
  if (!open) onClose();
};

const RenameDialog = ({ item, onClose }: DialogProps): ReactElement => {
  const { rename: texts } = useMessages().apiKeys;
  const [name, setName] = useState(item.name);
  const refresh = useRefresh();
  const rename = useMutationOnce({
    mutationFn: () => renameApiKey(item.id, name.trim()),
    onSuccess: onClose,
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      body={texts.body}
      busy={rename.isPending}
      confirm={texts.confirm}
      danger={false}
      error={rename.error}
      onConfirm={() => {
        if (name.trim() !== '') rename.mutate();
      }}
      onOpenChange={onOpenChange(onClose)}
      open
      title={texts.title}
    >
      <Field label={texts.name}>
        {(control) => (
          <input
            {...control}
            className="control"
            maxLength={80}
            onChange={({ target }) => setName(target.value)}
            value={name}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
};

const RotateDialog = ({
  item,
  onClose,
  onMade,
}: DialogProps & { onMade: (text: string) => void }): ReactElement => {
  const { rotate: texts } = useMessages().apiKeys;
  const [hours, setHours] = useState<number>(1);
  const [attempts] = useState(createAttempts);
  const refresh = useRefresh();
  const rotate = useMutationOnce({
    mutationFn: () => rotateApiKey(attempts, item.id, hours),
    gcTime: 0,
    onSuccess: ({ key }) => onMade(key),
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      body={texts.body(item.name)}
      busy={rotate.isPending}
      confirm={texts.confirm}
      danger={false}
      error={rotate.error}
      onConfirm={() => rotate.mutate()}
      onOpenChange={onOpenChange(onClose)}
      open
      title={texts.title}
    >
      <Field label={texts.overlap}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={({ target }) => setHours(Number(target.value))}
            value={hours}
          >
            {overlaps.map((each) => (
              <option key={each} value={each}>
                {texts.overlaps[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </ConfirmDialog>
  );
};

const RevokeDialog = ({ item, onClose }: DialogProps): ReactElement => {
  const { revoke: texts } = useMessages().apiKeys;
  const refresh = useRefresh();
  const revoke = useMutationOnce({
    mutationFn: () => revokeApiKey(item.id),
    onSuccess: () => {
      onClose();
      toast.success(texts.done);
    },
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      body={texts.body(item.name)}
      busy={revoke.isPending}
      confirm={texts.confirm}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onOpenChange={onOpenChange(onClose)}
      open
      title={texts.title}
    />
  );
};

const actions = ['rename', 'rotate', 'revoke'] as const;

/** What can be done about a key that has not ended. */
export const KeyActions = ({
  item,
  onMade,
}: {
  item: ApiKey;
  onMade: (text: string) => void;
}): ReactElement => {
  const { apiKeys: texts } = useMessages();
  const [open, setOpen] = useState<(typeof actions)[number]>();
  const close = (): void => setOpen(undefined);
  return (
    <div className="flex flex-wrap gap-2">
      {actions.map((action) => (
        <Button
          aria-label={`${texts[action].action}: ${item.name}`}
          key={action}
          onClick={() => setOpen(action)}
          size="small"
        >
          {texts[action].action}
        </Button>
      ))}
      {open === 'rename' && <RenameDialog item={item} onClose={close} />}
      {open === 'revoke' && <RevokeDialog item={item} onClose={close} />}
      {open === 'rotate' && (
        <RotateDialog
          item={item}
          onClose={close}
          onMade={(text) => {
            close();
            onMade(text);
          }}
        />
      )}
    </div>
  );
};
