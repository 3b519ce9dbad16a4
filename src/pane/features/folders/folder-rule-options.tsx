import { makeStyles, typographyStyles } from '@fluentui/react-components';
import type { FolderRule, FolderRuleChange } from '../../../contracts/folder-rules.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  group: { ...typographyStyles.body1, margin: 0, padding: 0, border: 'none', minWidth: 0 },
});

interface FolderRuleOptionsProps {
  rule: FolderRule;
  /** Of the folder; several on the page have the same boxes. */
  name: string;
  onChange: (change: FolderRuleChange, said: string) => void;
}

/** How far a rule goes: to sub-folders, and over what was linked by hand (F-03, F-08). */
export function FolderRuleOptions({ rule, name, onChange }: FolderRuleOptionsProps) {
  const { t } = useText();
  const { includeSubfolders, keepsManual, regarding } = rule;
  return (
    <fieldset className={useStyles().group} aria-label={name}>
      <CheckRow
        checked={includeSubfolders}
        onChange={(wanted) =>
          onChange(
            { includeSubfolders: wanted },
            t(wanted ? 'folders.saidWithSubfolders' : 'folders.saidWithoutSubfolders'),
          )
        }
        label={t('folders.includeSubfolders')}
      />
      {/* Without a record the folder links nothing that could replace what was chosen. */}
      {regarding && (
        <CheckRow
          checked={keepsManual}
          onChange={(wanted) =>
            onChange(
              { keepsManual: wanted },
              t(wanted ? 'folders.saidKept' : 'folders.saidReplaced'),
            )
          }
          label={t('folders.keepsManual')}
          detail={t('folders.keepsManualDetail')}
        />
      )}
    </fieldset>
  );
}
