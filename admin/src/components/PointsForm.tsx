import { Button, Field, Flex, Modal, NumberInput, TextInput } from '@strapi/design-system';
import { type ReactNode, useState } from 'react';
import type { PointAccount } from '../../../shared/contracts/points';
import { useFormats } from '../hooks/useFormats';
import { useSaving } from '../hooks/useSaving';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { ProblemMessage } from './ProblemMessage';

interface PointsFormProps {
  readonly api: Api;
  readonly account: PointAccount | null;
  onDone(): void;
  /** Below the fields. */
  readonly children?: ReactNode;
}

const nothing = (): void => undefined;

interface NumberFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number | undefined;
  onChange(value: number | undefined): void;
}

const NumberField = ({ label, hint, value, onChange }: NumberFieldProps) => (
  <Field.Root required hint={hint}>
    <Field.Label>{label}</Field.Label>
    <NumberInput {...(value !== undefined && { value })} onValueChange={onChange} />
    <Field.Hint />
  </Field.Root>
);

/** Gives points to an end user, or takes some. */
export const PointsForm = ({ api, account, onDone, children }: PointsFormProps) => {
  const t = useTranslate();
  const { count } = useFormats();
  const [id, setId] = useState<number>();
  const [amount, setAmount] = useState<number>();
  const [note, setNote] = useState('');
  // Of this form: what is sent a second time, since no answer came, is not done twice.
  const [key] = useState(() => crypto.randomUUID());
  const { problem, isBusy, save } = useSaving(onDone);
  const owner = account?.owner ?? (id === undefined ? null : `end-user:${id}`);
  const isReady = owner !== null && amount !== undefined && amount !== 0 && note.trim() !== '';

  const adjust = (): Promise<void> =>
    save(async () => {
      const { ownerName, balance } = await api.points.adjust(owner ?? '', { amount: amount ?? 0, note }, key);
      return t('points.saved', { name: ownerName, count: count(balance) });
    });

  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          {account === null && (
            <NumberField label={t('points.id')} hint={t('points.id.hint')} value={id} onChange={setId} />
          )}
          <NumberField label={t('points.amount')} hint={t('points.amount.hint')} value={amount} onChange={setAmount} />
          <Field.Root required hint={t('points.note.hint')}>
            <Field.Label>{t('points.note')}</Field.Label>
            <TextInput value={note} maxLength={1_000} onChange={({ target }) => setNote(target.value)} />
            <Field.Hint />
          </Field.Root>
          {problem !== null && <ProblemMessage problem={problem} again={nothing} />}
          {children}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Button disabled={isBusy || !isReady} onClick={() => void adjust()}>
          {t('points.save')}
        </Button>
      </Modal.Footer>
    </>
  );
};
