import { type FieldErrors, type Resolver, set, type UseFormReturn, useForm } from 'react-hook-form';
import { type Failure, fieldOfPointer } from '#web/api/failure.ts';
import { formFieldOf, linkIssues } from './link-form-issues.ts';
import type { LinkForm } from './link-form-values.ts';

const resolver: Resolver<LinkForm> = (values) => {
  const issues = linkIssues(values);
  if (issues.length === 0) return { values, errors: {} };
  const errors: FieldErrors<LinkForm> = {};
  for (const { path, code } of issues) set(errors, path, { type: 'rule', message: code });
  return { values: {}, errors };
};

export const useLinkForm = (values: LinkForm): UseFormReturn<LinkForm> =>
  useForm<LinkForm>({ defaultValues: values, resolver, mode: 'onTouched', shouldFocusError: true });

/** Puts the server's field errors beside the fields; false when it named none that the form shows. */
export const showServerErrors = (form: UseFormReturn<LinkForm>, failure: Failure): boolean => {
  if (failure.code === 'slug_taken') {
    form.setError('slug', { type: 'server', message: 'slug_taken' }, { shouldFocus: true });
    return true;
  }
  for (const [index, error] of failure.errors.entries()) {
    const field = formFieldOf(fieldOfPointer(error.pointer)) as keyof LinkForm;
    form.setError(field, { type: 'server', message: error.message }, { shouldFocus: index === 0 });
  }
  return failure.errors.length > 0;
};
