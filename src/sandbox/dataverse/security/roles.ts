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
/** The fixed MetadataId of a table. */
export const metadataIdOf = (table: string): string => privilegeId(`entity ${table}`);
export const privilegeId = (name: string): string => uuidV5(namespace, name);
/** The role of the root business unit; those of others are copies with ids of their own. */
export const roleId = (name: string): string => uuidV5(namespace, `role ${name}`);
export const roleCopyId = (name: string, businessUnitId: string): string =>
  uuidV5(namespace, `role ${name} of ${businessUnitId}`);

/** The privilege to act as another user; the roles that hold it make a service of an application. */
export const actOnBehalf = 'prvActOnBehalfOfAnotherUser';
/** The privilege to switch plug-ins off for a request. */
export const bypassPlugins = 'prvBypassCustomPlugins';
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

const allNames: readonly string[] = [
  ...everything.flatMap((privilege) => verbs.map((verb) => privilegeName(verb, privilege))),
  actOnBehalf,
  bypassPlugins,
  ...useOutlook,
];
const namesById = new Map(allNames.map((name) => [privilegeId(name), name]));

/** Every privilege there is. */
export const privilegeNames = (): readonly string[] => [...namesById.values()];
export const privilegeNameOf = (id: string): string | undefined => namesById.get(id);

const visible: Depths = { Read: 4, AppendTo: 4 };
const ownRows: Depths = { Create: 1, Read: 1, Write: 1, Delete: 1, Append: 1, AppendTo: 1 };

/** What everybody may see of the organisation itself, and the settings of one's own. */
const surroundings = [
  ...grant(['User', 'BusinessUnit', 'Team', 'Role', 'Queue', 'Organization', 'Mailbox'], visible),
  ...grant(['TransactionCurrency', 'Subject', 'Product', 'ConnectionRole', 'SdkMessage'], visible),
  ...grant(['EmailTemplate', 'KnowledgeArticle', 'KbArticle', 'SalesLiterature'], visible),
  ...grant(['Competitor', 'Query', 'SystemForm', 'DuplicateRule', 'AppModule'], visible),
  ...grant(['SyncAttributeMappingProfile'], visible),
  ...grant(['UserQuery', 'UserSettings', 'MailboxTrackingFolder'], ownRows),
];

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
const shared = ['Activity', 'Note', 'Connection', 'QueueItem', 'new_Project'];

const definitions: Record<string, [string, Depth][]> = {
  'System Administrator': [
    ...grant(everything, full),
    ...everywhere([actOnBehalf, bypassPlugins, ...useOutlook]),
  ],
  /** For Regarding's application user: acts for anybody, with that person's own rights. */
  'Regarding Service': [...grant(everything, full), ...everywhere([actOnBehalf, ...useOutlook])],
  /** Lets its holder act for others, within the rights of both. */
  Delegate: everywhere([actOnBehalf]),
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

/** The highest depth of each privilege the roles give as they are delivered. Unknown roles give nothing. */
export function privilegesOf(names: readonly string[]): Privileges {
  const union = new Map<string, Depth>();
  for (const [privilege, depth] of names.flatMap((name) => [...(roles.get(name) ?? [])])) {
    if (depth > (union.get(privilege) ?? 0)) union.set(privilege, depth);
  }
  return union;
}
