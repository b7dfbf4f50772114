import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { toast } from 'sonner';
import type { ConnectedSignIn } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import {
  connectedQuery,
  connectSignIn,
  disconnectSignIn,
  type IdentityVendor,
} from '#web/host/queries/account/registration.ts';
import { textOf } from '#web/ui/text-of.ts';

const route = getRouteApi('/member/security');

const useVendorName = (): ((vendor: string) => string) => {
  const { signInVendors } = useMessages().integrations;
  return (vendor) => textOf(signInVendors, vendor, vendor);
};

/** What came of going to the provider, said once: the address forgets it at once. */
const ResultNote = (): ReactElement | null => {
  const messages = useMessages();
  const nameOf = useVendorName();
  const navigate = route.useNavigate();
  const { connected, error } = route.useSearch();
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    if (connected === undefined && error === undefined) return;
    if (connected !== undefined) toast.success(messages.security.connected.done(nameOf(connected)));
    setFailed(error);
    void navigate({ search: {}, replace: true });
  }, [connected, error, messages, nameOf, navigate]);
  if (failed === undefined) return null;
  return (
    <Note icon="alert" role="alert" tone="bad">
      {textOf(messages.registration.vendor.errors, failed, messages.problems.internal)}
    </Note>
  );
};

const DisconnectDialog = ({
  vendor,
  onClose,
}: {
  vendor: IdentityVendor;
  onClose: () => void;
}): ReactElement => {
  const { connected: texts } = useMessages().security;
  const name = useVendorName()(vendor);
  const queryClient = useQueryClient();
  const disconnect = useMutationOnce({
    mutationFn: () => disconnectSignIn(vendor),
    onSuccess: async () => {
      onClose();
      toast.success(texts.disconnected(name));
      await queryClient.invalidateQueries({ queryKey: connectedQuery.queryKey });
    },
    retry: false,
  });
  return (
    <ConfirmDialog
      body={texts.disconnectBody(name)}
      busy={disconnect.isPending}
      confirm={texts.disconnect}
      error={disconnect.error}
      onConfirm={() => disconnect.mutate()}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.disconnectTitle(name)}
    />
  );
};

const Row = ({ row, onDisconnect }: { row: ConnectedSignIn; onDisconnect: () => void }): ReactElement => {
  const { connected: texts } = useMessages().security;
  const formats = useFormats();
  const name = useVendorName()(row.vendor);
  const showProblem = useProblemToast();
  const connect = useMutationOnce({
    mutationFn: () => connectSignIn(row.vendor),
    onSuccess: ({ url }) => location.assign(url),
    onError: showProblem,
    retry: false,
  });
  const { account } = row;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">
          {name}
          {account !== null && ` · ${account.label}`}
        </p>
        <p className="text-sm text-soft">
          {account === null
            ? texts.none(name)
            : `${texts.since(formats.dateTime(account.connectedAt))} · ${
                account.lastUsedAt === null ? texts.unused : texts.used(formats.dateTime(account.lastUsedAt))
              }`}
        </p>
      </div>
      {account === null ? (
        <Button busy={connect.isPending} icon="plug" onClick={() => connect.mutate()} size="small">
          {texts.connect(name)}
        </Button>
      ) : account.isLastWayIn ? (
        <p className="text-sm text-soft">{texts.lastWayIn(name)}</p>
      ) : (
        <Button aria-label={texts.disconnectLabel(name)} onClick={onDisconnect} size="small">
          {texts.disconnect}
        </Button>
      )}
    </li>
  );
};

/** The accounts at providers with which the host signs in. */
export const ConnectedSection = (): ReactElement => {
  const { connected: texts } = useMessages().security;
  const list = useQuery(connectedQuery);
  const [leaving, setLeaving] = useState<IdentityVendor | null>(null);
  const rows = list.data?.items ?? [];
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        <ResultNote />
        {list.isPending && <Skeleton rows={1} />}
        {list.isError && list.data === undefined && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && rows.length === 0 && <p>{texts.empty}</p>}
        {rows.length > 0 && (
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.vendor} onDisconnect={() => setLeaving(row.vendor)} row={row} />
            ))}
          </ul>
        )}
        {leaving !== null && <DisconnectDialog onClose={() => setLeaving(null)} vendor={leaving} />}
      </Section>
    </Card>
  );
};
