import { useMemo } from 'react';
import { useIntl } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1000;

/** A size in the largest unit of which there is at least one. */
const inUnits = (bytes: number): { readonly value: number; readonly unit: (typeof UNITS)[number] } => {
  let value = bytes;
  let at = 0;
  while (value >= STEP && at < UNITS.length - 1) {
    value /= STEP;
    at += 1;
  }
  return { value, unit: UNITS[at] ?? 'byte' };
};

/** Numbers, sizes and moments as the panel's language writes them; moments in the browser's time zone. */
export const useFormats = () => {
  const { formatDate, formatNumber } = useIntl();
  return useMemo(
    () => ({
      count: (value: number): string => formatNumber(value),
      size: (bytes: number): string => {
        const { value, unit } = inUnits(bytes);
        const maximumFractionDigits = value < 10 && unit !== 'byte' ? 1 : 0;
        // The short word for bytes has no plural.
        const unitDisplay = unit === 'byte' ? 'long' : 'short';
        return formatNumber(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits });
      },
      moment: (iso: string): string => formatDate(iso, { dateStyle: 'medium', timeStyle: 'short' }),
      clock: (iso: string): string => formatDate(iso, { timeStyle: 'medium' }),
    }),
    [formatDate, formatNumber],
  );
};
