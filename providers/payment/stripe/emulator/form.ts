import { z } from 'zod';
import { VendorError } from './errors.ts';

type Tree = { [name: string]: Tree | string };

const isDangerous = (name: string): boolean => ['__proto__', 'constructor', 'prototype'].includes(name);

/** `a[b][0]=c` as nested objects; lists are objects whose names are numbers until `asLists`. */
export function parseForm(text: string): Record<string, unknown> {
  const root: Tree = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const [head = '', ...rest] = path.split('[').map((part) => part.replace(/\]$/, ''));
    let node = root;
    const names = [head, ...rest];
    for (const [index, given] of names.entries()) {
      const name = given === '' ? String(Object.keys(node).length) : given;
      if (isDangerous(name)) throw new VendorError(400, 'Invalid parameter.', { code: 'parameter_invalid' });
      if (index === names.length - 1) node[name] = value;
      else {
        const next = node[name];
        const child: Tree = typeof next === 'object' ? next : {};
        node[name] = child;
        node = child;
      }
    }
  }
  return asLists(root) as Record<string, unknown>;
}

function asLists(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const names = Object.keys(node);
  const isList = names.length > 0 && names.every((name, index) => name === String(index));
  if (isList) return Object.values(node).map(asLists);
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, asLists(value)]));
}

export const int = z
  .string()
  .regex(/^-?\d{1,12}$/)
  .transform(Number);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const text = (longest: number) => z.string().min(1).max(longest);
export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((values) => Object.keys(values).length <= 50);
export const expand = z.array(z.string()).max(20).optional();

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('');

/** The parameters as the schema has them, or the vendor's refusal that names the first that is wrong. */
export function readParams<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const param = pathOf([...issue.path, issue.keys[0] ?? '']);
    throw new VendorError(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = pathOf(issue?.path ?? []);
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('undefined');
  throw new VendorError(400, isMissing ? `Missing required param: ${param}.` : `Invalid ${param}`, {
    code: isMissing ? 'parameter_missing' : 'parameter_invalid_string',
    param,
  });
}
