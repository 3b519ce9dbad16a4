import type { QueryOptions } from '../odata/ast.ts';
import { declaredTypes, type DeclaredNames } from './declared-names.ts';
import { badBody, badRequest } from './errors.ts';
import type { Json } from './store/schema.ts';

/** Type of the things a segment of a path leads to. */
const typeOfSegment: Record<string, string> = {
  attachments: 'attachment',
  calendar: 'calendar',
  calendargroups: 'calendarGroup',
  calendarpermissions: 'calendarPermission',
  calendars: 'calendar',
  calendarview: 'event',
  checklistitems: 'checklistItem',
  contactfolders: 'contactFolder',
  contacts: 'contact',
  event: 'event',
  events: 'event',
  exceptionoccurrences: 'event',
  instances: 'event',
  linkedresources: 'linkedResource',
  lists: 'todoTaskList',
  mailboxsettings: 'mailboxSettings',
  mailfolders: 'mailFolder',
  manager: 'directoryObject',
  mastercategories: 'outlookCategory',
  memberof: 'directoryObject',
  messagerules: 'messageRule',
  messages: 'message',
  organization: 'organization',
  overrides: 'inferenceClassificationOverride',
  people: 'person',
  photo: 'profilePhoto',
  photos: 'profilePhoto',
  subscribedskus: 'subscribedSku',
  subscriptions: 'subscription',
  supportedlanguages: 'localeInfo',
  supportedtimezones: 'timeZoneInformation',
  tasks: 'todoTask',
  users: 'user',
};

/** The type of what a route answers; undefined where its names are not looked at. */
export function typeOfRoute(path: string, isOfUser: boolean): string | undefined {
  const segments = path
    .toLowerCase()
    .split('/')
    .filter((one) => one !== '*' && one !== '');
  const [first] = segments;
  const named = segments.filter((one) => one !== 'delta');
  const last = named.at(-1);
  if (last === undefined) return isOfUser ? 'user' : undefined;
  if (last === 'childfolders') return first === 'contactfolders' ? 'contactFolder' : 'mailFolder';
  if (last === 'attachments' && segments.includes('tasks')) return 'attachmentBase';
  return typeOfSegment[last];
}

type Check = (name: string) => void;

/** Every property that an expression starts from; variables of lambdas are none. */
function walk(node: unknown, variables: readonly string[], check: Check): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, variables, check);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { kind, segments, collection, variable } = node as Record<string, unknown>;
  if (kind === 'literal') return;
  const path = kind === 'path' ? segments : kind === 'lambda' ? collection : undefined;
  const head: unknown = Array.isArray(path) ? path[0] : undefined;
  if (typeof head === 'string' && !variables.includes(head)) check(head);
  const inner = typeof variable === 'string' ? [...variables, variable] : variables;
  for (const value of Object.values(node)) walk(value, inner, check);
}

const isSpecial = (name: string): boolean =>
  name === '*' || /^[$@]/.test(name) || /^microsoft\.graph\./i.test(name);

/** Refuses with 400 a query that names what Graph's metadata does not declare on the type. */
export function checkNames(type: string, query: QueryOptions): void {
  const declared: DeclaredNames | undefined = declaredTypes[type];
  if (!declared) return;
  const refuse = (name: string, prefix: string): never => {
    throw badRequest(
      `${prefix}Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    );
  };
  const known = (name: string) =>
    isSpecial(name) ||
    declared.properties.has(name.toLowerCase()) ||
    declared.navigation.has(name.toLowerCase());
  const select = 'Parsing OData Select and Expand failed: ';
  for (const path of query.select ?? []) {
    const [name = ''] = path.split('/');
    if (!known(name)) refuse(name, select);
  }
  for (const { path } of query.expand ?? []) {
    const [name = ''] = path.split('/');
    if (!isSpecial(name) && !declared.navigation.has(name.toLowerCase())) refuse(name, select);
  }
  const check: Check = (name) => {
    if (!known(name)) refuse(name, '');
  };
  walk(query.filter, [], check);
  walk(query.orderby, [], check);
}

/** Refuses with 400 an object that has what Graph's metadata does not declare on its type. */
export function checkBodyNames(type: string, body: Json): void {
  const declared = declaredTypes[type];
  // A type named in the body is another one, with names of its own.
  if (!declared || '@odata.type' in body) return;
  const stray = Object.keys(body).find(
    (name) =>
      !name.includes('@') &&
      !declared.properties.has(name.toLowerCase()) &&
      !declared.navigation.has(name.toLowerCase()),
  );
  if (stray === undefined) return;
  throw badBody(
    `The property '${stray}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );
}
