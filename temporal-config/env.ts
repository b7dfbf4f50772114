import { z } from 'zod';

/** How to reach Temporal: a development server, a cluster or Temporal Cloud. */
export const temporalEnv = {
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/i, 'must be host:port, without http://')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[\w.-]+$/, 'must be a name of letters, digits, dots, hyphens and underscores')
    .default('default'),
  TEMPORAL_API_KEY: z.string().default(''),
  TEMPORAL_TLS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
};

export type TemporalConfig = z.output<z.ZodObject<typeof temporalEnv>>;

/** Options of both `Connection.connect` and `NativeConnection.connect`. */
export const connectionOptions = (config: TemporalConfig) => ({
  address: config.TEMPORAL_ADDRESS,
  ...(config.TEMPORAL_TLS || config.TEMPORAL_API_KEY !== '' ? { tls: true as const } : {}),
  ...(config.TEMPORAL_API_KEY === '' ? {} : { apiKey: config.TEMPORAL_API_KEY }),
});
