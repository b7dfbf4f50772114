import { Client, escapeLiteral } from 'pg';

/** A statement as it went to Postgres. */
export type MadeStatement = { statement: string; parameters: readonly unknown[] };

type Node = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
};

/** How many rows of a table the list among the statements of one request looks at, with those it throws away, by what Postgres counted. */
export const rowsLookedAt = async (
  appUrl: string,
  made: readonly MadeStatement[],
  table: string,
): Promise<number> => {
  const opening = made.find(({ statement }) => statement.startsWith('begin'));
  const list = made.find(({ statement }) => statement.includes('order by'));
  if (opening === undefined || list === undefined) throw new Error('no list was asked for');
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  await client.query(opening.statement);
  await client.query(`prepare list as ${list.statement}`);
  const values = list.parameters.map((value) => escapeLiteral(String(value)));
  const explain = () => client.query(`explain (analyze, format json) execute list(${values.join(', ')})`);
  // Postgres plans the first five with their values, and from then on may plan once for the average tenant.
  for (let times = 0; times < 5; times += 1) await explain();
  const { rows } = await explain();
  await client.end();
  const sum = (node: Node): number =>
    (node['Relation Name'] === table
      ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      : 0) + (node.Plans ?? []).reduce((total, plan) => total + sum(plan), 0);
  const [
    {
      'QUERY PLAN': [{ Plan: plan }],
    },
  ] = rows as [{ 'QUERY PLAN': [{ Plan: Node }] }];
  return sum(plan);
};
