import { Box, Flex, Status, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { Link } from 'react-router-dom';
import { Directed } from '../components/Directed';
import { JOB_VARIANTS } from '../components/JobState';
import { Table } from '../components/Table';
import { useApi } from '../hooks/useApi';
import { useFormats } from '../hooks/useFormats';
import { useJobs } from '../hooks/useJobs';
import { useTranslate } from '../hooks/useTranslate';
import { EXPORTS_PAGE } from '../services/form-link';

/** So many as Strapi's own widgets show. */
const SHOWN = 4;

/** The newest exports of whoever has signed in, on the panel's home page. */
export const MyExports = () => {
  const t = useTranslate();
  const { moment } = useFormats();
  const { list, problem } = useJobs(useApi(), 1);
  if (list === null) return problem === null ? <Widget.Loading /> : <Widget.Error />;
  if (list.data.length === 0) return <Widget.NoData>{t('widget.none')}</Widget.NoData>;
  return (
    <Directed>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Box overflow="auto">
          <Table
            hasActions={false}
            columns={[t('jobs.column.content'), t('jobs.column.state'), t('jobs.column.created')]}
          >
            {list.data.slice(0, SHOWN).map(({ id, label, format, status, createdAt }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{`${label}, ${t(`format.${format}`)}`}</bdi>
                </th>
                <td>
                  <Status variant={JOB_VARIANTS[status]} size="XS">
                    <Typography tag="span" variant="pi" fontWeight="bold">
                      {t(`status.${status}`)}
                    </Typography>
                  </Status>
                </td>
                <td>{moment(createdAt)}</td>
              </tr>
            ))}
          </Table>
        </Box>
        <Typography tag={Link} to={EXPORTS_PAGE} variant="pi" fontWeight="bold" textColor="primary600">
          {t('widget.all')}
        </Typography>
      </Flex>
    </Directed>
  );
};
