import { Field } from '@fluentui/react-components';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';
import type { FieldInputProps } from './field-input.tsx';

/** Several choices, one box each. */
export function ChoicesField({ field, value, problem, onChange }: FieldInputProps) {
  const { t } = useText();
  const chosen = [value].flat().filter((one) => typeof one === 'number');
  const toggle = (option: number, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, option] : chosen.filter((other) => other !== option));
  return (
    <Field
      label={field.label}
      required={field.required}
      {...(problem && { validationMessage: t(`create.problem.${problem}`) })}
    >
      {({ 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }) => (
        <div role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
          {field.options?.map(({ value: option, label }) => (
            <CheckRow
              key={option}
              label={label}
              checked={chosen.includes(option)}
              onChange={(isChosen) => toggle(option, isChosen)}
            />
          ))}
        </div>
      )}
    </Field>
  );
}
