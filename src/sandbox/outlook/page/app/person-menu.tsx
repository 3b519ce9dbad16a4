import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons';
import type { Person } from '../../types.ts';
import { useText } from '../text/use-text.ts';

export interface PersonMenuProps {
  person: Person;
  people: Person[];
  onPick: (person: Person) => void;
  onSignOut: () => void;
}

/** Who is signed in, and who else one can be. */
export function PersonMenu({ person, people, onPick, onSignOut }: PersonMenuProps) {
  const { t } = useText();
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
              aria-label={t('header.signedIn', { name: person.displayName })}
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
          <MenuDivider />
          <MenuItem icon={<SignOutRegular />} onClick={onSignOut}>
            {t('header.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
