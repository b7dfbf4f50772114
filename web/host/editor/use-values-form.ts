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
  /** Names of the lists that lines are added to, moved in and removed from. */
  lists?: readonly string[];
};

/** Of the errors found below a list those that are shown already; `undefined` without any. */
export const shownAlready = (found: unknown, shown: unknown): unknown => {
  if (!Array.isArray(found) || !Array.isArray(shown)) return undefined;
  const lines = found.map((line: object | undefined, index) => {
    const before: unknown = shown[index];
    const kept = Object.entries(line ?? {}).filter(
      ([field]) => typeof before === 'object' && before !== null && field in before,
    );
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  });
  return lines.some((line) => line !== undefined) ? lines : undefined;
};

/** `shownOf` gives the errors shown at a name. */
const resolverOf =
  <Values extends FieldValues>(
    { issuesOf, tidy, lists = [] }: Rules<Values>,
    shownOf: (name: string) => unknown,
  ): Resolver<Values> =>
  (values, _context, { names = [] }) => {
    const issues = issuesOf(values);
    if (issues.length === 0) return { values: tidy(values), errors: {} };
    const errors: FieldErrors<Values> = {};
    for (const { path, code } of issues) set(errors, path, { type: 'rule', message: code });
    // Asked about a list alone: a line was added, moved or removed, and nobody has been in the fields of a new line yet.
    const [list] = names;
    if (names.length === 1 && list !== undefined && lists.includes(list))
      set(errors, list, shownAlready(get(errors, list), shownOf(list)));
    return { values: {}, errors };
  };

/** A form that holds the API's own shape; controls convert, nothing else does. */
export const useValuesForm = <Values extends FieldValues>(
  values: Values,
  rules: Rules<Values>,
): UseFormReturn<Values> => {
  const form: UseFormReturn<Values> = useForm<Values>({
    defaultValues: values as DefaultValues<Values>,
    resolver: resolverOf(rules, (name) => form.getFieldState(name as FieldPath<Values>).error),
    mode: 'onTouched',
    // Some controls hold several fields; the editor moves the focus itself.
    shouldFocusError: false,
  });
  return form;
};

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
