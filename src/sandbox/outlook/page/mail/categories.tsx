import { makeStyles, tokens } from '@fluentui/react-components';
import { createContext, useContext } from 'react';
import type { Category } from '../host/backend.ts';
import { categoryColour } from './category-colours.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  chip: {
    borderRadius: tokens.borderRadiusMedium,
    paddingInline: tokens.spacingHorizontalSNudge,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    maxInlineSize: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

/** The mailbox's own list of categories, with their colours. */
export const MasterCategories = createContext<Category[]>([]);

/** An item's categories in their colours. */
export function Categories({ names }: { names: readonly string[] }) {
  const styles = useStyles();
  const { t } = useText();
  const master = useContext(MasterCategories);
  if (!names.length) return null;
  return (
    <span className={styles.list}>
      {names.map((name) => {
        const colour = categoryColour(
          master.find((category) => category.displayName.toLowerCase() === name.toLowerCase())
            ?.color,
        );
        const style = { backgroundColor: colour.background, color: colour.foreground };
        return (
          <span
            key={name}
            className={styles.chip}
            style={style}
            title={t('item.category', { name })}
          >
            {name}
          </span>
        );
      })}
    </span>
  );
}
