import { Button, IconButton, LinkButton, Modal } from '@strapi/design-system';
import { Information } from '@strapi/icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Job } from '../../../shared/contracts/jobs';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { formLink } from '../services/form-link';
import { Directed } from './Directed';
import { JobFacts } from './JobFacts';
import { JobHistory } from './JobHistory';

interface JobDialogProps {
  readonly api: Api;
  readonly job: Job;
}

/** All that is known of a job: what was asked for, what came of it, and what happened to it. */
export const JobDialog = ({ api, job }: JobDialogProps) => {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const { id, label, exporter, request, isOwn } = job;
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <IconButton label={t('details.open', { label })}>
          <Information />
        </IconButton>
      </Modal.Trigger>
      <Modal.Content>
        <Directed>
          <Modal.Header>
            <Modal.Title>{t('details.title', { label })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            {isOpen && (
              <>
                <JobFacts job={job} />
                <JobHistory api={api} id={id} />
              </>
            )}
          </Modal.Body>
          <Modal.Footer>
            <Modal.Close>
              <Button variant="tertiary">{t('close')}</Button>
            </Modal.Close>
            {isOwn && (
              <LinkButton
                tag={Link}
                to={formLink(exporter, request)}
                variant="secondary"
                onClick={() => setOpen(false)}
              >
                {t('details.again')}
              </LinkButton>
            )}
          </Modal.Footer>
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};
