import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useFeature } from '#web/host/app/feature.tsx';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats, useFormats } from '#web/host/app/use-formats.ts';
import { buttonClass } from '#web/host/components/button.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import {
  type AuditFilters,
  auditFileHref,
  auditLogQuery,
  installationLogQuery,
} from '#web/host/queries/audit.ts';
import { AuditLog, useAuditFilters } from './audit-log.tsx';

const FileLink = ({ path, filters }: { path: string; filters: AuditFilters }): ReactElement => {
  const { audit: texts } = useMessages();
  return (
    <a className={buttonClass()} download href={auditFileHref(path, filters)}>
      <Icon name="download" />
      {texts.export}
    </a>
  );
};

const useTenantLog = (filters: AuditFilters) => useInfiniteQuery(auditLogQuery(filters));
const useInstallationLog = (filters: AuditFilters) => useInfiniteQuery(installationLogQuery(filters));

/** For the admins of an organisation: what was done in it. */
export const AuditPage = (): ReactElement => {
  const { audit: texts } = useMessages();
  const [filters, setFilters] = useAuditFilters();
  const formats = useFormats();
  const hasFiles = useFeature('csv_exports');
  return (
    <>
      <PageHeader
        actions={hasFiles && <FileLink filters={filters} path="/audit-log" />}
        lead={texts.lead}
        title={texts.title}
      />
      <AuditLog filters={filters} formats={formats} onChange={setFilters} useList={useTenantLog} />
    </>
  );
};

/** For operators: what was done in the whole installation. */
export const InstallationAuditPage = (): ReactElement => {
  const { audit: texts } = useMessages();
  const [filters, setFilters] = useAuditFilters();
  const formats = useDeviceFormats();
  return (
    <>
      <PageHeader
        actions={<FileLink filters={filters} path="/operator/audit-log" />}
        lead={texts.installationLead}
        title={texts.title}
      />
      <AuditLog filters={filters} formats={formats} onChange={setFilters} useList={useInstallationLog} />
    </>
  );
};
