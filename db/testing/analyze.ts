import { Client, escapeIdentifier } from 'pg';

/** What Postgres does by itself a minute after many rows of a table have changed; only their owner may ask for it. */
export const analyze = async (ownerUrl: string, table: string): Promise<void> => {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`analyze ${escapeIdentifier(table)}`);
  await owner.end();
};
