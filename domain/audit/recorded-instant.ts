const namesInstant = /^(from|to|since|until)$|At$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The instant (ISO 8601) that the audit log records under `name`, or null where it is none. Services record instants as the API has
 * them or in epoch milliseconds; the name tells them from amounts and from what people typed.
 */
export const recordedInstant = (name: string, value: unknown): string | null => {
  if (!namesInstant.test(name)) return null;
  if (typeof value === 'string')
    return isoInstant.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
  const isMoment = typeof value === 'number' && Number.isInteger(value) && value > 1e11 && value < 1e13;
  return isMoment ? new Date(value).toISOString() : null;
};
