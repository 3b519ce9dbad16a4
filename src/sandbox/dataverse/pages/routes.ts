import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { escapeHtml } from '../../../lib/html.ts';
import { activityNames } from '../metadata/index.ts';
import type { Row } from '../store/rows.ts';
import { rowColumns, textOf, type Executor } from '../store/rows.ts';
import { markup, page, pageHeaders } from './layout.ts';
import { activitiesTable, findPageRow, recordPage } from './record-page.ts';

const latestCount = 50;

async function latestActivities(db: Executor): Promise<Row[]> {
  const found = await sql<Row>`
    select ${rowColumns(sql`r.data - 'description'`)} from sandbox_dataverse.row r
    where r.table_name in (${sql.join(activityNames)})
    order by r.version desc limit ${latestCount}`.execute(db);
  return found.rows;
}

async function latestPage(db: Executor): Promise<string> {
  const rows = await latestActivities(db);
  const content =
    rows.length > 0 ? activitiesTable(rows) : markup`<p>Nothing has been tracked yet.</p>`;
  return page(
    'Latest activities',
    markup`<h1>Latest activities</h1>
      ${content}`,
  );
}

const notFoundPage = (): string =>
  page(
    'Not found',
    markup`<h1>Not found</h1>
      <p>There is no such record.</p>`,
  );

/** A mail's HTML runs in a frame without origin, scripts or network. */
const bodyHeaders = {
  ...pageHeaders,
  'content-security-policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
};

const isHtml = (text: string): boolean => /<[a-z!][^>]*>/i.test(text);

interface Query {
  pagetype?: string;
  etn?: string;
  id?: string;
}

/** `/` lists the latest activities; `/main.aspx?pagetype=entityrecord&etn=…&id=…` shows a record. */
export function registerPages(app: FastifyInstance, db: Executor): void {
  app.get('/', async (_request, reply) => reply.headers(pageHeaders).send(await latestPage(db)));
  app.get<{ Querystring: Query }>('/main.aspx', async ({ query }, reply) => {
    if (query.pagetype !== 'entityrecord') return reply.redirect('/');
    const row = await findPageRow(db, query);
    reply.headers(pageHeaders);
    return row ? recordPage(db, row) : reply.code(404).send(notFoundPage());
  });
  app.get<{ Querystring: Query }>('/record-body', async ({ query }, reply) => {
    const row = await findPageRow(db, query);
    if (!row) return reply.code(404).headers(pageHeaders).send(notFoundPage());
    const text = textOf(row.data['description']);
    return reply.headers(bodyHeaders).send(isHtml(text) ? text : `<pre>${escapeHtml(text)}</pre>`);
  });
}
