/* A route that sends the statements of the slots endpoint and answers with their number of rows: what SQL and HTTP cost alone. */
import { serve } from '@hono/node-server';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Hono } from 'hono';
import { Pool } from 'pg';
import type { Database } from '#db/client.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';

type Statement = { text: string; parameters: unknown[] };

const search = JSON.parse(process.env['SEARCH'] ?? '{}') as {
  username: string;
  slug: string;
  from: string;
  to: string;
  timeZone: string;
};
const recorded: Statement[] = [];
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'] ?? '',
  max: 10,
  options: '-c TimeZone=UTC',
});
const logger = {
  logQuery: (text: string, parameters: unknown[]) => void recorded.push({ text, parameters }),
};
const db: Database = drizzle({ client: pool, casing: 'snake_case', logger });
await findPublicSlots(db, search, search, Date.now());
// The second time, as for every later request: the way from username to tenant is remembered.
recorded.length = 0;
await findPublicSlots(db, search, search, Date.now());
const statements = [...recorded];

const app = new Hono();
app.get('/', async (c) => {
  const client = await pool.connect();
  try {
    let rows = 0;
    for (const { text, parameters } of statements) rows += (await client.query(text, parameters)).rows.length;
    return c.json({ statements: statements.length, rows: rows - 1 });
  } finally {
    client.release();
  }
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT']) });
