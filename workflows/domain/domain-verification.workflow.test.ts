import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { domains } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { proofName, proofText } from '#domain/domain/types.ts';
import { createDns } from '#providers/dns/resolver.ts';
import { type NameServer, startNameServer } from '#scripts/testing/name-server.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import { addDomain } from '#services/domain/add-domain.ts';
import { removeDomain } from '#services/domain/check-domain.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

const sites = { publicUrl: 'http://everslot.test', tenantDomain: '' };
let lab: Lab;
let names: NameServer;
let name: string;
beforeEach(async () => {
  names = await startNameServer();
  name = `book-${randomUUID()}.example.com`;
  lab = await openLab({
    dns: createDns({ servers: [names.address], timeoutMs: 200 }),
    publicUrl: sites.publicUrl,
  });
});
afterEach(async () => {
  await lab.close();
  await names.close();
});

const add = async () => {
  const made = await addDomain(await contextOf(lab, ownerOf(lab.tenant)), { name, sites });
  await lab.called();
  return made;
};
const setRecords = (proof: { name: string; value: string }): void => {
  names.set(proof.name, { TXT: ['v=spf1 -all', proof.value] });
  names.set(name, { CNAME: 'everslot.test' });
};
const rowOf = async (id: string) =>
  (
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(domains)
        .where(and(eq(domains.tenantId, lab.tenant.tenantId), eq(domains.id, id))),
    )
  )[0];
const told = () => lab.sent.map(({ content }) => content.subject.split(' ')[0]);
/** Lets the workflow server's time pass. */
const pass = (text: Parameters<Lab['env']['sleep']>[0]) => lab.env.sleep(text);

describe('a domain of an organisation', () => {
  test('is verified once its records are found, and the admins are told', async () => {
    const { id, proof } = await add();
    expect(proof).toMatchObject({ name: proofName(name) });
    await pass('30 seconds');
    expect(await rowOf(id)).toMatchObject({ state: 'pending', finding: 'proof_missing' });
    names.set(proof.name, { TXT: [proof.value] });
    await pass('2 minutes');
    expect(await rowOf(id)).toMatchObject({ state: 'pending', finding: 'points_elsewhere' });
    setRecords(proof);
    await pass('2 minutes');
    expect(await rowOf(id)).toMatchObject({ state: 'verified', finding: null });
    await pass('1 minute');
    expect(told()).toEqual(['domain_verified']);
  });

  test('whose records go is told of at once, and released after three days', async () => {
    const { id, proof } = await add();
    setRecords(proof);
    await pass('3 minutes');
    names.set(name, { CNAME: 'elsewhere.test' });
    await pass('1 day');
    expect(await rowOf(id)).toMatchObject({ state: 'failing', finding: 'points_elsewhere' });
    await pass('4 days');
    await lab.ended(`domain/${id}`);
    expect(await rowOf(id)).toMatchObject({ state: 'released' });
    await pass('1 minute');
    expect(told()).toEqual(['domain_verified', 'domain_failing', 'domain_released']);
    await keepHistory(lab, `domain/${id}`, 'domain-verification-released');
  });

  test('is kept while nobody answers for it', async () => {
    const { id, proof } = await add();
    setRecords(proof);
    await pass('3 minutes');
    names.silence(true);
    await pass('30 hours');
    expect(await rowOf(id)).toMatchObject({ state: 'verified', finding: 'unanswered' });
    names.silence(false);
    await pass('2 hours');
    expect(await rowOf(id)).toMatchObject({ state: 'verified', finding: null });
    expect(told()).toEqual(['domain_verified']);
  });

  test('that is never proved is given up after a week, with a mail', async () => {
    const { id } = await add();
    names.set(proofName(name), { TXT: [proofText('of somebody else')] });
    await pass('8 days');
    await lab.ended(`domain/${id}`);
    expect(await rowOf(id)).toMatchObject({ state: 'given_up', finding: 'proof_missing' });
    await pass('1 minute');
    expect(told()).toEqual(['domain_given_up']);
  });

  test('that is removed is followed no more', async () => {
    const { id } = await add();
    await lab.called();
    await removeDomain(await contextOf(lab, ownerOf(lab.tenant)), { domainId: id });
    await lab.called();
    await lab.ended(`domain/${id}`);
    expect(await rowOf(id)).toBeUndefined();
  });
});
