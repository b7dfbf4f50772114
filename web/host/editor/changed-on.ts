import { hashKey } from '@tanstack/react-query';

/** The newer version with what was changed of the older one, field by field. */
export const changedOn = <Values extends object>(older: Values, typed: Values, newer: Values): Values => {
  const isChanged = (field: string, value: unknown): boolean =>
    hashKey([value]) !== hashKey([older[field as keyof Values]]);
  const changed = Object.entries(typed).filter(([field, value]) => isChanged(field, value));
  return { ...newer, ...Object.fromEntries(changed) };
};
