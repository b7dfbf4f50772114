import { and, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { calendars, pushChannels } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { tenants } from '#db/schema/tenant.ts';
import { behindAfterMs } from '#domain/sync/timing.ts';
import type { BacklogKind } from '#domain/vendor-health/backlog.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import type { OldestPlace } from '#services/oldest-first.ts';

export type BacklogRow = {
  kind: BacklogKind;
  id: string;
  vendor: IntegrationVendor;
  tenantId: string;
  tenantName: string;
  since: string;
};

export type BacklogFilter = { kind?: BacklogKind | undefined; vendor?: IntegrationVendor | undefined };

/** Where one kind stands; an index of its own leads to what may be behind and to little else. */
type Source = { from: SQL; id: SQL; since: SQL; waits: SQL };

const hourMs = 3_600_000;
/** Channels are renewed this long before they end, or at half their time (`renewChannelAt`); half of that again may pass. */
const mostMargin = sql`interval '24 hours'`;

/** The account of a calendar that is read; one whose account has to be connected again waits for that alone. */
const readAccount = sql`join ${integrations} i on i.tenant_id = c.tenant_id and i.id = c.integration_id
  and i.status = 'connected'`;
const isRead = sql`(c.is_conflict_calendar or c.is_target)`;

const sources = (now: number): Record<BacklogKind, Source> => {
  const margin = sql`least(${mostMargin}, (p.expires_at - p.created_at) / 2)`;
  const synced = sql`coalesce(c.last_synced_at, c.created_at)`;
  return {
    account: {
      from: sql`${integrations} i`,
      id: sql`i.id`,
      since: sql`i.lost_at`,
      waits: sql`i.status = 'needs_reconnection' and i.lost_at is not null`,
    },
    channel: {
      from: sql`${pushChannels} p join ${calendars} c on c.tenant_id = p.tenant_id and c.id = p.calendar_id ${readAccount}`,
      id: sql`p.id`,
      since: sql`(p.expires_at - ${margin})`,
      waits: sql`${isRead} and p.state = 'open' and p.expires_at < ${timestampAt(now + 12 * hourMs)}
        and p.expires_at - ${margin} / 2 < ${timestampAt(now)}
        and not exists (select from ${pushChannels} n where n.tenant_id = p.tenant_id and n.calendar_id = p.calendar_id
          and n.state = 'open' and n.expires_at > p.expires_at)`,
    },
    calendar: {
      from: sql`${calendars} c ${readAccount}`,
      id: sql`c.id`,
      since: synced,
      waits: sql`${isRead} and ${synced} < ${timestampAt(now - behindAfterMs)}`,
    },
  };
};

const partsOf = (
  filter: BacklogFilter,
  now: number,
  rest: (source: Source) => { where?: SQL; end?: SQL } = () => ({}),
) => {
  const all = sources(now);
  const kinds = filter.kind === undefined ? (Object.keys(all) as BacklogKind[]) : [filter.kind];
  return kinds.map((kind) => {
    const source = all[kind];
    const { where, end = sql`` } = rest(source);
    const ofVendor = filter.vendor === undefined ? undefined : sql`i.vendor = ${filter.vendor}`;
    return sql`(select ${sql.raw(`'${kind}'`)} as kind, ${source.id} as id, i.vendor, i.tenant_id, ${source.since} as since
      from ${source.from} where ${and(source.waits, ofVendor, where)} ${end})`;
  });
};

export type BacklogPage = { now: number; limit: number; after: OldestPlace | null };

/** The statement that finds a page of what waits, the longest first, over all tenants. */
export const backlogQuery = (filter: BacklogFilter, { now, limit, after }: BacklogPage): SQL => {
  const parts = partsOf(filter, now, ({ since, id }) => ({
    ...(after === null ? {} : { where: sql`(${since}, ${id}) > (${timestampAt(after.since)}, ${after.id})` }),
    end: sql`order by ${since}, ${id} limit ${limit}`,
  }));
  return sql`
    with item as (
      select * from (${sql.join(parts, sql` union all `)}) each_kind order by since, id limit ${limit})
    select i.kind, i.id, i.vendor, i.tenant_id as "tenantId", t.name as "tenantName", i.since
    from item i join ${tenants} t on t.id = i.tenant_id
    order by i.since, i.id`;
};

export const findBacklog = async (
  tx: Transaction,
  filter: BacklogFilter,
  page: BacklogPage,
): Promise<BacklogRow[]> => (await tx.execute<BacklogRow>(backlogQuery(filter, page))).rows;

export type BacklogFigure = Pick<BacklogRow, 'kind' | 'vendor' | 'since'> & { count: number };

/** The statement that counts it by what it is and at which vendor. */
export const backlogFiguresQuery = (now: number): SQL => sql`
  with item as (${sql.join(partsOf({}, now), sql` union all `)})
  select kind, vendor, count(*)::int as count, min(since) as since from item
  group by kind, vendor order by kind, vendor`;

export const countBacklog = async (tx: Transaction, now: number): Promise<BacklogFigure[]> =>
  (await tx.execute<BacklogFigure>(backlogFiguresQuery(now))).rows;
