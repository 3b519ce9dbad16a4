import { useContext } from 'react';
import { Field, Input, Select, Textarea, makeStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { FieldProblem, FieldValue, FormField } from '../../../domain/records/form.ts';
import { touchTarget } from '../../components/touch.ts';
import type { Call } from '../../api/call.ts';
import { fromLocal, toLocal } from '../../text/from-local.ts';
import { TextContext, useText } from '../../text/use-text.ts';
import { ChoicesField } from './choices-field.tsx';
import { LookupField } from './lookup-field.tsx';
import { PartyField } from './party-field.tsx';

const useStyles = makeStyles({ input: { minWidth: 0, width: '100%', ...touchTarget } });

export interface FieldInputProps {
  field: FormField;
  value: FieldValue | undefined;
  problem: FieldProblem | undefined;
  onChange: (value: FieldValue | undefined) => void;
  call: Pick<Call, 'get'>;
  /** Records whose names are known: those the form began with. */
  known: readonly CrmRecord[];
}

const inputTypes = {
  text: 'text',
  email: 'email',
  phone: 'tel',
  url: 'url',
  date: 'date',
} as const;

/** Where the browser may help with what it knows of people, it would be of the wrong person. */
const TextInput = ({ field, value, onChange }: FieldInputProps) => {
  const styles = useStyles();
  const type = inputTypes[field.type as keyof typeof inputTypes];
  return (
    <Input
      className={styles.input}
      type={type}
      autoComplete="off"
      {...(field.maxLength !== undefined && type !== 'date' && { maxLength: field.maxLength })}
      value={typeof value === 'string' ? value : ''}
      onChange={(_event, data) => onChange(data.value || undefined)}
    />
  );
};

const LongText = ({ field, value, onChange }: FieldInputProps) => (
  <Textarea
    resize="vertical"
    rows={4}
    {...(field.maxLength !== undefined && { maxLength: field.maxLength })}
    value={typeof value === 'string' ? value : ''}
    onChange={(_event, data) => onChange(data.value || undefined)}
  />
);

/** Uncontrolled: a number that is being typed, such as `1.`, is none yet. */
const NumberInput = ({ field, value, onChange }: FieldInputProps) => {
  const { precision = 0, min, max } = field;
  return (
    <Input
      className={useStyles().input}
      type="number"
      inputMode="decimal"
      step={precision === 0 ? '1' : 'any'}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      defaultValue={typeof value === 'number' ? String(value) : ''}
      onChange={(_event, data) => onChange(data.value === '' ? undefined : Number(data.value))}
    />
  );
};

/** On the mailbox's clock. Uncontrolled: a time that is being typed is none yet. */
const TimeInput = ({ value, onChange }: FieldInputProps) => {
  const { localTime } = useContext(TextContext);
  return (
    <Input
      className={useStyles().input}
      type="datetime-local"
      defaultValue={typeof value === 'string' ? toLocal(value, localTime) : ''}
      onChange={(_event, data) => onChange(fromLocal(data.value, localTime) ?? undefined)}
    />
  );
};

const OneChoice = ({ field, value, onChange }: FieldInputProps) => {
  const { t } = useText();
  const isBoolean = field.type === 'boolean';
  const valueOf = (text: string): FieldValue | undefined => {
    if (text === '') return undefined;
    return isBoolean ? text === '1' : Number(text);
  };
  return (
    <Select
      className={useStyles().input}
      value={value === undefined ? '' : String(Number(value))}
      onChange={(_event, data) => onChange(valueOf(data.value))}
    >
      {!isBoolean && <option value="">{t('create.noChoice')}</option>}
      {field.options?.map((option) => (
        <option key={option.value} value={String(option.value)}>
          {option.label}
        </option>
      ))}
    </Select>
  );
};

const inputFor = (props: FieldInputProps) => {
  switch (props.field.type) {
    case 'multiline':
      return <LongText {...props} />;
    case 'number':
    case 'money':
      return <NumberInput {...props} />;
    case 'datetime':
      return <TimeInput {...props} />;
    case 'choice':
    case 'boolean':
      return <OneChoice {...props} />;
    default:
      return <TextInput {...props} />;
  }
};

/** One column of a record: its name, what it holds, and what is wrong with that. */
export function FieldInput(props: FieldInputProps) {
  const { field, problem } = props;
  const { t } = useText();
  if (field.type === 'lookup') return <LookupField {...props} />;
  if (field.type === 'parties') return <PartyField {...props} />;
  if (field.type === 'multichoice') return <ChoicesField {...props} />;
  return (
    <Field
      label={field.label}
      required={field.required}
      {...(problem && { validationMessage: t(`create.problem.${problem}`) })}
    >
      {inputFor(props)}
    </Field>
  );
}
