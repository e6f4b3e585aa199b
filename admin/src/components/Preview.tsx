import { Box, TextButton, Typography } from '@strapi/design-system';
import { ChevronDown } from '@strapi/icons';
import { useId, useState } from 'react';
import { useAnswer } from '../hooks/useAnswer';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import type { ExportBody } from '../services/request';
import { Busy } from './Busy';
import { ClosedArrow } from './ClosedArrow';
import { PreviewTable } from './PreviewTable';
import { ProblemMessage } from './ProblemMessage';

interface PreviewProps {
  readonly api: Api;
  readonly name: string;
  /** `null` while the form has a gap. */
  readonly body: ExportBody | null;
  /** How many columns were chosen, of which some may stand on further sheets. */
  readonly columnCount: number;
}

const Rows = ({ api, name, body, columnCount }: PreviewProps) => {
  const t = useTranslate();
  const preview = useAnswer(api.preview, name, body);
  if (body === null) return <Typography textColor="neutral600">{t('preview.gap')}</Typography>;
  if (preview.state === 'loading') return <Busy />;
  if (preview.state === 'failed') {
    return <ProblemMessage problem={preview.problem} again={preview.again} isAlert={false} />;
  }
  if (preview.data.rows.length === 0) return <Typography textColor="neutral600">{t('preview.none')}</Typography>;
  const hasSheets = body.format === 'xlsx' && preview.data.columns.length < columnCount;
  return (
    <>
      <PreviewTable preview={preview.data} />
      {hasSheets && (
        <Box paddingTop={3}>
          <Typography variant="pi" textColor="neutral600">
            {t('preview.sheets')}
          </Typography>
        </Box>
      )}
    </>
  );
};

/** The first rows as they would be in the file, for whoever asks for them; from then on with every change. */
export const Preview = (props: PreviewProps) => {
  const t = useTranslate();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Box>
      <TextButton
        startIcon={isOpen ? <ChevronDown aria-hidden /> : <ClosedArrow aria-hidden />}
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': id })}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('preview.show')}
      </TextButton>
      {isOpen && (
        <Box id={id} paddingTop={4} minHeight="16rem">
          <Rows {...props} />
        </Box>
      )}
    </Box>
  );
};
