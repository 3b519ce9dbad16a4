import { Drawer, DrawerBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { SessionAnswer } from '../../types.ts';
import { useText } from '../text/use-text.ts';
import { ClockControl } from './clock-control.tsx';
import { ItemChangedField } from './item-changed-field.tsx';
import { ServiceFaults } from './service-faults.tsx';
import { DrawerTitle } from '../app/drawer-title.tsx';

const useStyles = makeStyles({
  drawer: { inlineSize: 'min(440px, 100vw)' },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingBlockEnd: tokens.spacingVerticalXL,
    '& > *': { flexShrink: 0 },
  },
});

export interface FaultDrawerProps {
  services: SessionAnswer['services'];
  isOpen: boolean;
  onClose: () => void;
}

/**
 * Lets a person see what the add-in does when a service fails; beside the pane, not over it. While
 * it is closed, nothing is asked.
 */
export function FaultDrawer({ services, isOpen, onClose }: FaultDrawerProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <Drawer
      type="overlay"
      modalType="non-modal"
      position="start"
      className={styles.drawer}
      open={isOpen}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
      aria-label={t('faults.title')}
    >
      <DrawerTitle title={t('faults.title')} closeLabel={t('faults.close')} onClose={onClose} />
      <DrawerBody className={styles.body}>
        <Text>{t('faults.intro')}</Text>
        {services.map((service) => (
          <ServiceFaults key={service.origin} service={service} />
        ))}
        <ClockControl />
        <ItemChangedField />
      </DrawerBody>
    </Drawer>
  );
}
