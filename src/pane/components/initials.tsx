import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  disc: {
    display: 'flex',
    flexShrink: 0,
    alignItems: 'center',
    justifyContent: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { border: `${tokens.strokeWidthThin} solid CanvasText` },
  },
});

/** Pairs Fluent picks for people; each has the contrast text needs in both themes. */
const useColours = makeStyles({
  0: {
    backgroundColor: tokens.colorPaletteTealBackground2,
    color: tokens.colorPaletteTealForeground2,
  },
  1: {
    backgroundColor: tokens.colorPalettePlumBackground2,
    color: tokens.colorPalettePlumForeground2,
  },
  2: {
    backgroundColor: tokens.colorPaletteSteelBackground2,
    color: tokens.colorPaletteSteelForeground2,
  },
  3: {
    backgroundColor: tokens.colorPaletteGrapeBackground2,
    color: tokens.colorPaletteGrapeForeground2,
  },
  4: {
    backgroundColor: tokens.colorPaletteNavyBackground2,
    color: tokens.colorPaletteNavyForeground2,
  },
  5: {
    backgroundColor: tokens.colorPaletteForestBackground2,
    color: tokens.colorPaletteForestForeground2,
  },
});

const colours = [0, 1, 2, 3, 4, 5] as const;

/** `Kovács Mária (Contoso)` becomes `KM`; without letters it is the first sign there is. */
export const initialsOf = (name: string): string => {
  const plain = name.replace(/\(.*?\)|<.*?>|@.*/g, ' ');
  const words = plain.match(/\p{L}[^\s,.]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = chosen.map((word) => Array.from(word ?? '')[0] ?? '').join('');
  return (letters || (Array.from(name)[0] ?? '')).toUpperCase();
};

/** The same person has the same colour every time. */
const colourOf = (key: string): (typeof colours)[number] => {
  const sum = Array.from(key).reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 9_973, 7);
  return colours[sum % colours.length] ?? 0;
};

/** Fluent's Avatar in small: it alone would be a tenth of the pane's first route. */
export function Initials({ name, address }: { name: string; address: string }) {
  const styles = useStyles();
  const coloured = useColours();
  return (
    <span
      className={mergeClasses(styles.disc, coloured[colourOf(address.toLowerCase())])}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}
