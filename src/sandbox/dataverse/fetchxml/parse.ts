import { XMLParser } from 'fast-xml-parser';
import { DataverseError } from '../errors.ts';
import type {
  Fetch,
  FetchAttribute,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchLink,
  FetchOrder,
} from './types.ts';

/** An element: attributes begin with `@`, children are lists by name. */
type Element = Record<string, unknown>;

const repeated = new Set(['attribute', 'order', 'filter', 'link-entity', 'condition', 'value']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  isArray: (name) => repeated.has(name),
});

const invalid = (problem: string): DataverseError =>
  new DataverseError('InvalidFetchXml', `Invalid FetchXml: ${problem}`);

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;

const children = (element: Element, name: string): Element[] => {
  const found = element[name];
  return (Array.isArray(found) ? found : []).map((one: unknown) => (isElement(one) ? one : {}));
};

function optional(element: Element, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function required(element: Element, name: string, of: string): string {
  const value = optional(element, name);
  if (value === undefined) throw invalid(`the attribute '${name}' of '${of}' is missing.`);
  return value;
}

const flag = (element: Element, name: string): boolean =>
  /^(?:true|1)$/i.test(optional(element, name) ?? '');

function wholeNumber(element: Element, name: string): number | undefined {
  const text = optional(element, name);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalid(`the attribute '${name}' must be a whole number.`);
}

/** An optional member, left out where it is undefined. */
const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const readAttribute = (element: Element): FetchAttribute => ({
  name: required(element, 'name', 'attribute'),
  isGroup: flag(element, 'groupby'),
  isDistinct: flag(element, 'distinct'),
  ...given('alias', optional(element, 'alias')),
  ...given('aggregate', optional(element, 'aggregate')),
  ...given('dateGrouping', optional(element, 'dategrouping')),
});

const readOrder = (element: Element): FetchOrder => ({
  isDescending: flag(element, 'descending'),
  ...given('attribute', optional(element, 'attribute')),
  ...given('alias', optional(element, 'alias')),
  ...given('entity', optional(element, 'entityname')),
});

/** Values are elements, of which one without attributes is text alone. */
function valuesOf(element: Element): string[] {
  const single = element['@value'];
  if (typeof single === 'string') return [single];
  const list = element['value'];
  return (Array.isArray(list) ? list : []).map((one: unknown) => {
    const text = isElement(one) ? (one['#text'] ?? '') : one;
    return typeof text === 'string' ? text : String(text);
  });
}

const readCondition = (element: Element): FetchCondition => ({
  attribute: required(element, 'attribute', 'condition'),
  operator: required(element, 'operator', 'condition'),
  values: valuesOf(element),
  ...given('entity', optional(element, 'entityname')),
  ...given('other', optional(element, 'valueof')),
});

function readFilter(element: Element): FetchFilter {
  const type = optional(element, 'type') ?? 'and';
  if (type !== 'and' && type !== 'or') {
    throw new DataverseError('QueryBuilderInvalidFilterType', `Invalid filter type: '${type}'.`);
  }
  return {
    type,
    conditions: children(element, 'condition').map(readCondition),
    filters: children(element, 'filter').map(readFilter),
    links: children(element, 'link-entity').map(readLink),
  };
}

const readEntity = (element: Element, of: string): FetchEntity => ({
  name: required(element, 'name', of).toLowerCase(),
  attributes: children(element, 'attribute').map(readAttribute),
  isAll: 'all-attributes' in element,
  orders: children(element, 'order').map(readOrder),
  filters: children(element, 'filter').map(readFilter),
  links: children(element, 'link-entity').map(readLink),
});

function readLink(element: Element): FetchLink {
  return {
    ...readEntity(element, 'link-entity'),
    from: required(element, 'from', 'link-entity'),
    to: required(element, 'to', 'link-entity'),
    type: optional(element, 'link-type') ?? 'inner',
    ...given('alias', optional(element, 'alias')),
  };
}

function readFetch(fetch: Element): Fetch {
  const entity = fetch['entity'];
  if (!isElement(entity)) throw invalid("an 'entity' element is missing.");
  const [top, count] = [wholeNumber(fetch, 'top'), wholeNumber(fetch, 'count')];
  const page = wholeNumber(fetch, 'page');
  if (top !== undefined && (page ?? count) !== undefined) {
    throw invalid("the top attribute can't be specified with paging attribute page.");
  }
  return {
    entity: readEntity(entity, 'entity'),
    page: Math.max(page ?? 1, 1),
    isAggregate: flag(fetch, 'aggregate'),
    isDistinct: flag(fetch, 'distinct'),
    isCounted: flag(fetch, 'returntotalrecordcount'),
    ...given('top', top),
    ...given('count', count),
  };
}

function parseXml(xml: string): Element {
  try {
    // The parser itself takes almost anything; what replaces this is a package of its own.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return parser.parse(xml, true) as Element;
  } catch {
    throw invalid('it is no well-formed XML.');
  }
}

/** Reads FetchXML. Throws `InvalidFetchXml` (400) and the other names of its errors. */
export function parseFetch(xml: string): Fetch {
  const fetch = parseXml(xml)['fetch'];
  if (!isElement(fetch)) throw invalid("its root element must be 'fetch'.");
  return readFetch(fetch);
}
