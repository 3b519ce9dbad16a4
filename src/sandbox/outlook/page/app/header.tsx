import {
  Avatar,
  Button,
  makeStyles,
  mergeClasses,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import {
  CalendarLtrRegular,
  MailRegular,
  NavigationRegular,
  PlugDisconnectedRegular,
  WeatherMoonRegular,
  WeatherSunnyRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Person } from '../../types.ts';
import { navigate, type Route } from './route.ts';
import { useTheme } from './theme.ts';

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
    '@media (max-width: 720px)': { display: 'none' },
  },
  label: { '@media (max-width: 720px)': { display: 'none' } },
  modules: { display: 'flex', gap: tokens.spacingHorizontalXS },
  module: { '@media (max-width: 720px)': { minInlineSize: '40px' } },
  push: { marginInlineStart: 'auto' },
  narrowOnly: { '@media (min-width: 1100px)': { display: 'none' } },
});

const today = (): string => new Date().toISOString().slice(0, 10);

export interface HeaderProps {
  person: Person;
  people: Person[];
  route: Route;
  onPick: (person: Person) => void;
  onToggleTheme: () => void;
  foldersOpen: boolean;
  onToggleFolders: () => void;
  onOpenFaults: () => void;
}

function PersonMenu({ person, people, onPick }: Pick<HeaderProps, 'person' | 'people' | 'onPick'>) {
  return (
    <Menu checkedValues={{ person: [person.id] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={
            <Avatar
              name={person.displayName}
              size={28}
              color="colorful"
              aria-label={`Signed in as ${person.displayName}. Switch person`}
            />
          }
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {people.map((other) => (
            <MenuItemRadio
              key={other.id}
              name="person"
              value={other.id}
              secondaryContent={other.jobTitle}
              onClick={() => onPick(other)}
            >
              {other.displayName}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Modules({ route }: Pick<HeaderProps, 'route'>) {
  const styles = useStyles();
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
    <nav aria-label="Modules" className={styles.modules}>
      {button('mail', 'Mail', <MailRegular />, { view: 'mail', folder: 'inbox', item: null })}
      {button('calendar', 'Calendar', <CalendarLtrRegular />, {
        view: 'calendar',
        day: today(),
        item: null,
      })}
    </nav>
  );
}

/** The bar on top: where you are, who you are, and what the sandbox can do to you. */
export function Header(props: HeaderProps) {
  const styles = useStyles();
  const isDark = useTheme() === 'dark';
  const themeLabel = isDark ? 'Light theme' : 'Dark theme';
  return (
    <header className={styles.header} id="outlook-header" tabIndex={-1}>
      {props.route.view === 'mail' && (
        <Button
          className={styles.narrowOnly}
          appearance="subtle"
          icon={<NavigationRegular />}
          aria-label="Folders"
          aria-expanded={props.foldersOpen}
          onClick={props.onToggleFolders}
        />
      )}
      <h1 className={styles.title}>Outlook sandbox</h1>
      <Modules route={props.route} />
      <Button
        className={mergeClasses(styles.push, styles.module)}
        appearance="subtle"
        icon={<PlugDisconnectedRegular />}
        aria-label="Faults"
        onClick={props.onOpenFaults}
      >
        <Text className={styles.label}>Faults</Text>
      </Button>
      <Tooltip content={themeLabel} relationship="label" positioning="before">
        <Button
          appearance="subtle"
          icon={isDark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          onClick={props.onToggleTheme}
        />
      </Tooltip>
      <PersonMenu {...props} />
    </header>
  );
}
