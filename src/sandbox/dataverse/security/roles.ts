import { uuidV5 } from '../../../lib/uuid-v5.ts';
import { tables } from '../metadata/index.ts';

/** How far a privilege reaches: nothing, own rows, business unit, that and those below, all. */
export type Depth = 0 | 1 | 2 | 3 | 4;

export const verbs = [
  'Create',
  'Read',
  'Write',
  'Delete',
  'Append',
  'AppendTo',
  'Assign',
  'Share',
] as const;
export type Verb = (typeof verbs)[number];

/** Privilege name (`prvReadContact`) → depth. */
export type Privileges = ReadonlyMap<string, Depth>;

const namespace = '0d5a7d3e-51d0-4f2c-9a44-5a4db0c50de0';

export const privilegeName = (verb: Verb, privilege: string): string => `prv${verb}${privilege}`;
export const privilegeId = (name: string): string => uuidV5(namespace, name);
export const roleId = (name: string): string => uuidV5(namespace, `role ${name}`);

/** The privilege to act as another user; the roles that hold it make a service of an application. */
export const actOnBehalf = 'prvActOnBehalfOfAnotherUser';
const useOutlook = ['prvUseOfficeApps', 'prvSyncToOutlook'];

type Depths = Partial<Record<Verb, Depth>>;

const grant = (privileges: readonly string[], depths: Depths): [string, Depth][] =>
  privileges.flatMap((privilege) =>
    Object.entries(depths).map(([verb, depth]): [string, Depth] => [
      privilegeName(verb as Verb, privilege),
      depth,
    ]),
  );

const everywhere = (names: readonly string[]): [string, Depth][] => names.map((name) => [name, 4]);

const full: Depths = Object.fromEntries(verbs.map((verb) => [verb, 4]));
const everything = [...new Set(tables.map((table) => table.privilege))];

/** What everybody may see of the organisation itself. */
const surroundings = grant(
  [
    'User',
    'BusinessUnit',
    'Team',
    'Role',
    'Queue',
    'Organization',
    'Mailbox',
    'TransactionCurrency',
  ],
  { Read: 4, AppendTo: 4 },
);

/** Reads all, changes what belongs to the own business unit. */
const member: Depths = {
  Create: 2,
  Read: 4,
  Write: 2,
  Delete: 2,
  Append: 4,
  AppendTo: 4,
  Assign: 2,
  Share: 2,
};
const customers = ['Account', 'Contact'];
const sales = ['Lead', 'Opportunity'];
const service = ['Incident'];
const shared = ['Activity', 'new_Project'];

const definitions: Record<string, [string, Depth][]> = {
  'System Administrator': [...grant(everything, full), ...everywhere([actOnBehalf, ...useOutlook])],
  /** For Regarding's application user: acts for anybody, with that person's own rights. */
  'Regarding Service': [...grant(everything, full), ...everywhere([actOnBehalf, ...useOutlook])],
  Salesperson: [
    ...surroundings,
    ...grant([...customers, ...sales, ...shared], member),
    ...grant(service, { Read: 4, Append: 4, AppendTo: 4 }),
    ...everywhere(useOutlook),
  ],
  'Customer Service Representative': [
    ...surroundings,
    ...grant([...customers, ...service, ...shared], member),
    ...grant(sales, { Read: 4, Append: 4, AppendTo: 4 }),
    ...everywhere(useOutlook),
  ],
  /** Sees own rows only and makes none. */
  Limited: [
    ...surroundings,
    ...grant([...customers, ...sales, ...service, ...shared], { Read: 1 }),
    ...everywhere(useOutlook),
  ],
};

const roles = new Map<string, Privileges>(
  Object.entries(definitions).map(([name, privileges]) => [name, new Map(privileges)]),
);

export const roleNames: readonly string[] = [...roles.keys()];

/** The highest depth of each privilege the roles give. Unknown roles give nothing. */
export function privilegesOf(names: readonly string[]): Privileges {
  const union = new Map<string, Depth>();
  for (const [privilege, depth] of names.flatMap((name) => [...(roles.get(name) ?? [])])) {
    if (depth > (union.get(privilege) ?? 0)) union.set(privilege, depth);
  }
  return union;
}
