import { Field, TextInput } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import { HEADER_VALUES, type Option, type OptionValue } from '../services/form-options';
import { SelectField } from './SelectField';
import { SwitchField } from './SwitchField';
import { TimeZoneField } from './TimeZoneField';

interface OptionFieldProps {
  readonly option: Option;
  /** `undefined` for what is usual. */
  readonly value: OptionValue | undefined;
  readonly usual: unknown;
  readonly isExcel: boolean;
  /** What the exporter is called. */
  readonly label: string;
  onChange(value: OptionValue): void;
}

/** A moment as each pattern shows it, and as CSV has it without one. */
const EXAMPLES = {
  datetimeFormat: { pattern: 'dd.MM.yyyy HH:mm', shown: '31.12.2026 18:30', usual: '2026-12-31T18:30:00.000Z' },
  dateFormat: { pattern: 'dd.MM.yyyy', shown: '31.12.2026', usual: '2026-12-31' },
  timeFormat: { pattern: 'HH:mm', shown: '18:30', usual: '18:30:00.000' },
} as const;

const MOST_CHARACTERS = {
  separator: 10,
  sheetName: 31,
  datetimeFormat: 100,
  dateFormat: 100,
  timeFormat: 100,
} as const;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const useTextHint = ({ option: { key }, usual, isExcel, label }: OptionFieldProps): string => {
  const t = useTranslate();
  switch (key) {
    case 'datetimeFormat':
    case 'dateFormat':
    case 'timeFormat': {
      const { pattern, shown, usual: plain } = EXAMPLES[key];
      return t('option.pattern.hint', { pattern, shown, usual: isExcel ? t('option.pattern.excel') : plain });
    }
    case 'separator':
      return t('option.separator.hint', { usual: textOf(usual) });
    case 'sheetName':
      return t('option.sheetName.hint', { name: typeof usual === 'string' ? usual : label });
    default:
      return t(`option.${key}.hint`);
  }
};

/** What one option of the file is chosen with, and what it does. */
export const OptionField = (props: OptionFieldProps) => {
  const { option, value, usual, onChange } = props;
  const t = useTranslate();
  const hint = useTextHint(props);
  const { key, kind } = option;
  const label = t(`option.${key}`);
  const text = textOf(value ?? usual);
  switch (kind) {
    case 'switch':
      return <SwitchField label={label} hint={hint} isOn={(value ?? usual) === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          label={label}
          hint={hint}
          value={HEADER_VALUES.find((one) => one === text) ?? 'labels'}
          options={HEADER_VALUES.map((one) => ({ value: one, label: t(`option.headers.${one}`) }))}
          onChange={onChange}
        />
      );
    case 'zone':
      return <TimeZoneField label={label} hint={hint} value={text} onChange={onChange} />;
    case 'text':
    case 'pattern':
      return (
        <Field.Root width="100%" hint={hint}>
          <Field.Label>{label}</Field.Label>
          <TextInput
            value={textOf(value)}
            maxLength={MOST_CHARACTERS[key]}
            placeholder={kind === 'pattern' ? EXAMPLES[key].pattern : ''}
            onChange={({ target }) => onChange(target.value)}
          />
          <Field.Hint />
        </Field.Root>
      );
  }
};
