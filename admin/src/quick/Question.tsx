import { Flex, Radio, Typography } from '@strapi/design-system';
import { type ReactNode, useId } from 'react';
import { useDirection } from '../hooks/useDirection';

interface QuestionProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly children: ReactNode;
  onChange(value: Value): void;
}

/** A question with a few answers, all of which can be seen. */
export const Question = <Value extends string>({ label, value, values, children, onChange }: QuestionProps<Value>) => {
  const id = useId();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800" id={id}>
        {label}
      </Typography>
      <Radio.Group
        dir={useDirection()}
        aria-labelledby={id}
        value={value}
        onValueChange={(chosen) => {
          const next = values.find((one) => one === chosen);
          if (next !== undefined) onChange(next);
        }}
      >
        {children}
      </Radio.Group>
    </Flex>
  );
};
