import {
  Button,
  Drawer,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import type { SessionAnswer } from '../../types.ts';
import {
  type Condition,
  conditionNames,
  conditions,
  readCondition,
  setCondition,
} from './fault-api.ts';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

type Service = SessionAnswer['services'][number];

const reason = (error: unknown): string =>
  // What the browser throws where nobody listens.
  error instanceof TypeError ? 'Not running.' : String(error);

interface Known {
  condition?: Condition;
  failure?: string;
}

/** A service's condition: shown as wished at once, then as the service itself says. */
function useCondition(origin: string) {
  const [known, setKnown] = useState<Known>({});
  const fail = useCallback((error: unknown) => setKnown({ failure: reason(error) }), []);
  const read = useCallback(() => {
    readCondition(origin).then((condition) => setKnown({ condition }), fail);
  }, [origin, fail]);
  useEffect(read, [read]);
  const change = (condition: Condition) => {
    setKnown({ condition });
    setCondition(origin, condition).then(read, fail);
  };
  return { ...known, change };
}

function ServiceFault({ service }: { service: Service }) {
  const { condition = '', failure, change } = useCondition(service.origin);
  return (
    <Field label={service.name} {...(failure && { validationMessage: failure })}>
      <RadioGroup value={condition} onChange={(_event, { value }) => change(value as Condition)}>
        {conditions.map((each) => (
          <Radio key={each} value={each} label={conditionNames[each]} />
        ))}
      </RadioGroup>
    </Field>
  );
}

export interface FaultDrawerProps {
  services: Service[];
  isOpen: boolean;
  onClose: () => void;
}

/**
 * Lets a person see what the add-in does when a service is off, slow or busy; beside the pane, not
 * over it.
 */
export function FaultDrawer({ services, isOpen, onClose }: FaultDrawerProps) {
  const styles = useStyles();
  return (
    <Drawer
      type="overlay"
      modalType="non-modal"
      position="start"
      size="small"
      open={isOpen}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
      aria-label="Faults"
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label="Close faults"
              icon={<DismissRegular />}
              onClick={onClose}
            />
          }
        >
          Faults
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <Text>What the add-in and its service find when they call these parts of the sandbox.</Text>
        {services.map((service) => (
          <ServiceFault key={service.origin} service={service} />
        ))}
      </DrawerBody>
    </Drawer>
  );
}
