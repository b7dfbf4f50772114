import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { ArchiveFile } from '../zip-into.ts';
import { memberFiles } from './member-files.ts';
import { instantText, jsonValue } from './pages.ts';

type Of = { tenantId: string; exportId: string; personId: string; now: number };

/** Fit for the name of a folder on every system. */
const folderName = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40) || 'organisation';

/**
 * Everything that is a person's: who they are, how they sign in, and a folder for each organisation they are an active member
 * of. Of one that they have left there is nothing but that they were there: its guests are not theirs any more.
 */
export async function* personFiles(
  db: Database,
  { tenantId, exportId, personId, now }: Of,
): AsyncGenerator<ArchiveFile> {
  const { person, identity } = await withTenant(db, tenantId, async (tx) => {
    const [row] = await tx.select().from(persons).where(eq(persons.id, personId));
    const { rows } = await tx.execute<{ identity: unknown }>(
      sql`select exported_identity(${exportId}) as identity`,
    );
    return { person: row, identity: rows[0]?.identity ?? null };
  });
  if (person === undefined) throw new Error('an export has a person');
  const memberships = await withRoutingKey(db, personId, (tx) =>
    tx
      .select({ tenantId: members.tenantId, memberId: members.id, isActive: members.isActive })
      .from(members)
      .where(eq(members.personId, personId))
      .orderBy(asc(members.id)),
  );
  const { name, email, locale, timeZone, clock, weekStart, createdAt } = person;
  const names = new Map<string, string>();
  for (const membership of memberships) {
    const [tenant] = await withTenant(db, membership.tenantId, (tx) =>
      tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, membership.tenantId)),
    );
    names.set(membership.tenantId, tenant?.name ?? '');
  }
  yield {
    path: 'profile.json',
    parts: jsonValue({
      name,
      email,
      locale,
      timeZone,
      clock,
      weekStart,
      createdAt: instantText(createdAt),
      organisations: memberships.map((each) => ({
        name: names.get(each.tenantId),
        isActive: each.isActive,
      })),
    }),
  };
  yield { path: 'sign-in.json', parts: jsonValue(identity) };
  for (const [index, membership] of memberships.entries()) {
    if (!membership.isActive) continue;
    const folder = `organisations/${index + 1}-${folderName(names.get(membership.tenantId) ?? '')}`;
    yield* memberFiles(db, { ...membership, name, email, locale }, { folder, now });
  }
}
