import {
  findColumn,
  findEntitySet,
  findNavigation,
  tableOf,
  type Table,
} from '../../src/sandbox/dataverse/metadata/index.ts';
import type { LoadedRow } from '../../src/sandbox/dataverse/door.ts';
import { sharedText } from './oracles.ts';

type Json = Record<string, unknown>;

export interface Sample {
  /** Position in the file of samples, and the document it is from. */
  index: number;
  file: string;
  method: string;
  /** Below the service root, as written. */
  path: string;
  headers: Record<string, string>;
  body: string;
  answer?: { status: number; headers: Record<string, string>; body: unknown };
}

interface Message {
  line: string;
  headers: Record<string, string>;
  body: string;
}

/** Lines up to the first empty one are headers; a header may go on in the next line. */
function readMessage(text: string): Message {
  // The documents have blanks that do not break, and lines that begin with blanks.
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n');
  const empty = lines.findIndex((line) => line.trim() === '' || line.trim().startsWith('{'));
  const end = empty < 0 ? lines.length : empty;
  const first = lines
    .slice(0, end)
    .findIndex((line, index) => index > 0 && /^\s*[\w.-]+\s*:/.test(line));
  const head = lines.slice(0, first < 0 ? end : first);
  const headers = lines.slice(first < 0 ? end : first, end).flatMap((line) => {
    const match = /^\s*([\w.-]+)\s*:\s*(.*?)\s*$/.exec(line);
    return match ? [[(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const] : [];
  });
  return {
    line: head
      .map((line) => line.trim())
      .join(' ')
      .replace(/\s+(?=[&?])/g, ''),
    headers: Object.fromEntries(headers),
    body: lines.slice(end).join('\n').trim(),
  };
}

/** Some of the documents' JSON is shortened by hand and does not parse; then it is undefined. */
function jsonOf(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const root = /^.*?\/api\/data\/v9\.\d\/?/;

/** Every documented request, with the documented answer where there is one. */
export function readSamples(): Sample[] {
  const all = JSON.parse(sharedText('oracles/dataverse/webapi-http-samples.json')) as {
    file: string;
    http: string;
  }[];
  return all.flatMap(({ file, http }, index): Sample[] => {
    if (http.startsWith('HTTP/')) return [];
    const { line, headers, body } = readMessage(http);
    const [, method = '', url = ''] = /^([A-Z]+)\s*(.*?)(?:\s*HTTP\/1\.1.*)?$/.exec(line) ?? [];
    const next = all[index + 1];
    const reply = next?.http.startsWith('HTTP/') ? readMessage(next.http) : undefined;
    return [
      {
        index,
        file,
        method,
        path: root.test(url) ? url.replace(root, '') : url,
        headers,
        body,
        ...(reply && {
          answer: {
            status: Number(reply.line.split(' ')[1]),
            headers: reply.headers,
            body: jsonOf(reply.body),
          },
        }),
      },
    ];
  });
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const named = new RegExp(`([A-Za-z_]+)\\((${guid.source})\\)`, 'g');

/** The rows a text names: `accounts(<guid>)`. */
export function rowsNamedIn(text: string): { table: Table; id: string }[] {
  return [...typedRows(text), ...namedRows(text)];
}

/** `{"activityid": "…", "@odata.type": "Microsoft.Dynamics.CRM.letter"}`. */
function typedRows(text: string): { table: Table; id: string }[] {
  const pattern = new RegExp(
    `id"\\s*:\\s*"(${guid.source})",\\s*"@odata.type"\\s*:\\s*"Microsoft.Dynamics.CRM.(\\w+)"`,
    'g',
  );
  return [...text.matchAll(pattern)].map(([, id = '', name = '']) => ({
    table: tableOf(name),
    id,
  }));
}

function namedRows(text: string): { table: Table; id: string }[] {
  const children: Record<string, string> = {
    opportunity_customer_accounts: 'opportunity',
    contact_customer_accounts: 'contact',
  };
  return [...text.matchAll(named)].flatMap(([, set = '', id = '']) => {
    const child = children[set];
    const table = child ? tableOf(child) : findEntitySet(set);
    return table ? [{ table, id }] : [];
  });
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

let made = 0;
const newId = (): string => {
  made += 1;
  return `5a4db0c5-0000-4000-8000-${String(made).padStart(12, '0')}`;
};

/**
 * The rows a documented answer shows, to be there before it is asked for: the record itself, the
 * rows it expands, and links between them.
 */
export function rowsShown(
  table: Table,
  record: Json,
  owner: string,
  extra: LoadedRow['values'] = {},
): LoadedRow[] {
  const id = typeof record[table.id] === 'string' ? String(record[table.id]) : newId();
  const values: LoadedRow['values'] = { ...extra };
  const others: LoadedRow[] = [];
  for (const [key, value] of Object.entries(record)) {
    if (key.includes('@') || key === table.id || value === null) continue;
    const navigation = findNavigation(table, key);
    const collection = table.collections[key];
    const found = findColumn(table, key);
    if (navigation && isObject(value)) {
      const target = tableOf(navigation.target);
      if (target.name === 'systemuser' || target.name === 'transactioncurrency') continue;
      const [row, ...more] = rowsShown(target, value, owner);
      if (!row) continue;
      others.push(row, ...more);
      values[navigation.name] = { table: row.table, id: row.id };
    } else if (collection?.via && Array.isArray(value)) {
      const child = tableOf(collection.table);
      const link = { [collection.via]: { table: table.name, id } };
      for (const item of value.filter(isObject))
        others.push(...rowsShown(child, item, owner, link));
    } else if (found && found.column.kind !== 'lookup') {
      const { kind, create, update } = found.column;
      const isKept =
        (create || update || kind === 'string' || kind === 'datetime') && kind !== 'bigint';
      if (isKept) values[found.name] = value as string | number | boolean;
    }
  }
  return [{ table: table.name, id: id.toLowerCase(), owner, values }, ...others];
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Where an answer lacks a documented property or has it in another type; empty where it fits. */
export function differences(documented: unknown, found: unknown, at = ''): string[] {
  if (documented === undefined) return [];
  if (isObject(documented)) {
    if (!isObject(found)) return [`${at || 'body'} is ${kindOf(found)}`];
    return Object.entries(documented).flatMap(([name, value]) => {
      const here = at ? `${at}.${name}` : name;
      if (!(name in found)) return [`${here} is missing`];
      return differences(value, found[name], here);
    });
  }
  if (Array.isArray(documented)) {
    if (!Array.isArray(found)) return [`${at} is ${kindOf(found)}`];
    if (documented.length === 0) return [];
    const each = found.map((item) => differences(documented[0], item, `${at}[]`));
    const [best] = each.toSorted((a, b) => a.length - b.length);
    return best ?? [`${at} is empty`];
  }
  const isSame = documented === null || found === null || kindOf(documented) === kindOf(found);
  return isSame ? [] : [`${at} is ${kindOf(found)}, not ${kindOf(documented)}`];
}
