import { Checkbox, Field, NumberInput, TextInput } from '@strapi/design-system';
import type { ColumnType } from '../../../shared/columns';
import { useTranslate } from '../hooks/useTranslate';
import {
  dateFormat,
  formatFamily,
  isCurrency,
  kindOf,
  MOST_DECIMALS,
  newFormat,
  NUMBER_KINDS,
  type NumberKind,
  PATTERNS,
  textIn,
  wordsFormat,
} from '../services/column-formats';
import type { ColumnPick } from '../services/column-picks';
import { SelectField } from './SelectField';

type Format = ColumnPick['format'];

interface FieldsProps {
  readonly value: NonNullable<Format>;
  onChange(value: Format): void;
}

const Decimals = ({ value, onChange }: FieldsProps) => {
  const t = useTranslate();
  const { decimals } = value;
  const set = (given: number | undefined): void => {
    const whole = Math.round(Math.min(MOST_DECIMALS, Math.max(0, given ?? 0)));
    onChange({ ...value, decimals: whole });
  };
  return (
    <Field.Root width="100%">
      <Field.Label>{t('columns.format.decimals')}</Field.Label>
      <NumberInput size="S" value={Number(decimals ?? 0)} onValueChange={set} />
    </Field.Root>
  );
};

const Money = ({ value, onChange }: FieldsProps) => {
  const t = useTranslate();
  const currency = textIn(value, 'currency');
  return (
    <>
      <Field.Root
        width="100%"
        required
        hint={t('columns.format.currency.hint')}
        error={currency.length > 2 && !isCurrency(currency) && t('gap.no-currency')}
      >
        <Field.Label>{t('columns.format.currency')}</Field.Label>
        <TextInput
          size="S"
          value={currency}
          maxLength={3}
          onChange={({ target }) => onChange({ ...value, currency: target.value.toUpperCase() })}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <Checkbox
        checked={value.storedAs === 'cents'}
        onCheckedChange={(isCents) => onChange({ ...value, storedAs: isCents === true ? 'cents' : 'units' })}
      >
        {t('columns.format.cents')}
      </Checkbox>
    </>
  );
};

const GroupedNumber = ({ value, onChange }: FieldsProps) => {
  const t = useTranslate();
  return (
    <>
      <Decimals value={value} onChange={onChange} />
      <Checkbox
        checked={value.grouping === true || value.grouping === 'true'}
        onCheckedChange={(grouping) => onChange({ ...value, grouping: grouping === true })}
      >
        {t('columns.format.grouping')}
      </Checkbox>
    </>
  );
};

interface FormatFieldsProps {
  readonly type: ColumnType;
  readonly value: Format;
  onChange(value: Format): void;
}

const DateField = ({ type, value, onChange }: FormatFieldsProps) => {
  const t = useTranslate();
  return (
    <Field.Root width="100%" hint={t('columns.format.pattern.hint', { letters: 'yyyy MM dd HH mm ss SSS' })}>
      <Field.Label>{t('columns.format.pattern')}</Field.Label>
      <TextInput
        size="S"
        value={textIn(value, 'pattern')}
        maxLength={100}
        placeholder={PATTERNS[type] ?? ''}
        onChange={({ target }) => onChange(dateFormat(target.value))}
      />
      <Field.Hint />
    </Field.Root>
  );
};

const WordFields = ({ value, onChange }: Omit<FormatFieldsProps, 'type'>) => {
  const t = useTranslate();
  const words = { true: textIn(value, 'true'), false: textIn(value, 'false') };
  return (['true', 'false'] as const).map((key) => (
    <Field.Root key={key} width="100%">
      <Field.Label>{t(`columns.format.${key}`)}</Field.Label>
      <TextInput
        size="S"
        value={words[key]}
        maxLength={100}
        placeholder={key}
        onChange={({ target }) => onChange(wordsFormat({ ...words, [key]: target.value }))}
      />
    </Field.Root>
  ));
};

const KINDS = ['plain', ...NUMBER_KINDS] as const;

const NumberFields = ({ value, onChange }: Omit<FormatFieldsProps, 'type'>) => {
  const t = useTranslate();
  const kind = kindOf(value);
  return (
    <>
      <SelectField<'plain' | NumberKind>
        label={t('columns.format')}
        value={KINDS.find((one) => one === kind) ?? 'plain'}
        options={KINDS.map((one) => ({ value: one, label: t(`columns.format.${one}`) }))}
        onChange={(chosen) => onChange(chosen === 'plain' ? undefined : newFormat(chosen))}
      />
      {value !== undefined && kind === 'money' && <Money value={value} onChange={onChange} />}
      {value !== undefined && kind === 'number' && <GroupedNumber value={value} onChange={onChange} />}
      {value !== undefined && kind === 'percent' && <Decimals value={value} onChange={onChange} />}
    </>
  );
};

/** How the values of one column are shown. */
export const FormatFields = ({ type, value, onChange }: FormatFieldsProps) => {
  switch (formatFamily(type)) {
    case null:
      return null;
    case 'date':
      return <DateField type={type} value={value} onChange={onChange} />;
    case 'boolean':
      return <WordFields value={value} onChange={onChange} />;
    case 'number':
      return <NumberFields value={value} onChange={onChange} />;
  }
};
