import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import {
  askTenantDeletion,
  callOffTenantDeletion,
  operatorKey,
} from '#web/host/queries/operator/operator.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Props = { tenant: OperatorTenant; onClose: () => void };

const useDone = (onClose: () => void, text: string) => {
  const queryClient = useQueryClient();
  return async () => {
    onClose();
    toast.success(text);
    await queryClient.invalidateQueries({ queryKey: operatorKey });
  };
};

/** Asks for the name, so that nobody deletes another organisation than they mean. */
const DeleteDialog = ({ tenant, onClose }: Props): ReactElement => {
  const { deletion: texts } = useMessages().operator;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useMutationOnce({
    mutationFn: (reason: string) => askTenantDeletion({ tenantId: tenant.id, name, reason }),
    onSuccess: useDone(onClose, texts.done),
  });
  const isWrong = name.trim() !== tenant.name;
  return (
    <ReasonDialog
      body={texts.body}
      busy={ask.isPending}
      confirm={texts.open}
      danger
      error={ask.error}
      onClose={onClose}
      onConfirm={(reason) => {
        setTried(true);
        if (!isWrong) ask.mutate(reason);
      }}
      title={texts.title(tenant.name)}
    >
      <Field error={tried && isWrong ? texts.nameWrong : undefined} label={texts.name}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={100}
            onChange={({ target }) => setName(target.value)}
            value={name}
          />
        )}
      </Field>
    </ReasonDialog>
  );
};

const CallOffDialog = ({ tenant, onClose }: Props): ReactElement => {
  const { callOff: texts } = useMessages().operator;
  const callOff = useMutationOnce({
    mutationFn: (reason: string) => callOffTenantDeletion({ tenantId: tenant.id, reason }),
    onSuccess: useDone(onClose, texts.done),
  });
  return (
    <ReasonDialog
      body={texts.body}
      busy={callOff.isPending}
      confirm={texts.open}
      danger={false}
      error={callOff.error}
      onClose={onClose}
      onConfirm={(reason) => callOff.mutate(reason)}
      title={texts.title(tenant.name)}
    />
  );
};

/** Deletes an organisation, or calls that off while it waits for its day. */
export const DeletionAction = ({ tenant }: { tenant: OperatorTenant }): ReactElement | null => {
  const { operator: texts } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const { deletion } = tenant;
  if (deletion !== null && deletion.state !== 'waiting') return null;
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)} tone={deletion === null ? 'danger' : 'primary'}>
        {deletion === null ? texts.deletion.open : texts.callOff.open}
      </Button>
      {isAsking &&
        (deletion === null ? (
          <DeleteDialog onClose={close} tenant={tenant} />
        ) : (
          <CallOffDialog onClose={close} tenant={tenant} />
        ))}
    </>
  );
};
