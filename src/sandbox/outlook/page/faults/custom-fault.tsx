import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: tokens.spacingHorizontalS,
    '& input': { minInlineSize: 0 },
  },
  wide: { gridColumn: '1 / -1' },
});

const empty = { path: '', method: '', status: '', delay: '', times: '' };
type Fields = typeof empty;

const words: Record<keyof Fields, TextKey> = {
  path: 'faults.path',
  method: 'faults.method',
  status: 'faults.status',
  delay: 'faults.delay',
  times: 'faults.times',
};

const numberOf = (text: string): number | undefined => (text ? Number(text) : undefined);

/** The specification of what was filled in; what is empty is left out. */
function specOf({ path, method, status, delay, times }: Fields): object {
  const entries = {
    match: { ...(path && { path }), ...(method && { method }) },
    respond: status ? { status: numberOf(status) } : undefined,
    delayMs: delay ? Number(delay) * 1_000 : undefined,
    times: numberOf(times),
  };
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return { name: [method, path, status].filter(Boolean).join(' '), ...Object.fromEntries(given) };
}

/** A fault of one's own: what it meets, and what it does. */
export function CustomFault({ onAdd }: { onAdd: (spec: object) => void }) {
  const styles = useStyles();
  const { t } = useText();
  const [fields, setFields] = useState(empty);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd(specOf(fields));
    setFields(empty);
  };
  const field = (name: keyof Fields, type: 'text' | 'number') => (
    <Field label={t(words[name])} {...(name === 'path' && { className: styles.wide })}>
      <Input
        type={type}
        size="small"
        dir="ltr"
        value={fields[name]}
        onChange={(_event, { value }) => setFields({ ...fields, [name]: value })}
      />
    </Field>
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      {field('path', 'text')}
      {field('method', 'text')}
      {field('status', 'number')}
      {field('delay', 'number')}
      {field('times', 'number')}
      <Button type="submit" className={styles.wide}>
        {t('faults.add')}
      </Button>
    </form>
  );
}
