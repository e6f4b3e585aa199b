import { Box, Radio, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useTranslate } from '../hooks/useTranslate';
import { excelDelimiter } from '../services/delimiter';
import type { QuickKind } from '../services/file-kinds';
import { Question } from './Question';

interface KindQuestionProps {
  readonly kinds: readonly QuickKind[];
  readonly value: QuickKind;
  onChange(kind: QuickKind): void;
}

/** What the rows are saved as, in the words of those who open the file. */
export const KindQuestion = ({ kinds, value, onChange }: KindQuestionProps) => {
  const t = useTranslate();
  const { locale } = useIntl();
  const delimiter = excelDelimiter(locale) === ';' ? 'semicolon' : 'comma';
  return (
    <Question label={t('quick.as')} value={value} values={kinds} onChange={onChange}>
      {kinds.map((kind) => (
        <Radio.Item key={kind} value={kind}>
          <Box>
            <Typography tag="p">{t(`quick.as.${kind}`)}</Typography>
            <Typography tag="p" variant="pi" textColor="neutral600">
              {t(`quick.as.${kind}.hint`, { delimiter })}
            </Typography>
          </Box>
        </Radio.Item>
      ))}
    </Question>
  );
};
