/** A FetchXML query as it is written. */
export interface Fetch {
  entity: FetchEntity;
  top?: number;
  /** Rows of a page. */
  count?: number;
  /** 1-based. */
  page: number;
  isAggregate: boolean;
  isDistinct: boolean;
  isCounted: boolean;
}

export interface FetchEntity {
  name: string;
  attributes: FetchAttribute[];
  /** `<all-attributes/>`. */
  isAll: boolean;
  orders: FetchOrder[];
  filters: FetchFilter[];
  links: FetchLink[];
}

export interface FetchLink extends FetchEntity {
  from: string;
  to: string;
  alias?: string;
  type: string;
}

export interface FetchAttribute {
  name: string;
  alias?: string;
  aggregate?: string;
  isGroup: boolean;
  dateGrouping?: string;
  isDistinct: boolean;
}

export interface FetchOrder {
  attribute?: string;
  alias?: string;
  /** Alias of the link the attribute is of. */
  entity?: string;
  isDescending: boolean;
}

export interface FetchFilter {
  type: 'and' | 'or';
  conditions: FetchCondition[];
  filters: FetchFilter[];
  links: FetchLink[];
}

export interface FetchCondition {
  attribute: string;
  operator: string;
  values: string[];
  /** Alias of the link the attribute is of. */
  entity?: string;
  /** Another column to compare with: `name` or `alias.name`. */
  other?: string;
}
