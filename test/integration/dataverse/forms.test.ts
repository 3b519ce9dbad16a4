import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';

const salesperson = '11111111-aaaa-4aaa-8aaa-0000000000f1';
let dataverse: TestDataverse;

beforeAll(async () => {
  dataverse = await startTestDataverse();
  await dataverse.door.ensureUser({
    objectId: salesperson,
    fullName: 'Ada Byron',
    mail: 'ada@fabrikam.com',
    roles: ['Salesperson'],
  });
});
afterAll(() => dataverse.close());

interface Label {
  Label: string;
  LanguageCode: number;
}
interface Column {
  LogicalName: string;
  FormatName: { Value: string };
}
interface Form {
  type: number;
  formxml: string;
}

const get = (path: string) => dataverse.call('GET', path, { as: salesperson });
const formsWhere = async (filter: string, select: string): Promise<Form[]> => {
  const path = `systemforms?$select=${select}&$filter=${encodeURIComponent(filter)}`;
  return ((await get(path)).body as { value: Form[] }).value;
};

describe('Forms of the sandbox organisation', () => {
  test('a salesperson reads the quick create form of a table as FormXML (UI-12)', async () => {
    const forms = await formsWhere("objecttypecode eq 'contact' and type eq 7", 'formxml');
    expect(forms).toHaveLength(1);
    const { formxml } = forms[0]!;
    expect(formxml).toMatch(/^<form><tabs><tab .*<control id="firstname" classid="\{4273EDBD/);
    expect(formxml).toContain('datafieldname="parentcustomerid"');
    expect(formxml).toContain('<Everyone />');
  });

  test('quick view and main forms are there as well, also of custom tables', async () => {
    const forms = await formsWhere("objecttypecode eq 'new_project'", 'type');
    const types = forms.map(({ type }) => type).sort();
    expect(types).toEqual([2, 6, 7]);
  });

  test('a main form has parts that are no columns', async () => {
    const [form] = await formsWhere("objecttypecode eq 'account' and type eq 2", 'formxml');
    expect(form?.formxml).toContain('<control id="notescontrol"');
  });

  test('a table says whether it has a quick create form', async () => {
    const enabled = async (table: string): Promise<boolean> => {
      const path = `EntityDefinitions(LogicalName='${table}')?$select=IsQuickCreateEnabled`;
      return ((await get(path)).body as { IsQuickCreateEnabled: boolean }).IsQuickCreateEnabled;
    };
    expect(await enabled('new_sitevisit')).toBe(true);
    expect(await enabled('queue')).toBe(false);
  });

  test('labels come in the languages of the organisation', async () => {
    const column =
      "EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='jobtitle')?$select=DisplayName";
    const { body } = await get(column);
    const labels = (body.DisplayName.LocalizedLabels as Label[]).map(({ Label, LanguageCode }) => [
      LanguageCode,
      Label,
    ]);
    expect(labels).toEqual([
      [1033, 'Job Title'],
      [1038, 'Beosztás'],
    ]);
    expect(body.DisplayName.UserLocalizedLabel.Label).toBe('Job Title');
  });

  test('texts have the format of what they hold', async () => {
    const texts =
      "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=LogicalName,FormatName";
    const columns = ((await get(texts)).body as { value: Column[] }).value;
    const format = (name: string): string | undefined =>
      columns.find(({ LogicalName }) => LogicalName === name)?.FormatName.Value;
    expect(['emailaddress1', 'telephone1', 'websiteurl', 'name'].map(format)).toEqual([
      'Email',
      'Phone',
      'Url',
      'Text',
    ]);
  });
});
