import { Button, Flex, LinkButton, Modal } from '@strapi/design-system';
import { Download, Play } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { SteadyButton } from '../components/SteadyButton';
import { useHolds } from '../hooks/useHolds';
import { formLink } from '../services/form-link';
import { ACCESS } from '../services/permissions';
import { useTranslate } from '../hooks/useTranslate';
import type { Estimate } from '../services/api';
import type { ExportBody } from '../services/request';

interface QuickFooterProps {
  readonly name: string;
  readonly body: ExportBody;
  /** `null` where nothing can be begun. */
  readonly mode: Estimate['mode'] | null;
  readonly isStarting: boolean;
  onBegin(): void;
  onClose(): void;
}

/** The button whose verb says what happens, and the ways out of the dialog. */
export const QuickFooter = ({ name, body, mode, isStarting, onBegin, onClose }: QuickFooterProps) => {
  const t = useTranslate();
  const maySeeExports = useHolds(ACCESS);
  return (
    <Modal.Footer gap={2} wrap="wrap">
      <Button variant="tertiary" onClick={onClose}>
        {t('quick.cancel')}
      </Button>
      <Flex gap={2}>
        {maySeeExports && (
          <LinkButton
            variant="secondary"
            minWidth="max-content"
            tag={Link}
            to={formLink(name, { ...body })}
            onClick={onClose}
          >
            {t('quick.choose-columns')}
          </LinkButton>
        )}
        <SteadyButton
          startIcon={mode === 'background' ? <Play /> : <Download />}
          isOff={mode === null || isStarting}
          aria-busy={isStarting}
          onClick={onBegin}
        >
          {t(mode === 'background' ? 'start.job' : 'start.download')}
        </SteadyButton>
      </Flex>
    </Modal.Footer>
  );
};
