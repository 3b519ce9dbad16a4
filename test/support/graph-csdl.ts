import { XMLParser } from 'fast-xml-parser';
import { sharedText } from './oracles.ts';

export const csdlPath = 'oracles/graph/graph-v1.0.csdl.xml';

interface XmlProperty {
  Name: string;
  Type: string;
  Nullable?: string;
}
interface XmlType {
  Name: string;
  BaseType?: string;
  OpenType?: string;
  Property?: XmlProperty[];
  NavigationProperty?: XmlProperty[];
}
interface XmlOperation {
  Name: string;
  IsBound?: string;
  Parameter?: { Name: string; Type: string }[];
  ReturnType?: { Type: string };
}
interface XmlSchema {
  Namespace: string;
  EntityType?: XmlType[];
  ComplexType?: XmlType[];
  EnumType?: { Name: string; IsFlags?: string; Member?: { Name: string }[] }[];
  Action?: XmlOperation[];
  Function?: XmlOperation[];
  EntityContainer?: {
    EntitySet?: { Name: string; EntityType: string }[];
    Singleton?: { Name: string; Type: string }[];
  };
}

export interface DeclaredProperty {
  type: string;
  isNullable: boolean;
  isNavigation: boolean;
}
interface DeclaredType {
  base: string | undefined;
  isOpen: boolean;
  own: Map<string, DeclaredProperty>;
}

const lists =
  /^(Property|NavigationProperty|EntityType|ComplexType|EnumType|Member|Schema|Action|Function|Parameter|EntitySet|Singleton)$/;

/** `microsoft.graph.message`, `graph.message`, `#microsoft.graph.message` → `message`. */
export const bareName = (name: string): string =>
  name.replace(/^#/, '').replace(/^(microsoft\.)?graph\./i, '');

const element = (type: string): string | undefined => /^Collection\((.*)\)$/.exec(type)?.[1];

const plain: Record<string, (value: unknown) => boolean> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Guid': (value) =>
    typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
  'Edm.DateTimeOffset': (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  'Edm.Date': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  'Edm.TimeOfDay': (value) => typeof value === 'string' && /^\d\d:\d\d:\d\d(\.\d+)?$/.test(value),
  'Edm.Duration': (value) => typeof value === 'string' && /^-?P/.test(value),
  'Edm.Binary': (value) => typeof value === 'string' && /^[\w+/-]*={0,2}$/.test(value),
  'Edm.Stream': (value) => typeof value === 'string',
};
const whole = ['Edm.Int16', 'Edm.Int32', 'Edm.Int64', 'Edm.Byte', 'Edm.SByte'];
const number = ['Edm.Double', 'Edm.Decimal', 'Edm.Single'];

/** Microsoft's metadata of v1.0, as far as checking needs it. */
export class Csdl {
  readonly #types = new Map<string, DeclaredType>();
  readonly #enums = new Map<string, { members: Set<string>; isFlags: boolean }>();
  readonly #operations: { name: string; bound: string; returns: string | undefined }[] = [];
  readonly #roots = new Map<string, string>();

  constructor(schema: XmlSchema) {
    for (const type of [...(schema.EntityType ?? []), ...(schema.ComplexType ?? [])]) {
      const declare = (isNavigation: boolean) => (one: XmlProperty) =>
        [one.Name, { type: one.Type, isNullable: one.Nullable !== 'false', isNavigation }] as const;
      this.#types.set(type.Name, {
        base: type.BaseType && bareName(type.BaseType),
        isOpen: type.OpenType === 'true',
        own: new Map([
          ...(type.Property ?? []).map(declare(false)),
          ...(type.NavigationProperty ?? []).map(declare(true)),
        ]),
      });
    }
    for (const { Name, Member, IsFlags } of schema.EnumType ?? []) {
      const members = new Set((Member ?? []).map((member) => member.Name));
      this.#enums.set(Name, { members, isFlags: IsFlags === 'true' });
    }
    for (const operation of [...(schema.Action ?? []), ...(schema.Function ?? [])]) {
      const bound = operation.Parameter?.[0]?.Type;
      if (operation.IsBound !== 'true' || !bound) continue;
      this.#operations.push({
        name: operation.Name,
        bound: bound.replace(/graph\./, ''),
        returns: operation.ReturnType?.Type,
      });
    }
    const { EntitySet = [], Singleton = [] } = schema.EntityContainer ?? {};
    for (const set of EntitySet) this.#roots.set(set.Name, `Collection(${set.EntityType})`);
    for (const one of Singleton) this.#roots.set(one.Name, one.Type);
  }

  has(type: string): boolean {
    return this.#types.has(bareName(type));
  }

  property(type: string, name: string): DeclaredProperty | undefined {
    const declared = this.#types.get(bareName(type));
    return (
      declared &&
      (declared.own.get(name) ?? (declared.base ? this.property(declared.base, name) : undefined))
    );
  }

  isA(type: string, base: string): boolean {
    if (bareName(type) === bareName(base)) return true;
    const above = this.#types.get(bareName(type))?.base;
    return above !== undefined && this.isA(above, base);
  }

  /** Type of what a path below the version names; undefined where the metadata has no such path. */
  typeOfPath(path: string): string | undefined {
    const [first = '', ...rest] = decodeURIComponent(path.split('?')[0] ?? '')
      .split('/')
      .filter(Boolean)
      .flatMap((segment) => {
        const key = /^(\w+)\('(.*)'\)$/.exec(segment);
        return key ? [key[1] ?? '', key[2] ?? ''] : [segment];
      });
    const root = [...this.#roots].find(([name]) => name.toLowerCase() === first.toLowerCase());
    return rest.reduce<string | undefined>(
      (type, segment) => (type === undefined ? undefined : this.#step(type, segment)),
      root?.[1],
    );
  }

  #step(type: string, segment: string): string | undefined {
    if (segment === '$value') return 'Edm.Stream';
    if (segment === '$count') return 'Edm.Int32';
    if (/^microsoft\.graph\.\w+$/.test(segment) && this.has(segment)) return segment;
    const name = segment
      .replace(/^microsoft\.graph\./, '')
      .replace(/\(.*\)$/, '')
      .toLowerCase();
    const cast = [...this.#types.keys()].find((one) => one.toLowerCase() === name);
    if (cast && cast !== type && !element(type) && this.isA(cast, type)) return cast;
    const inside = element(type);
    const operation = this.#operations.find(
      (one) => one.name.toLowerCase() === name && this.#isBoundTo(one.bound, type),
    );
    if (operation) return operation.returns ?? 'nothing';
    if (inside) return inside;
    return this.#allProperties(type).find(([known]) => known.toLowerCase() === name)?.[1].type;
  }

  #isBoundTo(bound: string, type: string): boolean {
    const inside = element(type);
    const boundInside = element(bound);
    if ((inside === undefined) !== (boundInside === undefined)) return false;
    return this.isA(inside ?? type, boundInside ?? bound);
  }

  #allProperties(type: string): [string, DeclaredProperty][] {
    const declared = this.#types.get(bareName(type));
    if (!declared) return [];
    return [...declared.own, ...(declared.base ? this.#allProperties(declared.base) : [])];
  }

  /** Names a type declares, in small letters, its base types' included. */
  namesOf(type: string): Map<string, 'property' | 'navigation'> {
    return new Map(
      this.#allProperties(type).map(([name, { isNavigation }]) => [
        name.toLowerCase(),
        isNavigation ? 'navigation' : 'property',
      ]),
    );
  }

  /** What of an answer is not as declared; `where` begins each complaint. */
  check(type: string, value: unknown, where = ''): string[] {
    const inside = element(type);
    if (inside !== undefined) {
      if (!Array.isArray(value)) return [`${where}: no array for ${type}`];
      return value.flatMap((one, index) => this.check(inside, one, `${where}[${index}]`));
    }
    const isPlain = plain[type]?.(value);
    if (isPlain !== undefined)
      return isPlain ? [] : [`${where}: ${JSON.stringify(value)} is no ${type}`];
    if (whole.includes(type))
      return Number.isInteger(value) ? [] : [`${where}: ${JSON.stringify(value)} is no ${type}`];
    if (number.includes(type)) {
      const isNumber = typeof value === 'number' || ['INF', '-INF', 'NaN'].includes(String(value));
      return isNumber ? [] : [`${where}: ${JSON.stringify(value)} is no ${type}`];
    }
    const members = this.#enums.get(bareName(type));
    if (members) return this.#checkEnum(members, type, value, where);
    return this.#checkObject(type, value, where);
  }

  #checkEnum(
    { members, isFlags }: { members: Set<string>; isFlags: boolean },
    type: string,
    value: unknown,
    where: string,
  ): string[] {
    const given = typeof value === 'string' ? (isFlags ? value.split(',') : [value]) : [''];
    const isKnown = given.every((one) => members.has(one.trim()));
    return isKnown ? [] : [`${where}: ${JSON.stringify(value)} is no ${type}`];
  }

  #checkObject(type: string, value: unknown, where: string): string[] {
    if (!this.has(type)) return [`${where}: the metadata has no type ${type}`];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${where}: ${JSON.stringify(value)} is no ${type}`];
    }
    const object = value as Record<string, unknown>;
    const told = object['@odata.type'];
    const actual = typeof told === 'string' ? bareName(told) : bareName(type);
    if (!this.has(actual) || !this.isA(actual, type)) {
      return [`${where}: @odata.type ${String(told)} is no ${type}`];
    }
    return Object.entries(object).flatMap(([name, inner]) =>
      this.#checkMember(actual, name, inner, `${where}.${name}`),
    );
  }

  #checkMember(type: string, name: string, value: unknown, where: string): string[] {
    const [property = '', annotation] = name.split('@');
    if (annotation !== undefined) {
      const isDeclared = property === '' || this.property(type, property) !== undefined;
      return isDeclared ? [] : [`${where}: annotates what ${type} does not declare`];
    }
    const declared = this.property(type, name);
    if (!declared) {
      return this.#types.get(type)?.isOpen ? [] : [`${where}: ${type} does not declare it`];
    }
    if (value !== null) return this.check(declared.type, value, where);
    const isCollection = element(declared.type) !== undefined;
    return declared.isNullable && !(isCollection && !declared.isNavigation)
      ? []
      : [`${where}: is null`];
  }

  /** What of an answer's body is not as the metadata has it for the path. */
  checkAnswer(path: string, body: unknown): string[] {
    const type = this.typeOfPath(path);
    if (type === undefined) return [`${path}: the metadata has no such path`];
    if (typeof body !== 'object' || body === null) return [];
    const single = element(type) ?? type;
    const { value, ...rest } = body as Record<string, unknown>;
    if (!('value' in body) || this.property(single, 'value')) return this.check(single, body, path);
    const strange = Object.keys(rest).filter((name) => !name.startsWith('@odata.'));
    return [
      ...strange.map((name) => `${path}: ${name} beside the list`),
      ...this.check(type, value, path),
    ];
  }
}

let known: Csdl | undefined;

/** The metadata, read once in a process. */
export function graphCsdl(): Csdl {
  if (known) return known;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    isArray: (name) => lists.test(name),
  });
  const document = parser.parse(sharedText(csdlPath)) as {
    'edmx:Edmx': { 'edmx:DataServices': { Schema: XmlSchema[] } };
  };
  const schema = document['edmx:Edmx']['edmx:DataServices'].Schema.find(
    (one) => one.Namespace === 'microsoft.graph',
  );
  if (!schema) throw new Error('The metadata lacks the schema microsoft.graph.');
  known = new Csdl(schema);
  return known;
}
