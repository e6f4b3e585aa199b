import { Typography } from '@strapi/design-system';
import { AUDIT_EVENTS } from '../../../shared/audit-events';
import type { AuditLine } from '../../../shared/contracts/audit';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';

interface LogRowProps {
  readonly line: AuditLine;
}

const Small = ({ children }: { readonly children: string }) => (
  <Typography tag="p" variant="pi" textColor="neutral600">
    <bdi>{children}</bdi>
  </Typography>
);

/** What came of it: rows and bytes, or why not. */
const Result = ({ line: { rows, bytes, code, reason } }: LogRowProps) => {
  const t = useTranslate();
  const { size } = useFormats();
  return (
    <>
      {rows !== null && <Typography tag="p">{t('rows', { count: rows })}</Typography>}
      {bytes !== null && <Small>{size(bytes)}</Small>}
      {code !== null && (
        <Typography tag="p">
          <bdi>{code}</bdi>
        </Typography>
      )}
      {reason !== null && <Small>{reason}</Small>}
    </>
  );
};

/** One line of the log. */
export const LogRow = ({ line }: LogRowProps) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const { at, event, requester, requesterName, exporter, format, jobId, ip, userAgent } = line;
  const known = AUDIT_EVENTS.find((one) => one === event);
  return (
    <tr>
      <th scope="row">{moment(at)}</th>
      <td>{known === undefined ? <bdi>{event}</bdi> : t(`event.${known}`)}</td>
      <td>
        <Typography tag="p">
          <bdi>{requesterName ?? t('log.nobody')}</bdi>
        </Typography>
        {requester !== null && <Small>{requester}</Small>}
      </td>
      <td>
        {exporter !== null && (
          <Typography tag="p">
            <bdi>{format === null ? exporter : `${exporter}, ${format}`}</bdi>
          </Typography>
        )}
        {jobId !== null && <Small>{t('log.job', { id: jobId })}</Small>}
      </td>
      <td>
        <Result line={line} />
      </td>
      <td>
        {ip !== null && (
          <Typography tag="p">
            <bdi>{ip}</bdi>
          </Typography>
        )}
        {userAgent !== null && <Small>{userAgent}</Small>}
      </td>
    </tr>
  );
};
