import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;

beforeAll(async () => {
  dataverse = await startTestDataverse();
});
afterAll(() => dataverse.close());
const get = (path: string) => dataverse.call('GET', path);
const crm = 'Microsoft.Dynamics.CRM';
const email = "EntityDefinitions(LogicalName='email')";

describe('EntityDefinitions (1.14)', () => {
  test('say what a table can do', async () => {
    const { body } = await get(email);
    expect(body).toMatchObject({
      IsOptimisticConcurrencyEnabled: true,
      ChangeTrackingEnabled: true,
      IsActivity: true,
      IsDuplicateDetectionEnabled: { Value: false },
      ObjectTypeCode: 4202,
      DisplayCollectionName: { UserLocalizedLabel: { Label: 'Email Messages' } },
    });
    const byId = await get(`EntityDefinitions(${body.MetadataId})?$select=LogicalName`);
    expect(byId.body.LogicalName).toBe('email');
    expect((await get("EntityDefinitions(LogicalName='foo')")).status).toBe(404);
  });

  test('expand attributes, keys and relations, filtered and selected', async () => {
    const nested = `$select=LogicalName;$filter=AttributeType eq ${crm}.AttributeTypeCode'Picklist'`;
    const project = await get(
      `EntityDefinitions(LogicalName='new_project')?$select=LogicalName&$expand=Attributes(${nested}),Keys($select=KeyAttributes),ManyToOneRelationships($select=ReferencingAttribute,ReferencedEntity)`,
    );
    expect(project.body.Attributes).toMatchObject([{ LogicalName: 'new_phase' }]);
    expect(project.body.Keys).toMatchObject([{ KeyAttributes: ['new_code'] }]);
    expect(project.body.ManyToOneRelationships).toContainEqual(
      expect.objectContaining({
        ReferencingAttribute: 'new_accountid',
        ReferencedEntity: 'account',
      }),
    );
  });

  test('cast attributes to show options with their states, lengths and targets', async () => {
    const status = `${email}/Attributes(LogicalName='statuscode')/${crm}.StatusAttributeMetadata`;
    const { body } = await get(`${status}?$expand=OptionSet`);
    expect(body.OptionSet.Options).toContainEqual(
      expect.objectContaining({ Value: 4, State: 1, Label: expect.anything() }),
    );
    const flag = `${email}/Attributes(LogicalName='directioncode')/${crm}.BooleanAttributeMetadata`;
    expect((await get(`${flag}?$expand=OptionSet`)).body.OptionSet).toMatchObject({
      TrueOption: { Label: { UserLocalizedLabel: { Label: 'Outgoing' } } },
    });
    const several = `EntityDefinitions(LogicalName='new_project')/Attributes/${crm}.MultiSelectPicklistAttributeMetadata`;
    expect((await get(`${several}?$select=LogicalName`)).body.value).toHaveLength(1);
    const lookup = `${email}/Attributes(LogicalName='emailsender')/${crm}.LookupAttributeMetadata?$select=Targets`;
    expect((await get(lookup)).body.Targets).toContain('contact');
    const length = `${email}/Attributes(LogicalName='subject')/${crm}.StringAttributeMetadata`;
    expect((await get(`${length}?$select=MaxLength`)).body.MaxLength).toBe(800);
    const asMemo = length.replace('String', 'Memo');
    expect((await get(asMemo)).status).toBe(404);
  });

  test('refuse a property that is not there, and to be changed', async () => {
    expect(refusal(await get(`${email}?$select=Nonsense`)).status).toBe(400);
    expect(refusal(await get(`EntityDefinitions?$filter=Nonsense eq 1`)).status).toBe(400);
    const made = await dataverse.call('POST', 'EntityDefinitions', { body: {} });
    expect(made.status).toBe(501);
  });
});

test('RelationshipDefinitions give each relation once, by kind', async () => {
  const one = `RelationshipDefinitions/${crm}.OneToManyRelationshipMetadata`;
  const filter = `$filter=ReferencedEntity eq 'account'&$select=SchemaName`;
  const { body } = await get(`${one}?${filter}`);
  const names = (body.value as { SchemaName: string }[]).map((each) => each.SchemaName);
  expect(names).toEqual(expect.arrayContaining(['contact_customer_accounts', 'Account_Tasks']));
  expect(new Set(names).size).toBe(names.length);
  const many = await get(`RelationshipDefinitions(SchemaName='systemuserroles_association')`);
  expect(many.body).toMatchObject({ IntersectEntityName: 'systemuserroles' });
});

test('RetrieveMetadataChanges answers a chosen part, and nothing new to who has it', async () => {
  const query = JSON.stringify({
    Criteria: {
      FilterOperator: 'And',
      Conditions: [
        {
          ConditionOperator: 'Equals',
          PropertyName: 'LogicalName',
          Value: { Type: 'System.String', Value: 'contact' },
        },
      ],
    },
    Properties: { AllProperties: false, PropertyNames: ['Attributes', 'EntitySetName'] },
    AttributeQuery: {
      Properties: { AllProperties: false, PropertyNames: ['MaxLength'] },
      Criteria: {
        Conditions: [
          { ConditionOperator: 'Equals', PropertyName: 'LogicalName', Value: 'jobtitle' },
        ],
      },
    },
  });
  const path = `RetrieveMetadataChanges(Query=@q)?@q=${encodeURIComponent(query)}`;
  const { status, body } = await get(path);
  expect(status).toBe(200);
  expect(body.EntityMetadata).toMatchObject([
    { EntitySetName: 'contacts', Attributes: [{ LogicalName: 'jobtitle', MaxLength: 100 }] },
  ]);
  const known = encodeURIComponent(`'${body.ServerVersionStamp}'`);
  const again = await get(
    `RetrieveMetadataChanges(Query=@q,ClientVersionStamp=@s)?@q=${encodeURIComponent(query)}&@s=${known}`,
  );
  expect(again.body.EntityMetadata).toEqual([]);
});

test('the service document and $metadata name every set, type and operation', async () => {
  const root = await get('');
  expect(root.body.value).toContainEqual({ name: 'contacts', kind: 'EntitySet', url: 'contacts' });
  const { body, headers } = await get('$metadata');
  expect(headers.get('content-type')).toContain('application/xml');
  for (const text of [
    '<EntityType Name="email" BaseType="mscrm.activitypointer">',
    '<Property Name="emailaddress1" Type="Edm.String"',
    '<NavigationProperty Name="regardingobjectid_contact_email"',
    '<Function Name="WhoAmI"',
    '<Action Name="WinOpportunity"',
    '<EntitySet Name="usersettingscollection"',
    'Term="Org.OData.Capabilities.V1.ChangeTracking"',
  ]) {
    expect(String(body)).toContain(text);
  }
  const types = [...String(body).matchAll(/Type="(?:Collection\()?mscrm\.(\w+)\)?"/g)];
  const declared = new Set(
    [...String(body).matchAll(/<(?:EntityType|ComplexType) Name="(\w+)"/g)].map(([, name]) => name),
  );
  expect(types.map(([, name]) => name).filter((name) => !declared.has(name))).toEqual([]);
});
