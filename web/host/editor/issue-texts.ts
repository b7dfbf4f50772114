import { createContext, useContext } from 'react';
import { get, useFormContext } from 'react-hook-form';
import { firstCode } from './use-values-form.ts';

/** How the editor at hand puts the code of an issue into words. */
export const IssueTexts = createContext<(code: string) => string>((code) => code);

/** What is wrong with a field, or with one of those below its name, in the chosen language. */
export const useFieldError = (name: string): string | undefined => {
  const textOf = useContext(IssueTexts);
  const { formState } = useFormContext();
  const code = firstCode(get(formState.errors, name));
  return code === undefined ? undefined : textOf(code);
};
