import {
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  Toolbar,
  ToolbarButton,
  tokens,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Selection } from '../app/use-selection.ts';
import { ItemHeader } from './item-header.tsx';
import { MailBody } from './mail-body.tsx';
import { NotificationBars } from './notification-bars.tsx';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    overflowY: 'auto',
  },
  empty: { '@media (max-width: 720px)': { display: 'none' } },
  toolbar: {
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  back: { '@media (min-width: 721px)': { display: 'none' } },
  note: {
    margin: 'auto',
    padding: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground3,
  },
});

export interface ReadingPaneProps {
  selection: Selection;
  /** Back to the list, on a phone. */
  onBack: () => void;
  commands: ReactNode;
}

function Content({ selection: { id, item, error } }: Pick<ReadingPaneProps, 'selection'>) {
  const styles = useStyles();
  if (error) return <Text className={styles.note}>{error.message}</Text>;
  if (!id) return <Text className={styles.note}>Select an item to read.</Text>;
  if (!item) return <Spinner className={styles.note} label="Opening" />;
  return (
    <>
      <NotificationBars itemId={item.id} />
      <ItemHeader item={item} />
      {/* Another item gets another frame, so that nothing of one is left in the next. */}
      <MailBody key={item.id} item={item} />
    </>
  );
}

/** The open item with what can be done with it. */
export function ReadingPane({ selection, onBack, commands }: ReadingPaneProps) {
  const styles = useStyles();
  return (
    <section
      className={mergeClasses(styles.pane, selection.id === null && styles.empty)}
      aria-label="Reading pane"
    >
      {selection.id !== null && (
        <Toolbar className={styles.toolbar} aria-label="Item actions">
          <ToolbarButton
            className={styles.back}
            aria-label="Back to the list"
            icon={<ArrowLeftRegular />}
            onClick={onBack}
          />
          {commands}
        </Toolbar>
      )}
      <Content selection={selection} />
    </section>
  );
}
