import { useId, type KeyboardEvent } from 'react';
import { Input, Label, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { touchTarget } from '../touch.ts';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  input: touchTarget,
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface SearchFieldProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** How many were found, or what to type; announced. */
  hint: string;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** A field to search with. */
export function SearchField({ label, text, onText, hint, onKeyDown }: SearchFieldProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.field}>
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        type="search"
        className={styles.input}
        contentBefore={<Search20Regular aria-hidden />}
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(_event, data) => onText(data.value)}
        {...(onKeyDown && { onKeyDown })}
      />
      <p className={styles.hint} aria-live="polite">
        {hint}
      </p>
    </div>
  );
}
