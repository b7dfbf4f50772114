import type { AuditEntry } from '#web/api/schemas.ts';

type Fields = AuditEntry['before'];

const has = (fields: Fields, name: string): fields is NonNullable<Fields> =>
  fields !== null && Object.hasOwn(fields, name);

const namesInstant = /^(from|to|since|until)$|At$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Services record an instant as the API has it or in epoch milliseconds; its name tells it from amounts and from what people typed. */
const instantIn = (name: string, value: unknown): string | null => {
  if (!namesInstant.test(name)) return null;
  if (typeof value === 'string')
    return isoInstant.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
  const isMoment = typeof value === 'number' && Number.isInteger(value) && value > 1e11 && value < 1e13;
  return isMoment ? new Date(value).toISOString() : null;
};

/**
 * Changed fields by their names in the API: what was and what is, as far as either was recorded; long values are cut, and instants
 * are written by `dateTime`.
 */
export const changeText = (
  { before, after }: Pick<AuditEntry, 'before' | 'after'>,
  dateTime: (instant: string) => string,
): string => {
  const valueOf = (fields: NonNullable<Fields>, name: string): string => {
    const value = fields[name] ?? null;
    const instant = instantIn(name, value);
    return instant === null ? JSON.stringify(value).slice(0, 80) : dateTime(instant);
  };
  return Object.keys({ ...before, ...after })
    .map((name) => {
      const values = [before, after].flatMap((fields) => (has(fields, name) ? [valueOf(fields, name)] : []));
      return `${name}: ${values.join(' → ')}`;
    })
    .join(', ');
};
