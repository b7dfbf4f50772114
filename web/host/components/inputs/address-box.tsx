import type { ComponentProps, ReactElement } from 'react';

/** The last part of an address, behind the rest of it. */
export const AddressBox = ({
  prefix,
  ...input
}: Omit<ComponentProps<'input'>, 'className'> & { prefix: string }): ReactElement => (
  <div className="flex items-stretch">
    <span className="flex max-w-[55%] shrink-0 items-center rounded-s-[0.625rem] border border-e-0 border-edge bg-sunken px-3 text-sm text-soft">
      <span className="truncate">{prefix}</span>
    </span>
    <input {...input} autoCapitalize="none" className="control !rounded-s-none" spellCheck={false} />
  </div>
);
