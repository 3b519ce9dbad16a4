import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Badge,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { SessionAnswer } from '../../types.ts';
import { useText } from '../text/use-text.ts';
import { CustomFault } from './custom-fault.tsx';
import {
  addFault,
  type Condition,
  conditionOf,
  conditions,
  type Fault,
  loadFaults,
  otherFaults,
  type Preset,
  removeFault,
  setCondition,
} from './fault-api.ts';
import { OtherFault, PresetRow } from './fault-rows.tsx';
import { usePolled } from './use-faults.ts';

const useStyles = makeStyles({
  service: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingBlockEnd: tokens.spacingVerticalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  conditions: { display: 'grid', gridTemplateColumns: '1fr 1fr' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  header: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

interface ServiceProps {
  service: SessionAnswer['services'][number];
}

/** What a service is doing, and how to change it. */
function useServiceFaults(origin: string) {
  const load = useCallback(() => loadFaults(origin), [origin]);
  const { data, failure, act } = usePolled(load);
  const [wished, setWished] = useState<Condition>();
  const { faults = [], presets = [] } = data ?? {};
  const change = (condition: Condition) => {
    setWished(condition);
    act(setCondition(origin, condition).finally(() => setWished(undefined)));
  };
  return {
    failure,
    faults,
    presets,
    condition: wished ?? (data ? conditionOf(faults) : ''),
    others: data ? otherFaults(data) : [],
    change,
    add: (spec: object, name = '') =>
      act(addFault(origin, spec), { presets, faults: [...faults, { id: '', name }] }),
    remove: (fault: Fault) =>
      act(removeFault(origin, fault.id), {
        presets,
        faults: faults.filter((other) => other !== fault),
      }),
  };
}

type ServiceState = ReturnType<typeof useServiceFaults>;

function ConditionField({ service, state }: ServiceProps & { state: ServiceState }) {
  const styles = useStyles();
  const { t } = useText();
  const { condition, failure, change } = state;
  return (
    <Field label={service.name} {...(failure && { validationMessage: failure })}>
      <RadioGroup
        className={styles.conditions}
        value={condition}
        onChange={(_event, { value }) => change(value as Condition)}
      >
        {conditions.map((each) => (
          <Radio key={each} value={each} label={t(`faults.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Presets({ faults, presets, add, remove }: ServiceState) {
  const styles = useStyles();
  const { t } = useText();
  const faultOf = (preset: Preset) => faults.find(({ name }) => name === preset.name);
  const active = presets.filter(faultOf).length;
  const toggle = (preset: Preset) => {
    const fault = faultOf(preset);
    if (fault) remove(fault);
    else add({ preset: preset.name }, preset.name);
  };
  return (
    <AccordionItem value="presets">
      <AccordionHeader>
        <span className={styles.header}>
          {t('faults.presets', { count: presets.length })}
          {active > 0 && <Badge color="danger">{t('faults.active', { count: active })}</Badge>}
        </span>
      </AccordionHeader>
      <AccordionPanel>
        <ul className={styles.list}>
          {presets.map((preset) => (
            <PresetRow
              key={preset.name}
              preset={preset}
              fault={faultOf(preset)}
              onSwitch={() => toggle(preset)}
            />
          ))}
        </ul>
      </AccordionPanel>
    </AccordionItem>
  );
}

/** One service: its condition, the faults it offers, and those set otherwise. */
export function ServiceFaults({ service }: ServiceProps) {
  const styles = useStyles();
  const { t } = useText();
  const state = useServiceFaults(service.origin);
  return (
    <section className={styles.service} aria-label={service.name}>
      <ConditionField service={service} state={state} />
      <Accordion collapsible>
        <Presets {...state} />
        <AccordionItem value="own">
          <AccordionHeader>{t('faults.own')}</AccordionHeader>
          <AccordionPanel>
            <CustomFault onAdd={(spec) => state.add(spec)} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      <ul className={styles.list}>
        {state.others.map((fault) => (
          <OtherFault key={fault.id} fault={fault} onOff={() => state.remove(fault)} />
        ))}
      </ul>
    </section>
  );
}
