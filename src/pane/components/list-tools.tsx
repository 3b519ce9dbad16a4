import { useId, type ReactNode } from 'react';
import {
  createFocusOutlineStyle,
  Input,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, flexBasis: '100%', minWidth: 0, ...touchTarget },
  field: { display: 'flex', flexGrow: 1, flexBasis: '40%', minWidth: 0 },
  select: {
    boxSizing: 'border-box',
    position: 'relative',
    width: '100%',
    minWidth: 0,
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderBlockEndColor: tokens.colorNeutralStrokeAccessible,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textOverflow: 'ellipsis',
    ...typographyStyles.body1,
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

/** What narrows a list: a search first, choices below it. */
export const ListTools = ({ children }: { children: ReactNode }) => (
  <div className={useStyles().tools}>{children}</div>
);

interface SearchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Finds items of a list as the person types. */
export function ListSearch({ label, value, onChange }: SearchProps) {
  const styles = useStyles();
  return (
    <Input
      type="search"
      className={styles.search}
      contentBefore={<Search20Regular aria-hidden />}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      value={value}
      onChange={(_event, data) => onChange(data.value)}
    />
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few; the browser's own list, which phones draw as they do. */
export function ListChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  const styles = useStyles();
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <span className={styles.field}>
      <select
        id={id}
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
