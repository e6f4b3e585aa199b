import { NumberInput, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import type { ValueKind } from '../services/filters';
import { DayInput } from './DayInput';

interface ConditionValueProps {
  readonly label: string;
  readonly kind: ValueKind;
  readonly value: string;
  onChange(value: string): void;
}

/** What a field is compared with. */
export const ConditionValue = ({ label, kind, value, onChange }: ConditionValueProps) => {
  const t = useTranslate();
  switch (kind) {
    case 'boolean':
      return (
        <SingleSelect aria-label={label} value={value} onChange={(chosen) => onChange(String(chosen))}>
          <SingleSelectOption value="true">{t('value.true')}</SingleSelectOption>
          <SingleSelectOption value="false">{t('value.false')}</SingleSelectOption>
        </SingleSelect>
      );
    case 'number':
      return (
        <NumberInput
          aria-label={label}
          {...(value !== '' && { value: Number(value) })}
          onValueChange={(number) => onChange(number === undefined ? '' : String(number))}
        />
      );
    case 'day':
      return <DayInput label={label} value={value} onChange={onChange} />;
    case 'text':
      return <TextInput aria-label={label} value={value} onChange={({ target }) => onChange(target.value)} />;
  }
};
