const covered = '•••';

/** What guests have written, how they are reached and where they are met: not needed to see why something does not work. */
const hidden: ReadonlySet<string> = new Set([
  'phone',
  'phoneText',
  'answers',
  'note',
  'meetingUrl',
  'receiptUrl',
]);
/** Words that only some places hide: the same name is harmless elsewhere. */
const hiddenIn: Readonly<Record<string, readonly string[]>> = {
  timeline: ['reason'],
  location: ['label', 'value'],
};

const addresses = /([\p{L}\p{N}])[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]*@((?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+)/gu;

const cover = (value: unknown): unknown => {
  if (typeof value === 'string') return value === '' ? '' : covered;
  if (Array.isArray(value)) return value.map(cover);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cover(each)]));
};

/** An answer of the API as a support view shows it: addresses by their first letter and their domain, and nothing that guests have written. */
export const maskPersonal = (value: unknown, place = ''): unknown => {
  if (typeof value === 'string') return value.replace(addresses, '$1…@$2');
  if (Array.isArray(value)) return value.map((each) => maskPersonal(each, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      hidden.has(key) || hiddenIn[place]?.includes(key) === true ? cover(each) : maskPersonal(each, key),
    ]),
  );
};
