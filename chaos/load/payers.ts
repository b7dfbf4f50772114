import { setTimeout as delay } from 'node:timers/promises';
import { send, textAt } from '../http.ts';
import type { Random } from '../random.ts';
import { actOnPage } from '../till.ts';

export type Payer = {
  /** Each request goes to one of them. */
  baseUrls: readonly string[];
  random: Random;
  /** Some never pay, and some as late as they can. */
  forgets: boolean;
};

const mostTries = 12;

const post = (payer: Payer, token: string, what: string) =>
  send(payer.random.pick(payer.baseUrls), {
    method: 'POST',
    path: `/api/v1/public/bookings/${token}/${what}`,
    timeoutMs: 20_000,
  });

/** Where it is paid; null when there is nothing to pay any more, or nobody answers. */
async function pageOf(payer: Payer, token: string): Promise<string | null> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await post(payer, token, 'checkout');
    if (answer.kind === 'answer') {
      if (answer.status === 200) return textAt(answer.body, 'url') ?? null;
      if (answer.status < 500 && answer.status !== 429) return null;
    }
    await delay(500 + payer.random.below(1_500));
  }
  return null;
}

type Way = (payer: Payer, token: string, stop: AbortSignal) => Promise<void>;

const comeBack: Way = async (payer, token) => {
  await post(payer, token, 'payment/check');
};

const quickly: Way = async (payer, token, stop) => {
  const page = await pageOf(payer, token);
  if (page === null) return;
  await delay(payer.random.below(1_000));
  if (await actOnPage(page, 'pay')) await comeBack(payer, token, stop);
};

/** The page is closed after paying: nobody comes back from it. */
const away: Way = async (payer, token) => {
  const page = await pageOf(payer, token);
  if (page !== null) await actOnPage(page, 'away');
};

/** Around the moment at which the time to pay is over. */
const late: Way = async (payer, token, stop) => {
  const page = await pageOf(payer, token);
  if (page === null) return;
  await delay(52_000 + payer.random.below(14_000), undefined, { signal: stop }).catch(() => undefined);
  await actOnPage(page, 'pay');
};

const inTwoTabs: Way = async (payer, token, stop) => {
  const pages = await Promise.all([pageOf(payer, token), pageOf(payer, token)]);
  await Promise.all(pages.flatMap((page) => (page === null ? [] : [actOnPage(page, 'pay')])));
  await comeBack(payer, token, stop);
};

const afterADecline: Way = async (payer, token, stop) => {
  const page = await pageOf(payer, token);
  if (page === null) return;
  await actOnPage(page, 'decline');
  await actOnPage(page, 'back');
  await delay(payer.random.below(2_000));
  await quickly(payer, token, stop);
};

const never: Way = async (payer, token) => {
  await pageOf(payer, token);
};

/** What guests do who are to pay; done once they have, or have given up. */
export async function payFor(payer: Payer, token: string, stop: AbortSignal): Promise<void> {
  const often = [quickly, quickly, quickly, away, inTwoTabs, afterADecline];
  const way = payer.random.pick(payer.forgets ? [...often, late, late, never] : often);
  await way(payer, token, stop);
}
