import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ProblemNote } from '#web/host/components/states.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { createTenant, type NewTenant, operatorKey } from '#web/host/queries/operator/operator.ts';
import { PlaceFields } from './place-fields.tsx';

const fields = ['name', 'handle', 'adminName', 'adminEmail'] as const;
type FieldName = (typeof fields)[number];
type Values = Record<FieldName, string> & { locale: 'en' | 'vi'; timeZone: string };

const pointers: Readonly<Record<FieldName, string>> = {
  name: '/name',
  handle: '/handle',
  adminName: '/admin/name',
  adminEmail: '/admin/email',
};

const requestOf = ({ name, handle, locale, timeZone, adminName, adminEmail }: Values): NewTenant => ({
  name: name.trim(),
  ...(handle.trim() === '' ? {} : { handle: handle.trim() }),
  locale,
  timeZone,
  admin: { name: adminName.trim(), email: adminEmail.trim() },
});

const useCreating = (onClose: () => void) => {
  const { operator: texts } = useLanguage().messages;
  const [attempt] = useState(() => createAttempts<unknown>());
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutationOnce({
    mutationFn: (values: Values) => createTenant(attempt, requestOf(values)),
    onSuccess: async ({ id }) => {
      toast.success(texts.create.done);
      onClose();
      void queryClient.invalidateQueries({ queryKey: operatorKey });
      await navigate({ to: '/operator/tenants/$tenantId', params: { tenantId: id } });
    },
  });
};

/** Asks for what an organisation begins with, its first admin among it. */
export const NewTenantDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { language, messages } = useLanguage();
  const { operator, shell } = messages;
  const texts = operator.create;
  const [values, setValues] = useState<Values>(() => ({
    name: '',
    handle: '',
    adminName: '',
    adminEmail: '',
    locale: language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const create = useCreating(onClose);
  const refused = create.error === null ? [] : failureIn(create.error).errors;
  const issueOf = (name: FieldName): string | undefined => {
    if (missing.includes(name)) return texts.missing;
    return refused.some(({ pointer }) => pointer === pointers[name]) ? texts.refused[name] : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const empty = fields.filter((name) => name !== 'handle' && values[name].trim() === '');
    setMissing(empty);
    if (empty.length === 0) create.mutate(values);
  };
  return (
    <FormDialog
      body={texts.body}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.title}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {fields.map((name) => (
          <Field
            error={issueOf(name)}
            hint={name === 'handle' ? texts.handleHint : undefined}
            key={name}
            label={texts[name]}
          >
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                className="control"
                maxLength={name === 'adminEmail' ? 254 : 100}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                type={name === 'adminEmail' ? 'email' : 'text'}
                value={values[name]}
              />
            )}
          </Field>
        ))}
        <PlaceFields onChange={(place) => setValues({ ...values, ...place })} value={values} />
        <ProblemNote error={create.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={create.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
