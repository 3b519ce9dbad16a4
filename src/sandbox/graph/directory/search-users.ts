import { GraphError } from '../errors.ts';
import type { Json } from '../store/schema.ts';

const clause = /"((?:\\.|[^"\\])*)"|\b(AND|OR)\b|([()])/g;
const searchable = [
  'displayName',
  'mail',
  'userPrincipalName',
  'givenName',
  'surname',
  'mailNickname',
];

const invalid = (text: string): GraphError =>
  new GraphError(
    400,
    'Request_BadRequest',
    `Syntax error: the search clause '${text}' is not valid.`,
  );

/** Words of a name start at blanks and signs; an address is one word and also its parts. */
const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s.@_'-]+/)
    .concat(text.toLowerCase());

function holds(user: Json, text: string): boolean {
  const colon = text.indexOf(':');
  const name = searchable.find((one) => one.toLowerCase() === text.slice(0, colon).toLowerCase());
  if (colon < 0 || !name) throw invalid(text);
  const value = user[name];
  if (typeof value !== 'string') return false;
  const wanted = text
    .slice(colon + 1)
    .toLowerCase()
    .split(/\s+/);
  return wanted.every((word) => tokens(value).some((token) => token.startsWith(word)));
}

/**
 * Users whose properties have a word that begins with each word asked for:
 * `"displayName:an" OR "mail:an"`. `AND` binds before `OR`. Throws `Request_BadRequest`.
 */
export function searchUsers(users: Json[], search: string): Json[] {
  const parts = [...search.matchAll(clause)];
  const isWhole = search.replaceAll(clause, '').trim() === '';
  const terms: string[][] = [[]];
  for (const [, text, operator, bracket] of parts) {
    if (bracket) throw invalid(search);
    if (operator === 'OR') terms.push([]);
    else if (text !== undefined) terms.at(-1)?.push(text);
  }
  if (!isWhole || terms.some((all) => all.length === 0)) throw invalid(search);
  return users.filter((user) => terms.some((all) => all.every((text) => holds(user, text))));
}
