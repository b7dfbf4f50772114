import type { ReactElement } from 'react';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Badge } from '#web/host/components/badge.tsx';

export const TenantStateBadge = ({ state }: Pick<OperatorTenant, 'state'>): ReactElement => {
  const { operator: texts } = useMessages();
  return <Badge tone={state === 'active' ? 'good' : 'bad'}>{texts.states[state]}</Badge>;
};
