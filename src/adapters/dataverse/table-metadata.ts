import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { readJson } from '../fetch/json.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter } from './literal.ts';
import { label } from './new-records/labels.ts';
import type { Label } from './new-records/labels.ts';

const attribute = z.object({
  LogicalName: z.string(),
  AttributeType: z.string().nullish(),
  Format: z.string().nullish(),
});

const definition = z.object({
  LogicalName: z.string(),
  EntitySetName: z.string().nullable(),
  PrimaryIdAttribute: z.string().nullable(),
  PrimaryNameAttribute: z.string().nullable(),
  DisplayName: label,
  DisplayCollectionName: label,
  HasActivities: z.boolean().nullable(),
  IsActivityParty: z.boolean().nullable(),
  IsActivity: z.boolean().nullable(),
  IsIntersect: z.boolean().nullable(),
  IsCustomEntity: z.boolean().nullable(),
  OwnershipType: z.string().nullable(),
  Attributes: z.array(attribute),
});
const changes = z.object({ EntityMetadata: z.array(definition) });

/** What the metadata says of a table whose records activities can have to do with. */
export interface TableFacts {
  name: string;
  entitySet: string;
  id: string;
  primaryName: string;
  label: Label;
  collectionLabel: Label;
  /** Activities can be regarding its records (E-04). */
  canBeRegarding: boolean;
  /** Its records can be on an activity. */
  isParty: boolean;
  isActivity: boolean;
  isCustom: boolean;
  isOwned: boolean;
  hasState: boolean;
  emails: string[];
  phones: string[];
  texts: ReadonlySet<string>;
}

const equals = (PropertyName: string, Type: string, Value: string): object => ({
  ConditionOperator: 'Equals',
  PropertyName,
  Value: { Type, Value },
});
const isTrue = (name: string): object => equals(name, 'System.Boolean', 'true');
const ofType = (type: string): object =>
  equals('AttributeType', 'Microsoft.Xrm.Sdk.Metadata.AttributeTypeCode', type);

const anyOf = (...Conditions: object[]): object => ({ FilterOperator: 'Or', Conditions });

const named = (name: string): object => equals('LogicalName', 'System.String', name);

const query = {
  Criteria: anyOf(
    isTrue('HasActivities'),
    isTrue('IsActivityParty'),
    // People's tables of §1.5.2 that are neither.
    named('team'),
    named('businessunit'),
  ),
  Properties: { AllProperties: false, PropertyNames: Object.keys(definition.shape) },
  AttributeQuery: {
    Criteria: anyOf(ofType('String'), ofType('State')),
    Properties: { AllProperties: false, PropertyNames: Object.keys(attribute.shape) },
  },
};
const path = `RetrieveMetadataChanges(Query=@q)?${parameter('@q', JSON.stringify(query))}`;

const withFormat = ({ Attributes }: z.infer<typeof definition>, format: string): string[] =>
  Attributes.filter(({ Format }) => Format === format).map(({ LogicalName }) => LogicalName);

function factsOf(found: z.infer<typeof definition>): TableFacts[] {
  const { EntitySetName: entitySet, PrimaryIdAttribute: id, PrimaryNameAttribute: name } = found;
  if (!entitySet || !id || !name || found.IsIntersect) return [];
  const columns = new Set(found.Attributes.map(({ LogicalName }) => LogicalName));
  return [
    {
      name: found.LogicalName,
      entitySet,
      id,
      primaryName: name,
      label: found.DisplayName,
      collectionLabel: found.DisplayCollectionName,
      canBeRegarding: found.HasActivities === true,
      isParty: found.IsActivityParty === true,
      isActivity: found.IsActivity === true,
      isCustom: found.IsCustomEntity === true,
      isOwned: found.OwnershipType === 'UserOwned',
      hasState: columns.has('statecode'),
      emails: withFormat(found, 'Email'),
      phones: withFormat(found, 'Phone'),
      texts: columns,
    },
  ];
}

const lifeMs = 60 * 60_000;
const retryMs = 10_000;
const patienceMs = 4_000;

/**
 * The tables an item can have to do with, as the organisation has them. Read once an hour, for
 * everybody: it is the organisation's structure, which all of its users may read.
 */
export class TableMetadata {
  readonly #client: DataverseClient;
  readonly #runtime: Pick<Runtime, 'now'>;
  #tables: Promise<readonly TableFacts[]> = Promise.resolve([]);
  #until = 0;

  constructor(client: DataverseClient, runtime: Pick<Runtime, 'now'>) {
    this.#client = client;
    this.#runtime = runtime;
  }

  /** Empty where it cannot be read now; then the tables every organisation has are all there is. */
  tables(actor: Actor): Promise<readonly TableFacts[]> {
    const now = this.#runtime.now().getTime();
    if (this.#until > now) return this.#tables;
    this.#until = now + lifeMs;
    this.#tables = this.#read(actor).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      this.#until = now + retryMs;
      return [];
    });
    return this.#tables;
  }

  async find(actor: Actor, name: string): Promise<TableFacts | undefined> {
    return (await this.tables(actor)).find((table) => table.name === name);
  }

  /** Not with the caller's signal: others wait for the answer as well. */
  async #read(actor: Actor): Promise<readonly TableFacts[]> {
    const answer = await this.#client.request(actor, get(path), AbortSignal.timeout(patienceMs));
    if (answer.status >= 400) throw this.#client.failure(answer);
    return readJson(answer.body, changes, 'crm').EntityMetadata.flatMap(factsOf);
  }
}
