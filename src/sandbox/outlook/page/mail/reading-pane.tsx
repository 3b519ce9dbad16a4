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
import { Mirrored } from '../app/mirrored.tsx';
import type { ReadingPanePlace } from '../app/preferences.ts';
import type { Selection } from '../app/use-selection.ts';
import { InvitationBar } from '../appointment/invitation-bar.tsx';
import { allowsAddIns } from '../host/item-class.ts';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { ProtectedBar } from './protected-bar.tsx';
import type { Surface } from '../../manifest/add-in.ts';
import { NoItemCommands, useHasNoItemCommands } from '../add-in/commands.tsx';
import { ItemHeader } from './item-header.tsx';
import { MailBody } from './mail-body.tsx';
import { NotificationBars } from './notification-bars.tsx';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    overflowY: 'auto',
  },
  empty: { '@container (max-width: 720px)': { display: 'none' } },
  toolbar: {
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  gone: { display: 'none' },
  back: { '@container (min-width: 721px)': { display: 'none' } },
  // Without a reading pane the open message takes the list's place on any screen.
  alwaysBack: { '@container (min-width: 721px)': { display: 'inline-flex' } },
  note: {
    margin: 'auto',
    padding: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground3,
  },
});

export interface ReadingPaneProps {
  selection: Selection;
  place?: ReadingPanePlace;
  /** Back to the list, on a phone. */
  onBack: () => void;
  commands: ReactNode;
  /** What is read here. */
  surface: Surface;
}

function Content({ selection: { id, item, error } }: Pick<ReadingPaneProps, 'selection'>) {
  const styles = useStyles();
  const { t } = useText();
  const isPhone = useIsPhone();
  if (error) return <Text className={styles.note}>{error.message}</Text>;
  if (!id) return <Text className={styles.note}>{t('item.select')}</Text>;
  if (!item) return <Spinner className={styles.note} label={t('item.opening')} />;
  return (
    <>
      <NotificationBars itemId={item.id} />
      {item.kind === 'message' && !allowsAddIns(item, isPhone) && <ProtectedBar />}
      <ItemHeader item={item} />
      {item.kind === 'message' && <InvitationBar item={item} />}
      {/* Another item gets another frame, so that nothing of one is left in the next. */}
      <MailBody key={item.id} item={item} />
    </>
  );
}

/** The open item with what can be done with it. */
export function ReadingPane(props: ReadingPaneProps) {
  const { selection, place = 'right', surface, onBack, commands } = props;
  const styles = useStyles();
  const hasNoItemCommands = useHasNoItemCommands(surface);
  const { t } = useText();
  return (
    <section
      id="reading-pane"
      tabIndex={-1}
      className={mergeClasses(
        styles.pane,
        selection.id === null && styles.empty,
        selection.id === null && place === 'off' && styles.gone,
      )}
      aria-label={t('item.pane')}
    >
      {selection.id !== null && (
        <Toolbar className={styles.toolbar} aria-label={t('item.actions')}>
          <ToolbarButton
            data-command="close"
            className={mergeClasses(styles.back, place === 'off' && styles.alwaysBack)}
            aria-label={t('item.back')}
            icon={
              <Mirrored>
                <ArrowLeftRegular />
              </Mirrored>
            }
            onClick={onBack}
          />
          {commands}
        </Toolbar>
      )}
      {selection.id === null && hasNoItemCommands && (
        <Toolbar className={styles.toolbar} aria-label={t('item.actions')}>
          <NoItemCommands surface={surface} />
        </Toolbar>
      )}
      <Content selection={selection} />
    </section>
  );
}
