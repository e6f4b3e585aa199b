import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Pencil, Play } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { Preset } from '../../../shared/contracts/presets';
import { FORMATS } from '../../../shared/formats';
import { useDoing } from '../hooks/useDoing';
import { useJobNotices } from '../hooks/useJobNotices';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { formLink } from '../services/form-link';
import { DeleteEntry } from './DeleteEntry';

interface PresetRowProps {
  readonly api: Api;
  readonly preset: Preset;
  reload(): void;
}

/** What keeps it from being run, in the server's words. */
const Problems = ({ problems }: Pick<Preset, 'problems'>) => (
  <>
    {problems.map(({ field, message }) => (
      <Typography key={`${field} ${message}`} tag="p" variant="pi" textColor="danger600">
        <bdi>{message}</bdi>
      </Typography>
    ))}
  </>
);

const Actions = ({ api, preset, reload }: PresetRowProps) => {
  const t = useTranslate();
  const { submitted } = useJobNotices();
  const { isBusy, doing } = useDoing(reload);
  const { id, name, exporter, request, isOwn, problems } = preset;
  return (
    <Flex gap={2} justifyContent="flex-end">
      <LinkButton
        tag={Link}
        to={formLink(exporter, request, id)}
        variant="tertiary"
        startIcon={<Pencil />}
        aria-label={t('presets.open.label', { name })}
      >
        {t('presets.open')}
      </LinkButton>
      <Button
        variant="secondary"
        startIcon={<Play />}
        disabled={isBusy || problems.length > 0}
        aria-label={t('presets.run.label', { name })}
        onClick={() => void doing(async () => submitted(await api.runPreset(id)))}
      >
        {t('presets.run')}
      </Button>
      {isOwn && (
        <DeleteEntry
          label={t('presets.delete', { name })}
          question={t('presets.delete.question', { name })}
          isBusy={isBusy}
          onDelete={() =>
            doing(async () => {
              await api.removePreset(id);
              reload();
            })
          }
        />
      )}
    </Flex>
  );
};

/** One preset. */
export const PresetRow = ({ api, preset, reload }: PresetRowProps) => {
  const t = useTranslate();
  const { name, description, label, request, owner, isOwn, sharedWith, problems } = preset;
  const format = FORMATS.find((one) => one === request.format);
  return (
    <tr data-preset={preset.id}>
      <th scope="row" tabIndex={-1}>
        <Typography tag="p" fontWeight="semiBold" textColor="neutral800">
          <bdi>{name}</bdi>
        </Typography>
        {description !== null && (
          <Typography tag="p" variant="pi" textColor="neutral600">
            <bdi>{description}</bdi>
          </Typography>
        )}
        <Problems problems={problems} />
      </th>
      <td>
        <Typography tag="p">
          <bdi>{label}</bdi>
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {format !== undefined && t(`format.${format}`)}
        </Typography>
      </td>
      <td>
        <Typography tag="p">{isOwn ? t('presets.own') : <bdi>{owner.name}</bdi>}</Typography>
        {sharedWith.length > 0 && (
          <Typography variant="pi" textColor="neutral600">
            {t('presets.shared', { roles: sharedWith.join(', ') })}
          </Typography>
        )}
      </td>
      <td>
        <Actions api={api} preset={preset} reload={reload} />
      </td>
    </tr>
  );
};
