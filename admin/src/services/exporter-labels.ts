import type { Exporter } from '../../../shared/contracts/exporters';

/** What people choose by: the label, and where several have the same one, the name that tells them apart. */
export const labelIn = (exporters: readonly Exporter[], { name, label }: Exporter): string => {
  const isShared = exporters.some((other) => other.name !== name && other.label === label);
  return isShared ? `${label} (${name})` : label;
};
