import { z } from 'zod';
import { AppError, type FieldError } from '#domain/errors.ts';
import { fieldMessage } from './field-messages.ts';

/** RFC 6901: `~` and `/` inside a name are escaped. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = schema._zod;
  return 'innerType' in def ? unwrap(def.innerType as z.core.$ZodType) : schema;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofObject = (
  schema: z.core.$ZodObject,
  value: Record<string, unknown>,
  path: readonly PropertyKey[],
): string[] => {
  const { shape, catchall } = schema._zod.def;
  return Object.entries(value).flatMap(([name, part]) => {
    const property = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (property !== undefined) return unknownFields(property, part, [...path, name]);
    return catchall === undefined ? [pointerTo([...path, name])] : [];
  });
};

/** Pointers of the object properties a schema does not know, however deep. */
export const unknownFields = (
  wrapped: z.core.$ZodType,
  value: unknown,
  path: readonly PropertyKey[] = [],
): string[] => {
  const schema = unwrap(wrapped);
  if (schema instanceof z.core.$ZodObject) return isRecord(value) ? ofObject(schema, value, path) : [];
  if (schema instanceof z.core.$ZodArray) {
    const { element } = schema._zod.def;
    return Array.isArray(value)
      ? value.flatMap((item, index) => unknownFields(element, item, [...path, index]))
      : [];
  }
  if (schema instanceof z.core.$ZodUnion) {
    const fitting = schema._zod.def.options.filter((option) => z.safeParse(option, value).success);
    const findings = fitting.map((option) => unknownFields(option, value, path));
    return findings.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }
  return [];
};

const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed();
/** Nothing we take lies deeper; reading on would follow a hostile body until the stack ends. */
const maxDepth = 16;

/** A member of this name is not one for every reader: parsers drop it, or take it for the object's own prototype. */
const prototypeName = '__proto__';

/** What no column can hold: strings with NUL or half of a surrogate pair, and values nested beyond reason. */
const unusable = (value: unknown, path: readonly PropertyKey[] = []): FieldError[] => {
  const broken = (): FieldError => ({
    pointer: pointerTo(path),
    message: 'must not contain broken characters',
  });
  if (typeof value === 'string') return isBroken(value) ? [broken()] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > maxDepth) return [{ pointer: pointerTo(path), message: 'is nested too deeply' }];
  if (Array.isArray(value)) return value.flatMap((item, index) => unusable(item, [...path, index]));
  return Object.entries(value).flatMap(([name, part]) => {
    if (name === prototypeName)
      return [{ pointer: pointerTo([...path, name]), message: 'is not a known field' }];
    return isBroken(name) ? [broken()] : unusable(part, [...path, name]);
  });
};

/** Ids of vendors are far shorter; what an index holds ends at some 2,700 bytes. */
const longestId = 500;

/** Whether columns and their indexes hold every id in what a vendor has sent, as its receiver has read it. */
export const isStorable = (hint: unknown): boolean => {
  if (typeof hint === 'string') return hint.length <= longestId && !isBroken(hint);
  return typeof hint !== 'object' || hint === null || Object.values(hint).every(isStorable);
};

export type Place = 'body' | 'path' | 'query';

const locate = (place: Place, pointer: string): string =>
  place === 'body' ? pointer : `#${place}${pointer}`;

export const refuse = (errors: readonly FieldError[]): AppError =>
  new AppError('invalid_request', 'Some fields are not valid.', { errors });

/** What nothing can have as its id or name leads nowhere, like one that nothing has. */
const nowhere = (errors: readonly FieldError[]): AppError =>
  new AppError('not_found', 'There is nothing at this address.', { errors });

/** Parses one part of a request; throws `invalid_request`, for the path `not_found`, naming every wrong field of it. */
export const parsePart = <Schema extends z.ZodType>(
  place: Place,
  schema: Schema,
  value: unknown,
): z.output<Schema> => {
  const refusal = place === 'path' ? nowhere : refuse;
  const broken = unusable(value);
  if (broken.length > 0)
    throw refusal(broken.map((error) => ({ ...error, pointer: locate(place, error.pointer) })));
  const parsed = schema.safeParse(value, { error: fieldMessage });
  const strangers = place === 'body' ? unknownFields(schema, value) : [];
  const issues = parsed.success ? [] : parsed.error.issues;
  const errors: FieldError[] = [
    ...issues
      // That nothing is left to change follows from the field that is not known.
      .filter(({ path }) => path.length > 0 || strangers.length === 0)
      .map(({ path, message }) => ({ pointer: locate(place, pointerTo(path)), message })),
    ...strangers.map((pointer) => ({ pointer, message: 'is not a known field' })),
  ];
  if (errors.length > 0 || !parsed.success) throw refusal(errors);
  return parsed.data;
};
