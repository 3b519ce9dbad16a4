import { uuidV5 } from '../../../lib/uuid-v5.ts';
import { translated, type Texts } from './labels.ts';

export type Json = Record<string, unknown>;

/** A piece of metadata as the Web API shows it, and what can be expanded from it. */
export interface Node {
  /** Without the namespace: `StringAttributeMetadata`. */
  type: string;
  json: Json;
  /** Names it may be found by in a key: `LogicalName='account'`. */
  keys: Record<string, string>;
  /** Properties that only the type itself has, not what it derives from; a cast is needed. */
  own?: readonly string[];
  /** The type all nodes of its set derive from, shown where no cast was asked for. */
  base?: string;
  children: Record<string, () => Node | Node[] | null>;
}

const namespace = '5d1f4cc8-55ad-4b52-8c7f-5a4db0c50de1';

/** The fixed MetadataId of a piece of metadata by its name. */
export const metadataId = (name: string): string => uuidV5(namespace, name);

const languages = { en: 1033, hu: 1038 } as const;

/**
 * A text in the languages the organisation has, its own first; empty for undefined.
 * @param name tells labels with the same text apart
 */
export function label(text: Texts | string | undefined, name?: string): Json {
  if (text === undefined) return { LocalizedLabels: [], UserLocalizedLabel: null };
  const texts = typeof text === 'string' ? translated(text) : text;
  const localized = (['en', 'hu'] as const).flatMap((language) => {
    const Label = texts[language];
    if (Label === undefined) return [];
    const LanguageCode = languages[language];
    const key = `label ${name ?? texts.en}${language === 'en' ? '' : ` ${language}`}`;
    return [
      { Label, LanguageCode, IsManaged: true, MetadataId: metadataId(key), HasChanged: null },
    ];
  });
  return { LocalizedLabels: localized, UserLocalizedLabel: localized[0] ?? null };
}

/** A property that solutions may lock. */
export const managed = (Value: boolean | string, ManagedPropertyLogicalName: string): Json => ({
  Value,
  CanBeChanged: true,
  ManagedPropertyLogicalName,
});
