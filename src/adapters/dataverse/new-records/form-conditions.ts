/** For whom a form is (FormXML `DisplayConditions`). */
interface Conditions {
  order: number;
  /** Shown to who may see no other. */
  isFallback: boolean;
  isForAll: boolean;
  /** Ids of root roles, in lower case. */
  roles: readonly string[];
}

const element = /<DisplayConditions\b([^>]*?)(?:\/>|>([\s\S]*?)<\/DisplayConditions>)/i;
const attribute = (text: string, name: string): string =>
  new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(text)?.[1] ?? '';

/** Forms that say nothing are everybody's. */
function conditionsOf(formXml: string): Conditions {
  const found = element.exec(formXml);
  const [, attributes = '', inside = ''] = found ?? [];
  const order = attribute(attributes, 'Order');
  return {
    order: /^\d+$/.test(order) ? Number(order) : Infinity,
    isFallback: /^(?:1|true)$/i.test(attribute(attributes, 'FallbackForm')),
    isForAll: !found || /<Everyone\b/i.test(inside),
    roles: [...inside.matchAll(/<Role\b[^>]*>/gi)].map(([role]) =>
      attribute(role, 'Id').replace(/[{}]/g, '').toLowerCase(),
    ),
  };
}

/** The place of a form among those of its kind. */
export const orderOf = (formXml: string): number => conditionsOf(formXml).order;

/**
 * The form somebody sees first: in order, of those for their roles or for everybody; who may see
 * none gets the fallback.
 * @param roles ids of the root roles they hold, in lower case
 */
export function formFor(forms: readonly string[], roles: ReadonlySet<string>): string | undefined {
  const all = forms.map((xml) => ({ xml, ...conditionsOf(xml) })).sort((a, b) => a.order - b.order);
  const own = all.find((form) => form.isForAll || form.roles.some((role) => roles.has(role)));
  return (own ?? all.find(({ isFallback }) => isFallback))?.xml;
}
