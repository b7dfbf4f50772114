import type { ReactElement, RefObject } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { AddressBox } from '#web/host/components/inputs/address-box.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import type { OwnTenant } from '#web/host/queries/account/registration.ts';
import { failureIn } from '#web/host/queries/api.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import { isSlug } from '#web/ui/address.ts';

export type OwnTenantIssues = Partial<Record<keyof OwnTenant, string>>;

type Texts = Messages['registration'];

/** What is missing, or cannot be right. */
export const issuesOf = (values: OwnTenant, { issues }: Texts): OwnTenantIssues => ({
  ...(values.name.trim() === '' && { name: issues.name }),
  ...(values.tenantName.trim() === '' && { tenantName: issues.tenantName }),
  ...(!isSlug(values.handle.trim()) && { handle: issues.handle }),
});

/** What the server has refused, beside its field. */
export const refusalsOf = (error: unknown, { issues }: Texts): OwnTenantIssues => {
  const { code, errors } = failureIn(error);
  if (code === 'handle_taken') return { handle: issues.taken };
  const fields = ['name', 'tenantName', 'handle'] as const;
  const refused = fields.filter((field) => errors.some(({ pointer }) => pointer === `/${field}`));
  return Object.fromEntries(refused.map((field) => [field, issues[field]]));
};

export const trimmed = ({ name, tenantName, handle }: OwnTenant): OwnTenant => ({
  name: name.trim(),
  tenantName: tenantName.trim(),
  handle: handle.trim(),
});

/** Puts the focus on the first field that is wrong. */
export const focusFirst = (form: RefObject<HTMLFormElement | null>): void => {
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
};

export const HandleField = ({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}): ReactElement => {
  const { registration: texts } = useMessages();
  return (
    <Field error={error} hint={texts.handleHint} label={texts.handle}>
      {(control) => (
        <AddressBox
          {...control}
          autoComplete="off"
          maxLength={64}
          onChange={(event) => onChange(event.target.value)}
          prefix={`${location.host}/`}
          value={value}
        />
      )}
    </Field>
  );
};

/** The person's name, and their organisation with its address. */
export const OwnTenantFields = ({
  values,
  issues,
  onChange,
}: {
  values: OwnTenant;
  issues: OwnTenantIssues;
  onChange: (values: OwnTenant) => void;
}): ReactElement => {
  const { registration: texts } = useMessages();
  return (
    <>
      <Field error={issues.name} label={texts.name}>
        {(control) => (
          <input
            {...control}
            autoComplete="name"
            className="control"
            maxLength={120}
            onChange={(event) => onChange({ ...values, name: event.target.value })}
            value={values.name}
          />
        )}
      </Field>
      <Field error={issues.tenantName} label={texts.tenantName}>
        {(control) => (
          <input
            {...control}
            autoComplete="organization"
            className="control"
            maxLength={100}
            onChange={(event) => onChange({ ...values, tenantName: event.target.value })}
            value={values.tenantName}
          />
        )}
      </Field>
      <HandleField
        error={issues.handle}
        onChange={(handle) => onChange({ ...values, handle })}
        value={values.handle}
      />
    </>
  );
};
