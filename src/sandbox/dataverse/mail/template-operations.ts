import type { Context } from '../api/types.ts';
import { DataverseError, notFound } from '../errors.ts';
import { guidOf, rowOf } from '../functions/parameters.ts';
import type { Call, Operation } from '../functions/types.ts';
import { findTable, tableOf } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { findRow, textOf, type Row } from '../store/rows.ts';
import { createRow } from '../write/create.ts';
import { isObject, readChange } from '../write/payload.ts';
import { sendEmail } from './send.ts';
import { fillTemplate } from './template.ts';

async function readable(context: Context, table: string, id: string): Promise<Row> {
  const row = await findRow(context.db, [table], id);
  if (!row) throw notFound(table, id);
  await requireAccess(context.db, context.principals, 'Read', row);
  return row;
}

interface Text {
  subject: string;
  description: string;
}

async function textFor(context: Context, { body }: Call, row: Row): Promise<Text> {
  const id = guidOf(body['TemplateId'], 'TemplateId');
  const { data } = await readable(context, 'template', id);
  return {
    subject: fillTemplate(textOf(data['subject']), row),
    description: fillTemplate(textOf(data['body']), row),
  };
}

/** `InstantiateTemplate` with `TemplateId`, `ObjectType`, `ObjectId`: an e-mail that is not stored. */
const instantiateTemplate: Operation = {
  method: 'POST',
  run: async (context, call) => {
    const { ObjectType, ObjectId } = call.body;
    const table = typeof ObjectType === 'string' ? findTable(ObjectType) : undefined;
    if (!table) throw new DataverseError('InvalidArgument', "'ObjectType' must name a table.");
    const row = await readable(context, table.name, guidOf(ObjectId, 'ObjectId'));
    const text = await textFor(context, call, row);
    return {
      '@odata.context': `${context.root}/$metadata#Collection(Microsoft.Dynamics.CRM.crmbaseentity)`,
      value: [{ '@odata.type': '#Microsoft.Dynamics.CRM.email', ...text }],
    };
  },
};

/** `SendEmailFromTemplate` with `TemplateId`, `Regarding`, `Target` (an e-mail with its parties). */
const sendEmailFromTemplate: Operation = {
  method: 'POST',
  run: async (context, call) => {
    const target = call.body['Target'];
    if (!isObject(target))
      throw new DataverseError('InvalidArgument', "'Target' must be an email.");
    const regarding = await rowOf(context, call.body['Regarding'], 'Regarding');
    await requireAccess(context.db, context.principals, 'Read', regarding);
    const text = await textFor(context, call, regarding);
    const table = tableOf('email');
    const change = await readChange(context, table, { ...target, ...text });
    const regardingobjectid = { table: regarding.table, id: regarding.id };
    const values = { ...change.values, regardingobjectid };
    const email = await createRow(context, table, { ...change, values });
    await sendEmail(context, email, true, '');
    return {
      '@odata.context': `${context.root}/$metadata#${table.entitySet}/$entity`,
      activityid: email.id,
    };
  },
};

export const templateOperations: Record<string, Operation> = {
  InstantiateTemplate: instantiateTemplate,
  SendEmailFromTemplate: sendEmailFromTemplate,
};
