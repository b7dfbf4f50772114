import { z } from 'zod';
import { line } from '../fields.ts';

export const Question = z
  .object({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,31}$/, { error: 'must be 1-32 lower-case letters, digits or _' })
      .refine((id) => !(id in Object.prototype), { error: 'is a name that every object has' }),
    label: line(200),
    kind: z.enum(['text', 'long_text', 'choice', 'checkbox', 'phone', 'number']),
    required: z.boolean().default(false),
    choices: z.array(line(100)).max(20).optional(),
  })
  .meta({ id: 'Question' });
