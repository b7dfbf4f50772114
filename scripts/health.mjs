// Health check of the API's container, which has no other program that could ask.
const port = process.env.PORT ?? '3000';
const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
  signal: AbortSignal.timeout(4000),
}).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
