import { sql } from 'kysely';
import { activityNames, findTable, tableOf, type Table } from '../metadata/index.ts';
import { formatted, type Names } from '../read/formatted.ts';
import { loadNames } from '../read/present.ts';
import {
  findRow,
  findRows,
  isReference,
  refersTo,
  textOf,
  type Executor,
  type Row,
  type Value,
} from '../store/rows.ts';
import { markup, page, type Html } from './layout.ts';

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/** The row a page's `etn` and `id` name, or undefined. */
export async function findPageRow(
  db: Executor,
  { etn, id }: { etn?: string | undefined; id?: string | undefined },
): Promise<Row | undefined> {
  const table = findTable(etn ?? '');
  const key = guid.exec(id ?? '')?.[1];
  return table && key ? findRow(db, [table.name], key) : undefined;
}

export const recordUrl = ({ table, id }: { table: string; id: string }): string =>
  `/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`;

export const titleOf = (row: Row): string => {
  const name = row.data[tableOf(row.table).primaryName];
  return typeof name === 'string' && name ? name : '(no subject)';
};

function show(table: Table, name: string, value: Value, names: Names): Html {
  const column = table.columns[name];
  const text = column && formatted(table, name, column, value, names);
  if (isReference(value)) {
    return markup`<a href="${recordUrl(value)}">${text ?? value.id}</a>
      (${tableOf(value.table).label})`;
  }
  return markup`${text ?? String(value)}`;
}

/** Shown in a section of their own, or too long for a table. */
const apart = new Set(['description', 'body']);

function columnsTable(row: Row, names: Names): Html {
  const table = tableOf(row.table);
  const rows = Object.keys(table.columns).flatMap((name) => {
    const value = row.data[name] ?? null;
    if (value === null || value === '' || apart.has(name)) return [];
    return [
      markup`<tr>
        <th scope="row">${name}</th>
        <td>${show(table, name, value, names)}</td>
      </tr> `,
    ];
  });
  return markup`<table>
    ${rows}
  </table>`;
}

const party = tableOf('activityparty');

function partiesSection(parties: Row[], names: Names): Html {
  if (parties.length === 0) return markup``;
  const sorted = parties.toSorted(
    (a, b) => Number(a.data['participationtypemask']) - Number(b.data['participationtypemask']),
  );
  const rows = sorted.map(({ data }) => {
    const { participationtypemask: mask = null, partyid = null, addressused = '' } = data;
    const who = isReference(partyid) ? show(party, 'partyid', partyid, names) : markup`unresolved`;
    const kind = show(party, 'participationtypemask', mask, names);
    return markup`<tr>
      <td>${kind}</td>
      <td>${who}</td>
      <td>${textOf(addressused)}</td>
    </tr> `;
  });
  return markup`<h2>Parties</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col">Record</th>
          <th scope="col">Address</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function attachmentsSection(attachments: Row[]): Html {
  if (attachments.length === 0) return markup``;
  const items = attachments.map(
    ({ data }) =>
      markup`<li>
        ${textOf(data['filename']) || 'attachment'} (${textOf(data['mimetype'])},
        ${Number(data['filesize'] ?? 0)} bytes)
      </li> `,
  );
  return markup`<h2>Attachments</h2>
    <ul>
      ${items}
    </ul>`;
}

/** Activities as rows of a table, newest first. */
export function activitiesTable(rows: Row[]): Html {
  const lines = rows.map((row) => {
    const { label } = tableOf(row.table);
    const changed = textOf(row.data['modifiedon']);
    return markup`<tr>
      <td>${label}</td>
      <td><a href="${recordUrl(row)}">${titleOf(row)}</a></td>
      <td>${changed}</td>
    </tr> `;
  });
  return markup`<table>
    <thead>
      <tr>
        <th scope="col">Kind</th>
        <th scope="col">Subject</th>
        <th scope="col">Changed (UTC)</th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function activitiesSection(activities: Row[]): Html {
  if (activities.length === 0) return markup``;
  return markup`<h2>Activities</h2>
    ${activitiesTable(activities.toReversed())}`;
}

function bodySection(row: Row): Html {
  if (!row.data['description']) return markup``;
  const source = `/record-body?etn=${row.table}&id=${row.id}`;
  return markup`<h2>Description</h2>
    <iframe sandbox title="Description" src="${source}"></iframe>`;
}

function regardingLine(table: Table, row: Row, names: Names): Html {
  const value = row.data['regardingobjectid'] ?? null;
  if (value === null) return markup``;
  return markup`<p>Regarding: ${show(table, 'regardingobjectid', value, names)}</p>`;
}

/** A record as HTML: regarding, parties, body, attachments, activities regarding it, columns. */
export async function recordPage(db: Executor, row: Row): Promise<string> {
  const parts = (table: string, column: string) =>
    findRows(db, sql`r.table_name = ${table} and ${refersTo(column, row.id)}`);
  const parties = await parts('activityparty', 'activityid');
  const attachments = await parts('activitymimeattachment', 'objectid');
  const activities = await findRows(
    db,
    sql`r.table_name in (${sql.join(activityNames)}) and ${refersTo('regardingobjectid', row.id)}`,
  );
  const names = await loadNames(db, [row, ...parties]);
  const title = titleOf(row);
  const table = tableOf(row.table);
  const status = row.data['statuscode'];
  return page(
    title,
    markup`<p class="note">
        ${table.label}
        ${status === undefined ? '' : markup`· ${show(table, 'statuscode', status, names)}`}
      </p>
      <h1>${title}</h1>
      ${regardingLine(table, row, names)} ${partiesSection(parties, names)} ${bodySection(row)}
      ${attachmentsSection(attachments)} ${activitiesSection(activities)}
      <h2>Columns</h2>
      ${columnsTable(row, names)}`,
  );
}
