import { XMLValidator } from 'fast-xml-parser';
import type { AddIn } from './add-in.ts';
import { ManifestError, parseManifest, parseXml } from './parse-manifest.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

/** The parts an add-in only manifest must have, in the schema's order. */
const requiredTexts: Record<string, RegExp> = {
  Id: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  Version: /^\d+(\.\d+){1,3}$/,
  ProviderName: /\S/,
  DefaultLocale: /^[a-z]{2,3}(-\w+)*$/i,
  Permissions: /^(Restricted|ReadItem|ReadWriteItem|ReadWriteMailbox)$/,
};
const requiredValues = ['DisplayName', 'Description'];
const requiredParts = ['Hosts', 'Requirements', 'FormSettings', 'Rule'];

function textProblems(app: XmlNode): string[] {
  return Object.entries(requiredTexts).flatMap(([name, pattern]) => {
    const node = child(app, name);
    if (!node) return [`${name} is missing.`];
    return pattern.test(text(node)) ? [] : [`${name} "${text(node)}" is not valid.`];
  });
}

const partProblems = (app: XmlNode): string[] => [
  ...requiredValues
    .filter((name) => !attribute(child(app, name) ?? {}, 'DefaultValue'))
    .map((name) => `${name} has no DefaultValue.`),
  ...requiredParts.filter((name) => !child(app, name)).map((name) => `${name} is missing.`),
];

/** Every address in the manifest, in whatever element; namespaces are no addresses. */
function addresses(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(addresses);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    name === '@DefaultValue' || name === '@Value'
      ? [String(value)].filter((address) => /^[a-z]+:\/\//i.test(address))
      : addresses(value),
  );
}

const addressProblems = (app: XmlNode): string[] =>
  [...new Set(addresses(app))]
    .filter((address) => !address.startsWith('https://'))
    .map((address) => `${address} is not an https address.`);

function hostProblems(app: XmlNode): string[] {
  const hosts = child(app, 'Hosts');
  const names = hosts ? children(hosts, 'Host').map((host) => attribute(host, 'Name')) : [];
  return !hosts || names.includes('Mailbox') ? [] : ['Hosts has no Host "Mailbox".'];
}

const handlerProblems = ({ launchHandlers, functionFile }: AddIn): string[] =>
  launchHandlers
    .filter(({ functionName, url }) => !functionName || !(url || functionFile))
    .map(({ event }) => `${event} has no function or no page.`);

/**
 * Reads a manifest somebody wants to side-load, with its problems in plain words: an add-in only
 * where there are none.
 */
export function checkManifest(xml: string): { addIn?: AddIn; problems: string[] } {
  // Its successor is another package; this one's parser forgives what Outlook does not.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const syntax = XMLValidator.validate(xml);
  if (syntax !== true) {
    return { problems: [`Line ${syntax.err.line}: ${syntax.err.msg}`] };
  }
  const app = child(parseXml(xml), 'OfficeApp');
  if (!app) return { problems: ['The root element is not OfficeApp.'] };
  if (attribute(app, 'type') !== 'MailApp') {
    return { problems: ['OfficeApp is not of xsi:type "MailApp": not an add-in for Outlook.'] };
  }
  const problems = [
    ...textProblems(app),
    ...partProblems(app),
    ...hostProblems(app),
    ...addressProblems(app),
  ];
  try {
    const addIn = parseManifest(xml, 'en-US');
    problems.push(...handlerProblems(addIn));
    return problems.length ? { problems } : { addIn, problems };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { problems: [...problems, error.message] };
  }
}
