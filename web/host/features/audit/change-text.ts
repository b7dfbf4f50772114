import { recordedInstant } from '#domain/audit/recorded-instant.ts';
import type { AuditEntry } from '#web/api/schemas.ts';

type Fields = AuditEntry['before'];

const has = (fields: Fields, name: string): fields is NonNullable<Fields> =>
  fields !== null && Object.hasOwn(fields, name);

/**
 * Changed fields by their names in the API: what was and what is, as far as either was recorded; long values are cut, and instants
 * are written by `dateTime`.
 */
export const changeText = (
  { before, after }: Pick<AuditEntry, 'before' | 'after'>,
  dateTime: (instant: string) => string,
): string => {
  const withDates = (name: string, value: unknown): unknown => {
    const instant = recordedInstant(name, value);
    return instant === null ? value : dateTime(instant);
  };
  const valueOf = (fields: NonNullable<Fields>, name: string): string => {
    const value = fields[name] ?? null;
    const instant = recordedInstant(name, value);
    return instant === null ? JSON.stringify(value, withDates).slice(0, 80) : dateTime(instant);
  };
  return Object.keys({ ...before, ...after })
    .map((name) => {
      const values = [before, after].flatMap((fields) => (has(fields, name) ? [valueOf(fields, name)] : []));
      return `${name}: ${values.join(' → ')}`;
    })
    .join(', ');
};
