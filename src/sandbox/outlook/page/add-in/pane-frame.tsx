import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { useText } from '../text/use-text.ts';

const slideIn = { from: { transform: 'translateY(100%)' }, to: { transform: 'none' } };

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    minBlockSize: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  beside: {
    inlineSize: '320px',
    flexShrink: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 720px)': {
      position: 'fixed',
      inset: 0,
      inlineSize: 'auto',
      zIndex: 10,
    },
  },
  // Outlook on phones shows an add-in over the message, with a rim of it left to see.
  sheet: {
    position: 'fixed',
    insetBlock: '56px 0',
    insetInline: 0,
    zIndex: 10,
    borderStartStartRadius: tokens.borderRadiusXLarge,
    borderStartEndRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow64,
    overflow: 'hidden',
    animationName: slideIn,
    animationDuration: tokens.durationNormal,
    animationTimingFunction: tokens.curveDecelerateMid,
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
  backdrop: {
    position: 'fixed',
    inset: 0,
    zIndex: 9,
    backgroundColor: tokens.colorBackgroundOverlay,
  },
  grip: {
    inlineSize: '36px',
    blockSize: '4px',
    margin: '6px auto 0',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralStroke1,
    flexShrink: 0,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalXS,
    minBlockSize: '44px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, marginInlineEnd: 'auto' },
});

export interface PaneFrameProps {
  title: string;
  /** Buttons beside the one that closes it. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What surrounds a page of an add-in: a pane 320 pixels wide, on a phone a sheet. */
export function PaneFrame({ title, actions, onClose, children }: PaneFrameProps) {
  const styles = useStyles();
  const { t } = useText();
  const isPhone = useIsPhone();
  return (
    <>
      {isPhone && <div className={styles.backdrop} aria-hidden onClick={onClose} />}
      <aside
        className={mergeClasses(styles.pane, isPhone ? styles.sheet : styles.beside)}
        aria-label={title}
      >
        {isPhone && <div className={styles.grip} aria-hidden />}
        <div className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          {actions}
          <Button
            id="task-pane-close"
            appearance="subtle"
            aria-label={t('pane.close')}
            icon={<DismissRegular />}
            onClick={onClose}
          />
        </div>
        {children}
      </aside>
    </>
  );
}
