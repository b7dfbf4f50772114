import type { AuditEntry } from '#web/api/schemas.ts';

type Fields = AuditEntry['before'];

const has = (fields: Fields, name: string): fields is NonNullable<Fields> =>
  fields !== null && Object.hasOwn(fields, name);

const valueOf = (fields: NonNullable<Fields>, name: string): string =>
  JSON.stringify(fields[name] ?? null).slice(0, 80);

/** Changed fields by their names in the API: what was and what is, as far as either was recorded; long values are cut. */
export const changeText = ({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string =>
  Object.keys({ ...before, ...after })
    .map((name) => {
      const values = [before, after].flatMap((fields) => (has(fields, name) ? [valueOf(fields, name)] : []));
      return `${name}: ${values.join(' → ')}`;
    })
    .join(', ');
