import type { ReactElement, ReactNode } from 'react';
import type { PaymentDetail } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { CopyButton } from '#web/host/components/copy-button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { textOf } from '#web/ui/text-of.ts';
import { evidenceText, historyLine, mailLine } from './evidence.ts';
import { GivenBackButton } from './given-back-button.tsx';
import { isDisputed, toneOfDispute, toneOfRefund, useMoney } from './money.ts';

type Props = { payment: PaymentDetail };

/** What went back, what is to, and who decided so. */
export const RefundsSection = ({ payment }: Props): ReactElement => {
  const { bookings, payments } = useMessages();
  const { refunds: texts } = payments;
  const formats = useFormats();
  const money = useMoney(payment.currency);
  const may = useMay();
  return (
    <Section title={texts.title}>
      {payment.refunds.length === 0 && <p className="text-soft">{texts.none}</p>}
      <ul className="grid gap-4">
        {payment.refunds.map((refund) => (
          <li className="grid gap-1" key={refund.id}>
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold tabular-nums">{money(refund.amountMinor)}</span>
              <Badge tone={toneOfRefund[refund.state]}>{texts.states[refund.state]}</Badge>
            </p>
            <p className="text-sm text-soft">
              {texts.reasons[refund.reason]}
              {refund.askedBy !== null && ` · ${refund.askedBy.name ?? texts.former}`} ·{' '}
              <time dateTime={refund.at}>{formats.dateTime(refund.at)}</time>
            </p>
            {refund.note !== null && (
              <p className="text-sm wrap-anywhere whitespace-pre-line">{refund.note}</p>
            )}
            {refund.failure !== null && (
              <p className="text-sm text-warn-ink">
                {textOf(bookings.sync.failures, refund.failure, bookings.sync.failures['unknown'] ?? '')}
              </p>
            )}
            {refund.state === 'owed' && payment.mode === null && (
              <>
                <Note icon="alert" tone="warn">
                  {payments.outside.toGiveBack(money(refund.amountMinor))}
                </Note>
                {may('payments.write') && (
                  <p>
                    <GivenBackButton paymentId={payment.id} refundId={refund.id} />
                  </p>
                )}
              </>
            )}
            {refund.state === 'failed' && (
              <Note icon="alert" tone="warn">
                {texts.failedHint}
              </Note>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

export const DisputesSection = ({ payment }: Props): ReactElement | null => {
  const { disputes: texts } = useMessages().payments;
  const formats = useFormats();
  const money = useMoney(payment.currency);
  if (payment.disputes.length === 0) return null;
  return (
    <Section hint={isDisputed(payment) ? texts.hint : undefined} title={texts.title}>
      <ul className="grid gap-4">
        {payment.disputes.map((dispute, index) => (
          <li className="grid gap-1" key={`${index}-${dispute.reason}`}>
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold tabular-nums">{money(dispute.amountMinor)}</span>
              <Badge tone={toneOfDispute[dispute.state]}>{texts.states[dispute.state]}</Badge>
            </p>
            <p className="text-sm text-soft">{texts.reason(dispute.reason)}</p>
            {dispute.state === 'open' && dispute.respondBy !== null && (
              <p className="text-sm font-medium">{texts.respondBy(formats.dateTime(dispute.respondBy))}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Every movement of the money. */
export const LedgerSection = ({ payment }: Props): ReactElement => {
  const { ledger: texts } = useMessages().payments;
  const formats = useFormats();
  const money = useMoney(payment.currency);
  return (
    <Section hint={texts.hint} title={texts.title}>
      {payment.ledger.length === 0 ? (
        <p className="text-soft">{texts.none}</p>
      ) : (
        <ol className="divide-y divide-line">
          {payment.ledger.map((line) => (
            <li
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2 first:pt-0"
              key={line.sequence}
            >
              <span className="font-medium">{texts.kinds[line.kind]}</span>
              <span className="tabular-nums">{money(line.amountMinor)}</span>
              <span className="w-full text-sm wrap-anywhere text-soft">
                <time dateTime={line.at}>{formats.dateTime(line.at)}</time> ·{' '}
                <span className="font-mono text-xs">{line.externalId}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
};

const Fact = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <div className="min-w-0">
    <h3 className="text-sm font-medium text-soft">{title}</h3>
    {children}
  </div>
);

const Lines = ({ lines, none }: { lines: readonly string[]; none: string }): ReactElement =>
  lines.length === 0 ? (
    <p>{none}</p>
  ) : (
    <ul className="grid gap-1 text-sm wrap-anywhere">
      {lines.map((line, index) => (
        <li key={`${index}-${line}`}>{line}</li>
      ))}
    </ul>
  );

/** What can be said in a dispute, to be copied as a whole. */
export const EvidenceSection = ({ payment }: Props): ReactElement => {
  const { messages } = useLanguage();
  const { evidence: texts } = messages.payments;
  const formats = useFormats();
  const { terms, attendance, bookedFrom, mails, timeline } = payment.evidence;
  return (
    <Section hint={texts.hint} title={texts.title}>
      <div className="justify-self-start">
        <CopyButton label={texts.copy} text={evidenceText(payment, messages, formats)} />
      </div>
      <Fact title={texts.terms}>
        <p className="whitespace-pre-line">{terms?.text ?? texts.none}</p>
        {terms !== null && (
          <p className="text-sm text-soft">
            {texts.agreed(formats.dateTime(terms.agreedAt), terms.linkVersion)}
          </p>
        )}
      </Fact>
      <Fact title={texts.attendance}>
        <p>{attendance === null ? texts.notYet : texts.attendances[attendance]}</p>
      </Fact>
      <Fact title={texts.from}>
        <p>{bookedFrom ?? texts.none}</p>
      </Fact>
      <Fact title={texts.e_mails}>
        <Lines lines={mails.map((mail) => mailLine(mail, messages, formats))} none={texts.none} />
      </Fact>
      <Fact title={texts.history}>
        <Lines lines={timeline.map((entry) => historyLine(entry, messages, formats))} none={texts.none} />
      </Fact>
    </Section>
  );
};

/** The sections of a payment on one card. */
export const PaymentSections = ({ payment }: Props): ReactElement => (
  <Card>
    <RefundsSection payment={payment} />
    <DisputesSection payment={payment} />
    <LedgerSection payment={payment} />
    <EvidenceSection payment={payment} />
  </Card>
);
