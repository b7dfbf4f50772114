import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { TenantAccountInput, TenantVendor } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { connectTenantAccount, integrationsKey } from '#web/host/queries/integration.ts';
import { vendorWithin } from './vendor-within.ts';

type AccountField = TenantVendor['asks'][number];

const types: Partial<Record<AccountField, string>> = {
  sender: 'email',
  password: 'password',
  key: 'password',
};

/** Asks for what the vendor wants to be opened with, and connects the account. */
export const ConnectDialog = ({
  offer,
  onClose,
}: {
  offer: TenantVendor;
  onClose: () => void;
}): ReactElement => {
  const { integrations: texts, shell } = useMessages();
  const { tenant } = texts;
  const queryClient = useQueryClient();
  const [values, setValues] = useState<Partial<Record<AccountField, string>>>({});
  const [isTried, setTried] = useState(false);
  const name = vendorWithin(texts, offer.vendor);
  const connect = useMutationOnce({
    mutationFn: (input: TenantAccountInput) => connectTenantAccount(input),
    onSuccess: () => {
      toast.success(tenant.connected);
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: integrationsKey }),
        queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]),
  });
  const valueOf = (field: AccountField): string => (values[field] ?? '').trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (connect.isPending || offer.asks.some((field) => valueOf(field) === '')) return;
    const given = Object.fromEntries(offer.asks.map((field) => [field, valueOf(field)]));
    connect.mutate({ ...given, vendor: offer.vendor });
  };
  return (
    <FormDialog
      body={tenant.connectBody[offer.capability]}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.connect(name)}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {offer.asks.map((field) => (
          <Field
            error={isTried && valueOf(field) === '' ? tenant.required : undefined}
            key={field}
            label={tenant.fields[field]}
          >
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                className="control"
                inputMode={field === 'port' ? 'numeric' : undefined}
                maxLength={500}
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
                spellCheck={false}
                type={types[field] ?? 'text'}
                value={values[field] ?? ''}
              />
            )}
          </Field>
        ))}
        <ProblemNote error={connect.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={connect.isPending} tone="primary" type="submit">
            {tenant.connect}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
