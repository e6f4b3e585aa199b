import { useIntl } from 'react-intl';
import { type Repeat, toRepeat } from '../services/repeat';
import { useTranslate } from './useTranslate';

/** Some Sunday. */
const SUNDAY = Date.UTC(2023, 0, 1);

const DAY = 86_400_000;

/** Names of days and times, as the panel's language writes them. */
export const useDayTexts = () => {
  const { formatDate } = useIntl();
  return {
    weekday: (number: number): string => formatDate(SUNDAY + number * DAY, { weekday: 'long', timeZone: 'UTC' }),
    time: (time: string): string => formatDate(`2023-01-01T${time}:00Z`, { timeStyle: 'short', timeZone: 'UTC' }),
  };
};

/** A cron expression in words, where there are some. */
export const useWhen = () => {
  const t = useTranslate();
  const { weekday, time } = useDayTexts();
  const valuesOf = (repeat: Repeat): Record<string, string> => ({
    ...('time' in repeat && { time: time(repeat.time) }),
    ...(repeat.kind === 'hourly' && { minute: String(repeat.minute) }),
    ...(repeat.kind === 'weekly' && { weekday: weekday(repeat.weekday) }),
    ...(repeat.kind === 'monthly' && { day: String(repeat.day) }),
    ...(repeat.kind === 'cron' && { cron: repeat.cron }),
  });
  return (cron: string): string => {
    const repeat = toRepeat(cron);
    return t(`when.${repeat.kind}`, valuesOf(repeat));
  };
};
