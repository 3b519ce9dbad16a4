import {
  Button,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import {
  CalendarLtrRegular,
  MailRegular,
  NavigationRegular,
  PlugDisconnectedRegular,
  SettingsRegular,
  WeatherMoonRegular,
  WeatherSunnyRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { useText } from '../text/use-text.ts';
import { PersonMenu, type PersonMenuProps } from './person-menu.tsx';
import { usePreferences } from './preferences.ts';
import { NewButton } from '../compose/new-button.tsx';
import { today } from '../calendar/week.ts';
import { navigate, type Route } from './route.ts';
import type { Drawer } from './use-drawer.ts';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    paddingInline: tokens.spacingHorizontalM,
    minBlockSize: '48px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    marginInlineEnd: tokens.spacingHorizontalM,
    '@container (max-width: 720px)': { display: 'none' },
  },
  phoneTitle: {
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
    marginInlineEnd: tokens.spacingHorizontalS,
  },
  label: { '@container (max-width: 720px)': { display: 'none' } },
  modules: { display: 'flex', gap: tokens.spacingHorizontalXS },
  module: { '@container (max-width: 720px)': { minInlineSize: '40px' } },
  push: { marginInlineStart: 'auto' },
  narrowOnly: { '@container (min-width: 1100px)': { display: 'none' } },
});

export interface HeaderProps extends PersonMenuProps {
  route: Route;
  openDrawer: Drawer | null;
  onToggle: (drawer: Drawer) => void;
}

function Modules({ route, timeZone }: Pick<HeaderProps, 'route'> & { timeZone: string }) {
  const styles = useStyles();
  const { t } = useText();
  const button = (view: Route['view'], label: string, icon: ReactElement, to: Route) => (
    <Button
      className={styles.module}
      appearance={route.view === view ? 'secondary' : 'subtle'}
      aria-current={route.view === view ? 'page' : undefined}
      aria-label={label}
      icon={icon}
      onClick={() => navigate(to)}
    >
      <span className={styles.label}>{label}</span>
    </Button>
  );
  return (
    <nav aria-label={t('header.modules')} className={styles.modules}>
      {button('mail', t('header.mail'), <MailRegular />, {
        view: 'mail',
        folder: 'inbox',
        item: null,
      })}
      {button('calendar', t('header.calendar'), <CalendarLtrRegular />, {
        view: 'calendar',
        day: today(timeZone),
        item: null,
      })}
    </nav>
  );
}

/** The bar on top: where you are, who you are, and what the sandbox can do to you. */
export function Header(props: HeaderProps) {
  const styles = useStyles();
  const { t } = useText();
  const { theme, change } = usePreferences();
  const isPhone = useIsPhone();
  const isMail = props.route.view === 'mail';
  const isLight = theme === 'light';
  const themeLabel = t(isLight ? 'header.darkTheme' : 'header.lightTheme');
  return (
    <header className={styles.header} id="outlook-header" tabIndex={-1}>
      {isMail && (
        <Button
          className={styles.narrowOnly}
          appearance="subtle"
          icon={<NavigationRegular />}
          aria-label={t('header.folders')}
          aria-expanded={props.openDrawer === 'folders'}
          onClick={() => props.onToggle('folders')}
        />
      )}
      <h1 className={styles.title}>{t('app.title')}</h1>
      {isPhone ? (
        <span className={styles.phoneTitle}>{t(isMail ? 'header.mail' : 'header.calendar')}</span>
      ) : (
        <Modules route={props.route} timeZone={props.person.timeZone} />
      )}
      <NewButton route={props.route} />
      <Button
        className={mergeClasses(styles.push, styles.module)}
        appearance="subtle"
        icon={<PlugDisconnectedRegular />}
        aria-label={t('header.faults')}
        onClick={() => props.onToggle('faults')}
      >
        <Text className={styles.label}>{t('header.faults')}</Text>
      </Button>
      <Tooltip content={themeLabel} relationship="label" positioning="before">
        <Button
          appearance="subtle"
          icon={isLight ? <WeatherMoonRegular /> : <WeatherSunnyRegular />}
          onClick={() => change({ theme: isLight ? 'dark' : 'light' })}
        />
      </Tooltip>
      <Tooltip content={t('settings.title')} relationship="label" positioning="before">
        <Button
          appearance="subtle"
          icon={<SettingsRegular />}
          onClick={() => props.onToggle('settings')}
        />
      </Tooltip>
      <PersonMenu {...props} />
    </header>
  );
}
