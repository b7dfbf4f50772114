import type { EmailContent } from '#providers/email/port.ts';
import { cleanLine, cleanName, cleanText } from '../sanitize.ts';
import { emptyWords, type Message, type Texts } from '../texts.ts';
import { describeInstant } from '../when.ts';
import { buttons, type Said, say } from './said.ts';

// What is told of an organisation as a whole: its plan, its domains, its deletion, who looks at it.

export function planLimit(
  { plan, locale, template }: EmailContent,
  message: Message,
  words: Texts,
  tenant: string,
): Said {
  if (plan === undefined) throw new Error(`${template} needs a plan`);
  const allowed = new Intl.NumberFormat(locale).format(plan.allowed);
  return {
    ...say(message, { ...emptyWords, tenant, allowed }),
    facts: [],
    answers: [],
    buttons: buttons([[words.buttons.openUsage, plan.usageUrl]]),
  };
}

export function membersFrozen({ frozen, locale }: EmailContent, words: Texts, tenant: string): Said {
  if (frozen === undefined) throw new Error('members_frozen needs who is frozen');
  const number = new Intl.NumberFormat(locale);
  const title = number.format(frozen.count);
  const names = frozen.names.map((name) => cleanName(name));
  return {
    ...say(words.membersFrozen, { ...emptyWords, tenant, title, allowed: number.format(frozen.allowed) }),
    facts: [
      {
        label: words.labels.frozen,
        value: [...names, ...(frozen.count > names.length ? ['…'] : [])].join(', '),
      },
    ],
    answers: [],
    buttons: buttons([[words.buttons.openMembers, frozen.membersUrl]]),
  };
}

export function ofSubscription(content: EmailContent, message: Message, words: Texts, tenant: string): Said {
  const { subscription, template } = content;
  if (subscription === undefined) throw new Error(`${template} needs a subscription`);
  const { until } = subscription;
  const when = until === null ? '' : describeInstant(until, content);
  return {
    ...say(message, { ...emptyWords, tenant, title: subscription.plan, when }),
    facts: [],
    answers: [],
    buttons: buttons([[words.buttons.openBilling, subscription.billingUrl]]),
  };
}

export function ofDomain(
  { domain, template }: EmailContent,
  message: Message,
  words: Texts,
  tenant: string,
): Said {
  if (domain === undefined) throw new Error(`${template} needs a domain`);
  return {
    ...say(message, { ...emptyWords, tenant, title: cleanLine(domain.name, 253) }),
    facts: [],
    answers: [],
    buttons: buttons([[words.buttons.openDomains, domain.domainsUrl]]),
  };
}

export function ofDeletion(content: EmailContent, message: Message, words: Texts, tenant: string): Said {
  const { deletion, template } = content;
  if (template === 'tenant_deletion_asked' && deletion === undefined)
    throw new Error('tenant_deletion_asked needs a deletion');
  const when = deletion === undefined ? '' : describeInstant(deletion.dueAt, content);
  const reason = cleanText(deletion?.reason ?? '', 300);
  return {
    ...say(message, { ...emptyWords, tenant, when }),
    facts: reason === '' ? [] : [{ label: words.labels.reason, value: reason }],
    answers: [],
    buttons: buttons([[words.buttons.signIn, content.appUrl]]),
  };
}

export function supportView(
  { supportView: about, ...content }: EmailContent,
  words: Texts,
  tenant: string,
): Said {
  if (about === undefined) throw new Error('support_view_entered needs a view');
  const when = describeInstant(about.endsAt, content);
  return {
    ...say(words.supportView, { ...emptyWords, tenant, hosts: cleanLine(about.operator, 254), when }),
    facts: [{ label: words.labels.reason, value: cleanText(about.reason, 300) }],
    answers: [],
    buttons: buttons([[words.buttons.openAudit, about.auditUrl]]),
  };
}

export function tenantOwnership({ appUrl }: EmailContent, words: Texts, tenant: string): Said {
  if (appUrl === undefined) throw new Error('tenant_ownership needs an address');
  return {
    ...say(words.tenantOwnership, { ...emptyWords, tenant }),
    facts: [],
    answers: [],
    buttons: buttons([[words.buttons.signIn, appUrl]]),
  };
}
