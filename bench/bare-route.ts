/* A route that sends the statements of the slots endpoint and answers with their number of rows: what SQL and HTTP cost alone. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Pool } from 'pg';
import { openDatabase } from '#db/client.ts';
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
const url = process.env['DATABASE_URL'] ?? '';
// What the slots endpoint sends, noted with its values on the way to the driver.
const db = openDatabase(url, {
  poolSize: 1,
  onStatement: (text, parameters) => void recorded.push({ text, parameters: [...parameters] }),
});
const pool = new Pool({ connectionString: url, max: 10, options: '-c TimeZone=UTC' });
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
    // What opens a transaction is two statements in one and has two results.
    for (const { text, parameters } of statements)
      for (const result of [await client.query(text, parameters)].flat()) rows += result.rows.length;
    return c.json({ statements: statements.length, rows: rows - 1 });
  } finally {
    client.release();
  }
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT']) });
