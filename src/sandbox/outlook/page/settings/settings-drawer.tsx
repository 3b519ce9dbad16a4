import {
  Drawer,
  DrawerBody,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { type ReadingPanePlace, readingPanes, usePreferences } from '../app/preferences.ts';
import { themes } from '../host/theme.ts';
import type { TextKey } from '../text/keys.ts';
import { languageOf, languages } from '../text/messages.ts';
import { useText } from '../text/use-text.ts';
import { AddInsDialog } from './add-ins-dialog.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { DrawerTitle } from '../app/drawer-title.tsx';

const useStyles = makeStyles({
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    paddingBlockEnd: tokens.spacingVerticalXL,
    '& > *': { flexShrink: 0 },
  },
});

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string; lang?: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      <RadioGroup value={value} onChange={(_event, data) => onChange(data.value)}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={<span lang={option.lang}>{option.label}</span>}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

const asDevice = 'system';

const paneWords: Record<ReadingPanePlace, TextKey> = {
  right: 'settings.paneRight',
  bottom: 'settings.paneBottom',
  off: 'settings.paneOff',
};

function Choices() {
  const { t } = useText();
  const { preferences, language, change } = usePreferences();
  const themeNames = Object.keys(themes) as (keyof typeof themes)[];
  const theme = (value: string) => themeNames.find((name) => name === value) ?? null;
  const place = (value: string) => readingPanes.find((one) => one === value) ?? 'right';
  return (
    <>
      <Choice
        label={t('settings.language')}
        value={language.code}
        options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        onChange={(code) => change({ language: languageOf(code) ?? null })}
      />
      <Choice
        label={t('settings.theme')}
        value={preferences.theme ?? asDevice}
        options={[
          { value: asDevice, label: t('settings.system') },
          ...themeNames.map((name) => ({ value: name, label: t(`settings.${name}`) })),
        ]}
        onChange={(name) => change({ theme: theme(name) })}
      />
      <Choice
        label={t('settings.readingPane')}
        value={preferences.readingPane}
        options={readingPanes.map((value) => ({ value, label: t(paneWords[value]) }))}
        onChange={(value) => change({ readingPane: place(value) })}
      />
    </>
  );
}

export interface SettingsDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** An add-in came or went. */
  onAddInsChange: () => void;
}

/** How the page looks and speaks, and which add-ins the mailbox has. */
export function SettingsDrawer({ isOpen, onClose, onAddInsChange }: SettingsDrawerProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <Drawer
      type="overlay"
      modalType="non-modal"
      position="end"
      size="small"
      open={isOpen}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
      aria-label={t('settings.title')}
    >
      <DrawerTitle title={t('settings.title')} closeLabel={t('settings.close')} onClose={onClose} />
      <DrawerBody className={styles.body}>
        <Choices />
        <AddInsDialog onChange={onAddInsChange} />
        <Shortcuts />
      </DrawerBody>
    </Drawer>
  );
}
