import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SetupError } from '#scripts/report.ts';

export type ProveOptions = { minutes: number; seed: number; guests: number; keep: boolean };

const usage = 'usage: npm run prove -- [--minutes 20] [--seed 1] [--guests 8] [--keep]';

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string' },
        guests: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : '';
    throw new SetupError(`${reason}.\n${usage}`);
  }
};

const numberOf = (name: string, text: string | undefined, standard: number, most: number): number => {
  if (text === undefined) return standard;
  const value = Number(text);
  const fits = value > 0 && value <= most && (name === 'minutes' || Number.isInteger(value));
  if (fits) return value;
  const kind = name === 'minutes' ? 'a number' : 'a whole number';
  throw new SetupError(`--${name} is "${text}"; give ${kind} above 0 and up to ${most}.\n${usage}`);
};

/** What `npm run prove` is asked for; without a seed a random one. Throws a SetupError that ends with the usage. */
export const readOptions = (args: readonly string[]): ProveOptions => {
  const given = parse(args);
  return {
    seed: numberOf('seed', given.seed, randomInt(1, 2 ** 31), 2 ** 31),
    minutes: numberOf('minutes', given.minutes, 20, 1440),
    guests: numberOf('guests', given.guests, 8, 64),
    keep: given.keep,
  };
};
