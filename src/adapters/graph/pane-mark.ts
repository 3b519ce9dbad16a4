import { z } from 'zod';
import type { PaneMark } from '../../ports/mail-changes.ts';

/** Where Outlook keeps what an add-in notes on an item (MS-OXCEXT 2.2.5). */
const propertyOf = (addIn: string): string =>
  `String {00020329-0000-0000-C000-000000000046} Name cecp-${addIn.toLowerCase()}`;

export const paneMarkExpand = (addIn: string): string =>
  `singleValueExtendedProperties($filter=${encodeURIComponent(`id eq '${propertyOf(addIn)}'`)})`;

export const withPaneMark = z.object({
  id: z.string(),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string().nullish() }))
    .nullish(),
});

const record = z.object({ table: z.string().regex(/^[a-z][a-z0-9_]*$/), id: z.guid() });
const link = z.object({ regarding: record.nullish() });
const properties = z.object({ RegardingLink: z.string().nullish() });

/** What anybody who can write to the item may have put there: nothing else of it is believed. */
function parse<T>(text: string | null | undefined, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** What the pane left on the item (`src/pane/host/mark-item.ts`); null: nothing. */
export function paneMarkIn(item: z.infer<typeof withPaneMark>, addIn: string): PaneMark | null {
  const wanted = propertyOf(addIn).toLowerCase();
  const own = item.singleValueExtendedProperties?.find(({ id }) => id.toLowerCase() === wanted);
  const found = parse(parse(own?.value, properties)?.RegardingLink, link);
  return found && { regarding: found.regarding ?? null };
}
