import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError, redactLine } from './redact.ts';

export type { Logger } from 'pino';

const hidden = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'holdToken',
  'email',
  'phone',
  'guest',
  'answers',
  'note',
];

/** Structured lines on `destination`; secrets and personal data are removed by field name and by pattern. */
export const createLogger = (
  options: { level: string; service: string },
  destination: DestinationStream = process.stdout,
): Logger =>
  pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
      redact: { paths: [...hidden, ...hidden.map((name) => `*.${name}`)], censor: '<redacted>' },
    },
    {
      write: (line: string) => {
        destination.write(redactLine(line));
      },
    },
  );
