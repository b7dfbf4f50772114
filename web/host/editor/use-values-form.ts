import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  get,
  type Resolver,
  set,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import { type Failure, fieldOfPointer } from '#web/api/failure.ts';

/** A wrong field: its name in the form, and the code of the text to show (`range:1:60` carries bounds). */
export type Issue = { path: string; code: string };

/** What an editor knows of the values it edits, which have the shape of the API's request. */
export type Rules<Values> = {
  /** Everything the server would refuse, found before sending, in the order of the form. */
  issuesOf: (values: Values) => readonly Issue[];
  /** The same values as they are sent: trimmed, in order, without what is not shown. Only for values without issues. */
  tidy: (values: Values) => Values;
};

const resolverOf =
  <Values extends FieldValues>({ issuesOf, tidy }: Rules<Values>): Resolver<Values> =>
  (values) => {
    const issues = issuesOf(values);
    if (issues.length === 0) return { values: tidy(values), errors: {} };
    const errors: FieldErrors<Values> = {};
    for (const { path, code } of issues) set(errors, path, { type: 'rule', message: code });
    return { values: {}, errors };
  };

/** A form that holds the API's own shape; controls convert, nothing else does. */
export const useValuesForm = <Values extends FieldValues>(
  values: Values,
  rules: Rules<Values>,
): UseFormReturn<Values> =>
  useForm<Values>({
    defaultValues: values as DefaultValues<Values>,
    resolver: resolverOf(rules),
    mode: 'onTouched',
    // Some controls hold several fields; the editor moves the focus itself.
    shouldFocusError: false,
  });

/** The server's field errors, by the names the form gives its fields; those it has no field for are left out. */
export const issuesOfFailure = (
  failure: Failure,
  values: object,
  fieldOfCode: Readonly<Record<string, string>>,
): Issue[] => {
  const field = fieldOfCode[failure.code];
  if (field !== undefined) return [{ path: field, code: failure.code }];
  return failure.errors
    .map(({ pointer }) => fieldOfPointer(pointer))
    .filter((path) => get(values, path.split('.')[0] ?? '') !== undefined)
    .map((path) => ({ path, code: 'refused' }));
};

/** Puts issues beside their fields. */
export const showIssues = <Values extends FieldValues>(
  form: UseFormReturn<Values>,
  issues: readonly Issue[],
): void => {
  for (const { path, code } of issues)
    form.setError(path as FieldPath<Values>, { type: 'server', message: code });
};

/** The first code below an error: a control that holds several fields shows one of theirs. */
export const firstCode = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('message' in error && typeof error.message === 'string') return error.message;
  return Object.entries(error)
    .filter(([key]) => key !== 'ref')
    .map(([, inner]) => firstCode(inner))
    .find((code) => code !== undefined);
};
