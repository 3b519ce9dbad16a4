import { badRequest, notBuilt, undeclared } from './errors.ts';
import type { Call } from './call.ts';
import { expandEvents, isEventExpand } from './calendar/expand-events.ts';
import { readAttachments } from './mail/attachments.ts';
import { extendedName, extendedNames, readExtended, type Owner } from './store/extended.ts';
import { extendedCondition } from './store/extended-filter.ts';
import type { Item } from './store/items.ts';
import type { Json } from './store/schema.ts';
import type { ExpandItem } from '../odata/ast.ts';

/**
 * Adds the extended properties an `$expand` names to presented objects, and answers whether it names
 * them. Exchange leaves the name out where an object has none of them.
 */
export async function expandExtended(
  call: Call,
  { path, options }: ExpandItem,
  owner: Owner,
  numbers: number[],
  presented: Json[],
): Promise<boolean> {
  const name = extendedName(path);
  if (!name) return false;
  if (!options.filter) throw badRequest(`Expand of ${name} needs a $filter by id.`);
  const condition = extendedCondition(options.filter, extendedNames[name]);
  const found = await readExtended(call.graph.db, owner, numbers, condition);
  presented.forEach((object, index) => {
    const properties = found.get(numbers[index] ?? 0);
    if (properties) object[name] = properties;
  });
  return true;
}

/** Adds to presented items what `$expand` asks for; the two lists go together. */
export async function expandItems(call: Call, items: Item[], presented: Json[]): Promise<Json[]> {
  const numbers = items.map((item) => item.number);
  for (const item of call.query.expand ?? []) {
    const name = item.path.toLowerCase();
    if (name === 'attachments') {
      const found = await readAttachments(call, numbers, item.options);
      presented.forEach((object, index) => {
        object['attachments'] = found.get(numbers[index] ?? 0) ?? [];
      });
    } else if (isEventExpand(name)) await expandEvents(call, item.options, items, presented);
    else if (name === 'extensions') throw notBuilt(`$expand=${item.path}`);
    else if (!(await expandExtended(call, item, 'item', numbers, presented))) {
      throw undeclared(item.path, items[0]?.kind ?? 'outlookItem');
    }
  }
  return presented;
}
