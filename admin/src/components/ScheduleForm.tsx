import { Button, Field, Flex, Modal, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useSaving } from '../hooks/useSaving';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { type Repeat, toCron, toRepeat } from '../services/repeat';
import { PresetField } from './PresetField';
import { ProblemMessage } from './ProblemMessage';
import { RecipientsField } from './RecipientsField';
import { RepeatFields } from './RepeatFields';
import { TimeZoneField } from './TimeZoneField';

interface ScheduleFormProps {
  readonly api: Api;
  readonly schedule: Schedule | null;
  onDone(): void;
}

const nothing = (): void => undefined;

const FIRST: Repeat = { kind: 'daily', time: '07:00' };

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is exported when, and for whom. */
export const ScheduleForm = ({ api, schedule, onDone }: ScheduleFormProps) => {
  const t = useTranslate();
  const [name, setName] = useState(schedule?.name ?? '');
  const [preset, setPreset] = useState(schedule?.preset?.id ?? null);
  const [repeat, setRepeat] = useState(schedule === null ? FIRST : toRepeat(schedule.cron));
  const [timeZone, setTimeZone] = useState(schedule?.timeZone ?? ownZone());
  const [recipients, setRecipients] = useState(schedule?.recipients ?? []);
  const { problem, isBusy, save } = useSaving(onDone);

  const keep = (): Promise<void> =>
    save(async () => {
      const whom = recipients.length === 0 ? {} : { recipients: recipients.map(({ id }) => id) };
      const body = { name, preset: preset ?? '', cron: toCron(repeat), timeZone, ...whom };
      await (schedule === null ? api.createSchedule(body) : api.updateSchedule(schedule.id, body));
      return t('schedule.saved', { name });
    });

  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Field.Root required>
            <Field.Label>{t('schedule.name')}</Field.Label>
            <TextInput value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
          </Field.Root>
          <PresetField api={api} value={preset} onChange={setPreset} />
          <RepeatFields value={repeat} onChange={setRepeat} />
          <TimeZoneField value={timeZone} onChange={setTimeZone} />
          <RecipientsField api={api} value={recipients} onChange={setRecipients} />
          {problem !== null && <ProblemMessage problem={problem} again={nothing} />}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Button disabled={isBusy || name.trim() === '' || preset === null} onClick={() => void keep()}>
          {t('schedule.save')}
        </Button>
      </Modal.Footer>
    </>
  );
};
