const formatters = new Map<string, Intl.DateTimeFormat>();

/** One formatter for each language and choice of parts: making one costs more than a hundred uses. */
export const formatter = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const created = new Intl.DateTimeFormat(tag, options);
  if (formatters.size > 500) formatters.clear();
  formatters.set(key, created);
  return created;
};

/** Node and browsers differ in the kind of space between the parts, and a hydrated page must read the same on both. */
export const plain = (text: string): string => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
