import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FormResponse, TablesResponse } from '../../../src/contracts/tables.ts';
import { anna, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

beforeAll(async () => {
  regarding = await startRegarding();
});
afterAll(() => regarding.close());

const tables = async (language = 'en'): Promise<TablesResponse> =>
  (await regarding.call(anna, `/api/tables?language=${language}`)).body as TablesResponse;
const form = async (table: string, query = ''): Promise<FormResponse> =>
  (await regarding.call(anna, `/api/tables/${table}/form?${query}`)).body as FormResponse;

describe('Tables to make records of', () => {
  test('are those with a quick create form, custom ones among them (UI-12)', async () => {
    const names = (await tables()).tables.map(({ table }) => table);
    expect(names).toEqual(expect.arrayContaining(['account', 'contact', 'lead', 'opportunity']));
    expect(names).toEqual(expect.arrayContaining(['new_project', 'new_sitevisit', 'task']));
    expect(names).not.toContain('systemuser');
    expect(names).not.toContain('email');
  });

  test('leave out what the caller’s role may not make (SEC-03, SEC-05)', async () => {
    const names = (await tables()).tables.map(({ table }) => table);
    expect(names).not.toContain('incident');
    expect((await regarding.call(anna, '/api/tables/incident/form')).status).toBe(403);
  });

  test('have labels in the pane’s language, else in one the CRM has', async () => {
    const label = async (language: string): Promise<string | undefined> =>
      (await tables(language)).tables.find(({ table }) => table === 'lead')?.label;
    expect(await label('hu-HU')).toBe('Érdeklődő');
    expect(await label('en-US')).toBe('Lead');
    expect(await label('sv')).toBe('Lead');
  });

  test('say what is an activity and what an item can be regarding', async () => {
    const found = new Map((await tables()).tables.map((table) => [table.table, table]));
    expect(found.get('task')).toMatchObject({ isActivity: true, canBeRegarding: false });
    expect(found.get('new_project')).toMatchObject({ isActivity: false, canBeRegarding: true });
  });

  test('ask the CRM once for several answers', async () => {
    await tables();
    await regarding.forget();
    await tables('hu');
    await form('contact');
    const first = (await regarding.requests('dataverse')).length;
    await form('contact');
    expect(await regarding.requests('dataverse')).toHaveLength(first);
  });
});

describe('The form of a table', () => {
  test('has the columns of its quick create form in order (UI-12)', async () => {
    const { fields, unsupported, createUrl } = await form('contact');
    expect(fields.slice(0, 4).map(({ column }) => column)).toEqual([
      'firstname',
      'lastname',
      'jobtitle',
      'parentcustomerid',
    ]);
    expect(unsupported).toEqual([]);
    expect(createUrl).toContain('etn=contact');
  });

  test('knows each kind of column, with labels in the caller’s language', async () => {
    const { fields } = await form('new_project', 'language=hu');
    const byName = new Map(fields.map((field) => [field.column, field]));
    expect(byName.get('new_name')).toMatchObject({ type: 'text', required: true, maxLength: 100 });
    expect(byName.get('new_description')).toMatchObject({ type: 'multiline', label: 'Leírás' });
    expect(byName.get('new_contactemail')).toMatchObject({ type: 'email' });
    expect(byName.get('new_startdate')).toMatchObject({ type: 'date' });
    expect(byName.get('new_deadline')).toMatchObject({ type: 'datetime' });
    expect(byName.get('new_budget')).toMatchObject({ type: 'money', precision: 2 });
    expect(byName.get('new_progress')).toMatchObject({ type: 'number', min: 0, max: 100 });
    expect(byName.get('new_phase')).toMatchObject({
      type: 'choice',
      options: expect.arrayContaining([{ value: 100000000, label: 'Ötlet' }]),
    });
    expect(byName.get('new_skills')).toMatchObject({ type: 'multichoice' });
    expect(byName.get('new_isinternal')).toMatchObject({ type: 'boolean', initial: false });
    expect(byName.get('new_accountid')).toMatchObject({ type: 'lookup', targets: ['account'] });
  });

  test('adds columns that are asked for, as far as there are', async () => {
    const { fields } = await form('contact', 'also=websiteurl,nonsense');
    const names = fields.map(({ column }) => column);
    expect(names).toContain('websiteurl');
    expect(names).not.toContain('nonsense');
  });

  test('leaves out columns that column security keeps from the caller (SEC-06)', async () => {
    const { fields } = await form('account');
    expect(fields.map(({ column }) => column)).not.toContain('creditlimit');
  });

  test('has the people of an activity, of custom ones too (UI-12)', async () => {
    const { fields, unsupported } = await form('phonecall');
    const to = fields.find(({ column }) => column === 'to');
    expect(to).toMatchObject({ type: 'parties', required: false });
    expect(to?.targets).toEqual(expect.arrayContaining(['contact', 'account', 'systemuser']));
    expect(unsupported).toEqual([]);
    const visit = (await form('new_sitevisit')).fields;
    expect(visit.find(({ type }) => type === 'parties')?.column).toBe('requiredattendees');
  });

  test('is refused for a table without one, and for nonsense', async () => {
    expect((await regarding.call(anna, '/api/tables/systemuser/form')).status).toBe(403);
    expect((await regarding.call(anna, '/api/tables/No!/form')).status).toBe(400);
  });
});

describe('Which form (UI-12)', () => {
  test('is the one for the caller’s role, before everybody’s', async () => {
    const role = await regarding.crm(anna, "roles?$select=roleid&$filter=name eq 'Salesperson'");
    const { roleid } = role.body.value[0] as { roleid: string };
    const conditions = (order: number, inside: string, isFallback = false) =>
      `<DisplayConditions Order="${order}" FallbackForm="${isFallback}">${inside}</DisplayConditions>`;
    const quickCreate = (number: number, column: string, inside: string) => ({
      table: 'systemform',
      id: `f0000000-0000-4000-8000-00000000000${number}`,
      owner: regarding.systemUsers[anna.id]!,
      values: {
        name: `Quick ${number}`,
        objecttypecode: 'lead',
        type: 7,
        formactivationstate: 1,
        formxml: `<form><tabs><tab><cell><control id="${column}" datafieldname="${column}" /></cell></tab></tabs>${inside}</form>`,
      },
    });
    const seeded =
      "systemforms?$select=formid,formxml&$filter=objecttypecode eq 'lead' and type eq 7";
    const [usual] = (await regarding.crm(anna, seeded)).body.value as [
      { formid: string; formxml: string },
    ];
    const later = usual.formxml.replace('Order="0"', 'Order="9"');
    const other = { name: 'Lead', objecttypecode: 'lead', type: 7, formactivationstate: 1 };
    await regarding.dataverse.load([
      {
        table: 'systemform',
        id: usual.formid,
        owner: regarding.systemUsers[anna.id]!,
        values: { ...other, formxml: later },
      },
      quickCreate(
        1,
        'companyname',
        conditions(1, `<Role Id="{00000000-0000-4000-8000-0000000000ff}" />`),
      ),
      quickCreate(2, 'subject', conditions(2, `<Role Id="{${roleid.toUpperCase()}}" />`)),
    ]);
    // Another process has not read the forms yet.
    const origin = await regarding.addService();
    const { body } = await regarding.call(anna, '/api/tables/lead/form', undefined, origin);
    expect((body as FormResponse).fields.map(({ column }) => column)).toEqual(['subject']);
  });
});

describe('An organisation that works with one app (UI-12)', () => {
  afterAll(() => {
    delete regarding.config.app;
  });

  test('is offered the tables of that app alone', async () => {
    regarding.config.app = 'msdynce_saleshub';
    const origin = await regarding.addService();
    const { body } = await regarding.call(anna, '/api/tables', undefined, origin);
    const names = (body as TablesResponse).tables.map(({ table }) => table);
    expect(names).toEqual(expect.arrayContaining(['account', 'contact', 'lead', 'task']));
    expect(names).not.toContain('new_project');
    const path = '/api/tables/new_project/form';
    expect((await regarding.call(anna, path, undefined, origin)).status).toBe(403);
  });

  test('hears that there is no such app, instead of being offered nothing', async () => {
    regarding.config.app = 'no_such_app';
    const origin = await regarding.addService();
    expect((await regarding.call(anna, '/api/tables', undefined, origin)).status).toBe(500);
  });
});
