import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CalendarLtrFilled,
  CalendarLtrRegular,
  MailFilled,
  MailRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { navigate, type Route } from '../app/route.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  tabs: {
    display: 'flex',
    flexShrink: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  tab: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '2px',
    paddingBlock: tokens.spacingVerticalS,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
});

interface TabProps {
  label: string;
  icon: ReactElement;
  isCurrent: boolean;
  to: Route;
}

function Tab({ label, icon, isCurrent, to }: TabProps) {
  const styles = useStyles();
  return (
    <button
      type="button"
      className={mergeClasses(styles.tab, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => navigate(to)}
    >
      {icon}
      {label}
    </button>
  );
}

/** The modules at the bottom of a phone. */
export function PhoneTabs({ view, today }: { view: Route['view']; today: string }) {
  const styles = useStyles();
  const { t } = useText();
  const isMail = view === 'mail';
  return (
    <nav className={styles.tabs} aria-label={t('header.modules')}>
      <Tab
        label={t('header.mail')}
        icon={isMail ? <MailFilled fontSize={24} /> : <MailRegular fontSize={24} />}
        isCurrent={isMail}
        to={{ view: 'mail', folder: 'inbox', item: null }}
      />
      <Tab
        label={t('header.calendar')}
        icon={isMail ? <CalendarLtrRegular fontSize={24} /> : <CalendarLtrFilled fontSize={24} />}
        isCurrent={!isMail}
        to={{ view: 'calendar', day: today, item: null }}
      />
    </nav>
  );
}
