/** How often a schedule runs, as people choose it; everything else is a cron expression. */
export type Repeat =
  | { readonly kind: 'hourly'; readonly minute: number }
  | { readonly kind: 'daily' | 'weekdays'; readonly time: string }
  /** From Sunday, which is 0. */
  | { readonly kind: 'weekly'; readonly time: string; readonly weekday: number }
  | { readonly kind: 'monthly'; readonly time: string; readonly day: number }
  | { readonly kind: 'cron'; readonly cron: string };

export const REPEATS = ['hourly', 'daily', 'weekdays', 'weekly', 'monthly', 'cron'] as const;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

const hourAndMinute = (time: string): string => {
  const [, hour = '0', minute = '0'] = TIME.exec(time) ?? [];
  return `${Number(minute)} ${Number(hour)}`;
};

export const toCron = (repeat: Repeat): string => {
  switch (repeat.kind) {
    case 'hourly':
      return `${repeat.minute} * * * *`;
    case 'daily':
      return `${hourAndMinute(repeat.time)} * * *`;
    case 'weekdays':
      return `${hourAndMinute(repeat.time)} * * 1-5`;
    case 'weekly':
      return `${hourAndMinute(repeat.time)} * * ${repeat.weekday}`;
    case 'monthly':
      return `${hourAndMinute(repeat.time)} ${repeat.day} * *`;
    case 'cron':
      return repeat.cron.trim();
  }
};

const two = (number: string): string => number.padStart(2, '0');

const COMMON = /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|\*) \* (\d|\*|1-5)$/;

/** The choice that makes an expression; the expression itself where none does. */
export const toRepeat = (cron: string): Repeat => {
  const [, minute = '', hour = '', day = '', weekday = ''] = COMMON.exec(cron) ?? [];
  const time = `${two(hour)}:${two(minute)}`;
  const candidates: readonly Repeat[] = [
    { kind: 'hourly', minute: Number(minute) },
    { kind: 'daily', time },
    { kind: 'weekdays', time },
    { kind: 'weekly', time, weekday: Number(weekday) },
    { kind: 'monthly', time, day: Number(day) },
  ];
  return candidates.find((one) => toCron(one) === cron) ?? { kind: 'cron', cron };
};

/** The same repeat by another word, with as much of it as still means something. */
export const repeatAs = (kind: Repeat['kind'], before: Repeat): Repeat => {
  const time = 'time' in before ? before.time : '07:00';
  switch (kind) {
    case 'hourly':
      return { kind, minute: 0 };
    case 'daily':
    case 'weekdays':
      return { kind, time };
    case 'weekly':
      return { kind, time, weekday: 1 };
    case 'monthly':
      return { kind, time, day: 1 };
    case 'cron':
      return { kind, cron: toCron(before) };
  }
};
