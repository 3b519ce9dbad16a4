import { useEffect, useRef } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { RecordName } from '../record-name.tsx';
import type { ResultGroup, ResultOption } from './groups.ts';

const useStyles = makeStyles({
  group: { padding: 0 },
  label: {
    ...typographyStyles.caption1Strong,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
    color: tokens.colorNeutralForeground3,
  },
  option: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '44px',
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  active: {
    backgroundColor: tokens.colorSubtleBackgroundHover,
    outline: `${tokens.strokeWidthThick} solid ${tokens.colorBrandStroke1}`,
    outlineOffset: '-2px',
  },
});

export const optionId = (list: string, index: number): string => `${list}-${index}`;

interface OptionProps {
  id: string;
  option: ResultOption;
  grouped: boolean;
  active: boolean;
  onPick: () => void;
}

const Option = ({ id, option, grouped, active, onPick }: OptionProps) => {
  const styles = useStyles();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The keyboard reaches options through the input, which names the active one.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={active}
      className={mergeClasses(styles.option, active && styles.active)}
      // Keeps the focus, and with it the phone's keyboard, in the input.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <RecordName record={option.record} note={option.note} grouped={grouped} />
    </div>
  );
};

interface ResultListProps {
  id: string;
  label: string;
  groups: ResultGroup[];
  /** Index over all groups of the option the keyboard is at; -1: none. */
  active: number;
  onPick: (record: CrmRecord) => void;
}

/** The index over all groups at which each group begins. */
const startsOf = (groups: ResultGroup[]): number[] =>
  groups.map((_group, at) =>
    groups.slice(0, at).reduce((count, { options }) => count + options.length, 0),
  );

/** Records to pick from, by group. */
export function ResultList({ id, label, groups, active, onPick }: ResultListProps) {
  const styles = useStyles();
  const starts = startsOf(groups);
  return (
    <div id={id} role="listbox" aria-label={label}>
      {groups.map((group, at) => (
        <div
          key={group.label}
          role="group"
          aria-labelledby={`${id}-group-${at}`}
          className={styles.group}
        >
          <div id={`${id}-group-${at}`} className={styles.label} role="presentation">
            {group.label}
          </div>
          {group.options.map((option, offset) => {
            const index = (starts[at] ?? 0) + offset;
            return (
              <Option
                key={option.record.id}
                id={optionId(id, index)}
                option={option}
                grouped={group.sameTable}
                active={index === active}
                onPick={() => onPick(option.record)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}
