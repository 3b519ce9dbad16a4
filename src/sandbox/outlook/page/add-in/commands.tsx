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
import { useState } from 'react';
import type { Button, Command, Menu as AddInMenu, Surface } from '../../manifest/add-in.ts';
import { useOutlook } from '../app/outlook-context.ts';

const useStyles = makeStyles({ icon: { inlineSize: '20px', blockSize: '20px' } });

/** The manifest's picture; one of our own where that cannot be loaded. */
function Icon({ src }: { src: string }) {
  const styles = useStyles();
  const [isMissing, setMissing] = useState(!src);
  if (isMissing) return <AppsAddInRegular />;
  return <img className={styles.icon} src={src} alt="" onError={() => setMissing(true)} />;
}

function ButtonCommand({ button }: { button: Button }) {
  const { press, openUrl } = useOutlook();
  const { action } = button;
  return (
    <Tooltip content={button.description || button.label} relationship="description">
      <ToolbarButton
        icon={<Icon src={button.icon} />}
        {...(action.type === 'pane' && { 'aria-pressed': openUrl === action.url })}
        onClick={() => press(button)}
      >
        {button.label}
      </ToolbarButton>
    </Tooltip>
  );
}

function MenuCommand({ menu }: { menu: AddInMenu }) {
  const { press } = useOutlook();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<Icon src={menu.icon} />}>{menu.label}</ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {menu.items.map((item) => (
            <MenuItem key={item.id} icon={<Icon src={item.icon} />} onClick={() => press(item)}>
              {item.label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

const draw = (command: Command) =>
  command.kind === 'menu' ? (
    <MenuCommand key={command.id} menu={command} />
  ) : (
    <ButtonCommand key={command.id} button={command} />
  );

/** The add-in's buttons and menus on a surface, as its manifest lists them. */
export function AddInCommands({ surface }: { surface: Surface }) {
  const { addIn } = useOutlook();
  return <>{addIn?.commands[surface].map(draw)}</>;
}
