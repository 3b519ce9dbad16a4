import { uuidV5 } from '../../../lib/uuid-v5.ts';

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

/** A text in the organisation's language; empty for undefined. */
export function label(text: string | undefined, name = text ?? ''): Json {
  if (text === undefined) return { LocalizedLabels: [], UserLocalizedLabel: null };
  const localized = {
    Label: text,
    LanguageCode: 1033,
    IsManaged: true,
    MetadataId: metadataId(`label ${name}`),
    HasChanged: null,
  };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}

/** A property that solutions may lock. */
export const managed = (Value: boolean | string, ManagedPropertyLogicalName: string): Json => ({
  Value,
  CanBeChanged: true,
  ManagedPropertyLogicalName,
});
