import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { operatorKey, type TenantPatch, updateTenant } from '#web/host/queries/operator/operator.ts';
import { PlaceFields } from './place-fields.tsx';

type Values = { name: string; handle: string; locale: 'en' | 'vi'; timeZone: string };

/** What is sent: a public name only where there is none yet. */
const patchOf = ({ name, handle, locale, timeZone }: Values, tenant: OperatorTenant): TenantPatch => ({
  name: name.trim(),
  locale,
  timeZone,
  ...(tenant.handle === null && handle.trim() !== '' ? { handle: handle.trim() } : {}),
});

/** Changes what pages and mails say of an organisation, and gives it a public name if it has none. */
export const EditTenantDialog = ({
  tenant,
  onClose,
}: {
  tenant: OperatorTenant;
  onClose: () => void;
}): ReactElement => {
  const { create: texts, edit } = useMessages().operator;
  const queryClient = useQueryClient();
  const [values, setValues] = useState<Values>({ ...tenant, handle: '' });
  const [isChecked, setChecked] = useState(false);
  const save = useMutationOnce({
    mutationFn: () => updateTenant(tenant.id, patchOf(values, tenant)),
    onSuccess: async () => {
      onClose();
      toast.success(edit.done);
      await queryClient.invalidateQueries({ queryKey: operatorKey });
    },
  });
  const refused = save.error === null ? [] : failureIn(save.error).errors;
  const isRefused = (pointer: string): boolean => refused.some((each) => each.pointer === pointer);
  const isEmpty = values.name.trim() === '';
  const nameIssue = isRefused('/name') ? texts.refused.name : undefined;
  const submit = (): void => {
    setChecked(true);
    if (!isEmpty) save.mutate();
  };
  return (
    <SubmitDialog
      body={edit.body}
      busy={save.isPending}
      confirm={edit.confirm}
      error={save.error}
      onClose={onClose}
      onSubmit={submit}
      title={edit.open}
    >
      <Field error={isChecked && isEmpty ? texts.missing : nameIssue} label={texts.name}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={100}
            onChange={(event) => setValues({ ...values, name: event.target.value })}
            value={values.name}
          />
        )}
      </Field>
      {tenant.handle === null && (
        <Field
          error={isRefused('/handle') ? texts.refused.handle : undefined}
          hint={texts.handleHint}
          label={texts.handle}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              maxLength={100}
              onChange={(event) => setValues({ ...values, handle: event.target.value })}
              value={values.handle}
            />
          )}
        </Field>
      )}
      <PlaceFields onChange={(place) => setValues({ ...values, ...place })} value={values} />
    </SubmitDialog>
  );
};
