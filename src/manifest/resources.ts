import type { AddIn, Button, LocalText } from './types.ts';
import { phoneIcons, ribbonSizes } from './types.ts';

/** Longest id of a resource (schema: 32). */
const longestId = 32;

/** The id of a text: its own first words, `seeTheCrmAndTrack`. */
export const textId = ({ en }: Pick<LocalText, 'en'>): string =>
  (en.match(/[A-Za-z]+/g) ?? [])
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
    .slice(0, longestId);

const unique = (texts: readonly LocalText[]): LocalText[] => [
  ...new Map(texts.map((text) => [textId(text), text])).values(),
];

const pixelsOf = ({ surfaces }: AddIn): Map<string, Set<number>> => {
  const pixels = new Map<string, Set<number>>();
  for (const { formFactor, buttons } of surfaces) {
    const sizes = formFactor === 'mobile' ? phoneIcons.map((icon) => icon.pixels) : ribbonSizes;
    for (const { icon } of buttons) {
      pixels.set(icon, new Set([...(pixels.get(icon) ?? []), ...sizes]));
    }
  }
  return pixels;
};

function imagesOf(addIn: AddIn): Record<string, string> {
  const images = [...pixelsOf(addIn)].flatMap(([icon, sizes]) =>
    [...sizes]
      .sort((one, other) => one - other)
      .map((size) => [`${icon}${size}`, `${addIn.origin}/assets/${icon}-${size}.png`] as const),
  );
  return Object.fromEntries(images);
}

/** Everything the manifest's parts refer to by id. */
export function resourcesOf(addIn: AddIn): {
  images: Record<string, string>;
  urls: Record<string, string>;
  shortTexts: LocalText[];
  longTexts: LocalText[];
} {
  const buttons: Button[] = addIn.surfaces.flatMap((surface) => surface.buttons);
  // Phones show no tips.
  const ribbon = addIn.surfaces
    .filter(({ formFactor }) => formFactor === 'desktop')
    .flatMap((surface) => surface.buttons);
  return {
    images: imagesOf(addIn),
    urls: Object.fromEntries(
      Object.entries(addIn.pages).map(([name, path]) => [name, addIn.origin + path]),
    ),
    shortTexts: unique([
      ...buttons.map(({ label }) => label),
      ...ribbon.map(({ tipTitle }) => tipTitle),
    ]),
    longTexts: unique(ribbon.map(({ tip }) => tip)),
  };
}
