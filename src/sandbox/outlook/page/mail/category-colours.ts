import { tokens } from '@fluentui/react-components';

interface Colour {
  background: string;
  foreground: string;
}

const plain: Colour = {
  background: tokens.colorNeutralBackground5,
  foreground: tokens.colorNeutralForeground1,
};

const of = (background: string, foreground: string): Colour => ({ background, foreground });

/** Outlook's 25 presets in order, in the nearest colours of the theme. */
const presets: readonly Colour[] = [
  of(tokens.colorPaletteRedBackground2, tokens.colorPaletteRedForeground2),
  of(tokens.colorPalettePumpkinBackground2, tokens.colorPalettePumpkinForeground2),
  of(tokens.colorPalettePeachBackground2, tokens.colorPalettePeachForeground2),
  of(tokens.colorPaletteGoldBackground2, tokens.colorPaletteGoldForeground2),
  of(tokens.colorPaletteForestBackground2, tokens.colorPaletteForestForeground2),
  of(tokens.colorPaletteTealBackground2, tokens.colorPaletteTealForeground2),
  of(tokens.colorPaletteBrassBackground2, tokens.colorPaletteBrassForeground2),
  of(tokens.colorPaletteBlueBackground2, tokens.colorPaletteBlueForeground2),
  of(tokens.colorPalettePurpleBackground2, tokens.colorPalettePurpleForeground2),
  of(tokens.colorPaletteCranberryBackground2, tokens.colorPaletteCranberryForeground2),
  of(tokens.colorPaletteSteelBackground2, tokens.colorPaletteSteelForeground2),
  of(tokens.colorPaletteNavyBackground2, tokens.colorPaletteNavyForeground2),
  of(tokens.colorPalettePlatinumBackground2, tokens.colorPalettePlatinumForeground2),
  of(tokens.colorPaletteMinkBackground2, tokens.colorPaletteMinkForeground2),
  of(tokens.colorPaletteAnchorBackground2, tokens.colorPaletteAnchorForeground2),
  of(tokens.colorPaletteDarkRedBackground2, tokens.colorPaletteDarkRedForeground2),
  of(tokens.colorPaletteBrownBackground2, tokens.colorPaletteBrownForeground2),
  of(tokens.colorPaletteBrownBackground2, tokens.colorPaletteBrownForeground2),
  of(tokens.colorPaletteBrassBackground2, tokens.colorPaletteBrassForeground2),
  of(tokens.colorPaletteDarkGreenBackground2, tokens.colorPaletteDarkGreenForeground2),
  of(tokens.colorPaletteTealBackground2, tokens.colorPaletteTealForeground2),
  of(tokens.colorPaletteBrassBackground2, tokens.colorPaletteBrassForeground2),
  of(tokens.colorPaletteNavyBackground2, tokens.colorPaletteNavyForeground2),
  of(tokens.colorPaletteGrapeBackground2, tokens.colorPaletteGrapeForeground2),
  of(tokens.colorPaletteMagentaBackground2, tokens.colorPaletteMagentaForeground2),
];

/** The colours of a category; `preset` as Graph names it. */
export function categoryColour(preset: string | undefined): Colour {
  const index = Number(/^preset(\d+)$/i.exec(preset ?? '')?.[1]);
  return presets[index] ?? plain;
}
