import {
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  Tooltip,
} from '@fluentui/react-components';
import { AppsAddInRegular } from '@fluentui/react-icons';
import { Fragment, useState } from 'react';
import type { AddIn, Button, Command, Menu as AddInMenu, Surface } from '../../manifest/add-in.ts';
import { type PressedAt, useOutlook } from '../app/outlook-context.ts';
import type { HostItem, OpenItem } from '../host/backend.ts';
import { useIsLogged } from '../phone/use-is-logged.ts';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({ icon: { inlineSize: '20px', blockSize: '20px' } });

/** The manifest's picture; one of our own where that cannot be loaded. */
function Icon({ src }: { src: string }) {
  const styles = useStyles();
  const [isMissing, setMissing] = useState(!src);
  if (isMissing) return <AppsAddInRegular />;
  return <img className={styles.icon} src={src} alt="" onError={() => setMissing(true)} />;
}

interface Placed {
  addIn: AddIn;
  where: PressedAt;
}

/** A phone's button to log an appointment becomes one to view what was logged. */
function LogCommand({ button, addIn, where, item }: Placed & { button: Button; item: OpenItem }) {
  const { t } = useText();
  const isLogged = useIsLogged(item, addIn.id);
  const label = isLogged ? t('pane.viewLog') : button.label;
  return <ButtonCommand button={{ ...button, label }} addIn={addIn} where={where} />;
}

function ButtonCommand({ button, addIn, where }: Placed & { button: Button }) {
  const { press, openUrl } = useOutlook();
  const { action } = button;
  return (
    <Tooltip
      content={button.description || button.label}
      relationship="description"
      positioning="below"
    >
      <ToolbarButton
        icon={<Icon src={button.icon} />}
        {...(action.type === 'pane' && { 'aria-pressed': openUrl === action.url })}
        onClick={() => press(addIn, button, where)}
      >
        {button.label}
      </ToolbarButton>
    </Tooltip>
  );
}

function MenuCommand({ menu, addIn, where }: Placed & { menu: AddInMenu }) {
  const { press } = useOutlook();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<Icon src={menu.icon} />}>{menu.label}</ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {menu.items.map((item) => (
            <MenuItem
              key={item.id}
              icon={<Icon src={item.icon} />}
              onClick={() => press(addIn, item, where)}
            >
              {item.label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function draw(command: Command, placed: Placed, logged?: OpenItem) {
  if (command.kind === 'menu') return <MenuCommand key={command.id} menu={command} {...placed} />;
  if (logged) return <LogCommand key={command.id} button={command} item={logged} {...placed} />;
  return <ButtonCommand key={command.id} button={command} {...placed} />;
}

export interface AddInCommandsProps {
  surface: Surface;
  /** The form the buttons belong to. */
  form?: HostItem;
  /** The appointment that can be logged. */
  logged?: OpenItem;
}

/** What phones show in a surface's place: one surface, or nothing. */
const onPhone: Partial<Record<Surface, Surface>> = {
  MessageReadCommandSurface: 'MobileMessageReadCommandSurface',
  AppointmentAttendeeCommandSurface: 'MobileLogEventAppointmentAttendee',
  AppointmentOrganizerCommandSurface: 'MobileOnlineMeetingCommandSurface',
};

/** The add-ins' buttons and menus on a surface, as their manifests list them. */
export function AddInCommands({ surface, form, logged }: AddInCommandsProps) {
  const { addIns, isShared } = useOutlook();
  const isPhone = useIsPhone();
  const shown = isPhone ? onPhone[surface] : surface;
  if (!shown) return null;
  const where: PressedAt = { surface: shown, ...(form && { form }) };
  const item = shown === 'MobileLogEventAppointmentAttendee' ? logged : undefined;
  return addIns
    .filter(({ supportsSharedFolders }) => supportsSharedFolders || !isShared)
    .map((addIn) => (
      <Fragment key={addIn.id}>
        {addIn.commands[shown].map((command) => draw(command, { addIn, where }, item))}
      </Fragment>
    ));
}

const needsNoItem = (command: Command): boolean =>
  command.kind === 'button' &&
  command.action.type === 'pane' &&
  command.action.supportsNoItemContext;

/** The add-ins' buttons that are of use where nothing is selected. */
export function NoItemCommands({ surface }: { surface: Surface }) {
  const { addIns, isShared } = useOutlook();
  const isPhone = useIsPhone();
  if (isPhone || isShared) return null;
  return addIns.flatMap((addIn) =>
    addIn.commands[surface]
      .filter(needsNoItem)
      .map((command) => draw(command, { addIn, where: { surface } })),
  );
}

/** Whether some add-in has such a button. */
export function useHasNoItemCommands(surface: Surface): boolean {
  const { addIns, isShared } = useOutlook();
  const isPhone = useIsPhone();
  if (isPhone || isShared) return false;
  return addIns.some((addIn) => addIn.commands[surface].some(needsNoItem));
}
