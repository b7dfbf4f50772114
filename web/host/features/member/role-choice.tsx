import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { type Role, rolesBelow } from './roles.ts';

/** One of the roles that the signed-in member can give. */
export const RoleChoice = ({
  own,
  value,
  error,
  onChange,
}: {
  own: Role;
  value: Role;
  error?: string | undefined;
  onChange: (role: Role) => void;
}): ReactElement => {
  const texts = useMessages().members;
  const choices = rolesBelow(own);
  return (
    <Field error={error} hint={texts.roleHints[value]} label={texts.invite.role}>
      {(control) => (
        <select
          {...control}
          className="control"
          onChange={(event) => {
            const found = choices.find((role) => role === event.target.value);
            if (found !== undefined) onChange(found);
          }}
          value={value}
        >
          {choices.map((role) => (
            <option key={role} value={role}>
              {texts.roles[role]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
