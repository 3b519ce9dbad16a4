import type { Category } from '../backend.ts';
import {
  accessOf,
  type Call,
  type Method,
  officeError,
  OfficeError,
  stringOf,
  stringsOf,
} from '../method.ts';

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** `preset4` is `Preset4` in Office.js, `none` is `None`. */
const asHost = ({ displayName, color }: Category): Category => ({
  displayName,
  color: color.charAt(0).toUpperCase() + color.slice(1),
});

/** The item's categories; one that is no longer in the mailbox's list has no colour. */
async function itemCategories(call: Call): Promise<Category[]> {
  const { backend } = call.session;
  const [names, master] = await Promise.all([
    accessOf(call).categories(),
    backend.masterCategories(),
  ]);
  return names.map((name) =>
    asHost(
      master.find(({ displayName }) => same(displayName, name)) ?? {
        displayName: name,
        color: 'none',
      },
    ),
  );
}

async function add(call: Call): Promise<void> {
  const { backend } = call.session;
  const wanted = stringsOf(call.params['categories']);
  const master = await backend.masterCategories();
  if (!wanted.every((name) => master.some(({ displayName }) => same(displayName, name)))) {
    throw new OfficeError(officeError.invalidCategory, 'Not among the mailbox’s categories.');
  }
  await accessOf(call).changeCategories((names) => [
    ...names,
    ...wanted.filter((name) => !names.some((existing) => same(existing, name))),
  ]);
}

async function remove(call: Call): Promise<void> {
  const unwanted = stringsOf(call.params['categories']);
  await accessOf(call).changeCategories((names) =>
    names.filter((name) => !unwanted.some((other) => same(other, name))),
  );
}

function details(value: unknown): Category[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.map((entry) => {
    const { displayName, color } = entry as Partial<Category>;
    return { displayName: stringOf(displayName), color: stringOf(color).toLowerCase() || 'none' };
  });
}

async function addMaster(call: Call): Promise<void> {
  const { backend } = call.session;
  const wanted = details(call.params['categoryDetails']);
  const master = await backend.masterCategories();
  const isThere = ({ displayName }: Category) =>
    master.some((existing) => same(existing.displayName, displayName));
  if (wanted.some(isThere)) {
    throw new OfficeError(officeError.duplicateCategory, 'The mailbox has such a category.');
  }
  await backend.addMasterCategories(wanted);
}

async function removeMaster(call: Call): Promise<void> {
  const { backend } = call.session;
  const wanted = stringsOf(call.params['categories']);
  const master = await backend.masterCategories();
  if (!wanted.every((name) => master.some(({ displayName }) => same(displayName, name)))) {
    throw new OfficeError(officeError.invalidCategory, 'Not among the mailbox’s categories.');
  }
  await backend.removeMasterCategories(wanted);
}

/** Categories of the item and of the mailbox, by dispatch id. */
export const categoryMethods: Record<number, Method> = {
  157: { name: 'categories.getAsync', level: 1, run: itemCategories },
  158: { name: 'categories.addAsync', level: 2, run: add },
  159: { name: 'categories.removeAsync', level: 2, run: remove },
  160: {
    name: 'masterCategories.getAsync',
    level: 3,
    run: async ({ session }) => (await session.backend.masterCategories()).map(asHost),
  },
  161: { name: 'masterCategories.addAsync', level: 3, run: addMaster },
  162: { name: 'masterCategories.removeAsync', level: 3, run: removeMaster },
};
