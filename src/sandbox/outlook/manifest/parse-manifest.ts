import { XMLParser } from 'fast-xml-parser';
import { type AddIn, type Command, type Surface, surfaces } from './add-in.ts';
import { readCommands, type Resource } from './read-commands.ts';
import { readLaunchHandlers } from './read-launch-handlers.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

/** The manifest cannot be used; the message says what is missing. */
export class ManifestError extends Error {}

const permissionLevels: Record<string, AddIn['permissionLevel']> = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteItem: 3,
  ReadWriteMailbox: 2,
};

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Every element as a list, so that one and many read alike.
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
});

/** A manifest's elements, without their namespaces' prefixes. */
export const parseXml = (xml: string): XmlNode => parser.parse(xml) as XmlNode;

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ManifestError(`The manifest has no ${what}.`);
  return value;
}

/** Newer overrides are nested in older ones; the newest is taken whole. */
function newestOverrides(node: XmlNode): XmlNode | undefined {
  const overrides = child(node, 'VersionOverrides');
  return overrides && (newestOverrides(overrides) ?? overrides);
}

/**
 * The value of a node with `DefaultValue` and `Override` children: the language's own, then the same
 * language of another region, then the default.
 */
function localized(node: XmlNode, language: string): string {
  const overrides = children(node, 'Override').map((override) => ({
    locale: attribute(override, 'Locale').toLowerCase(),
    value: attribute(override, 'Value'),
  }));
  const wanted = language.toLowerCase();
  const [base] = wanted.split('-');
  const match =
    overrides.find(({ locale }) => locale === wanted) ??
    overrides.find(({ locale }) => locale.split('-')[0] === base);
  return match?.value ?? attribute(node, 'DefaultValue');
}

function resourcesOf(overrides: XmlNode, language: string): Resource {
  const values = new Map<string, string>();
  const resources = must(child(overrides, 'Resources'), 'Resources');
  for (const kind of ['Images', 'Urls', 'ShortStrings', 'LongStrings']) {
    const group = child(resources, kind);
    const element = kind === 'Images' ? 'Image' : kind === 'Urls' ? 'Url' : 'String';
    for (const node of group ? children(group, element) : []) {
      values.set(attribute(node, 'id'), localized(node, language));
    }
  }
  return (resid) => must(values.get(resid), `resource "${resid}"`);
}

function mailHost(overrides: XmlNode): XmlNode {
  const hosts = child(overrides, 'Hosts');
  const host =
    hosts && children(hosts, 'Host').find((node) => attribute(node, 'type') === 'MailHost');
  return must(host, 'MailHost');
}

function originsOf(app: XmlNode, urls: string[]): string[] {
  const domains = child(app, 'AppDomains');
  const listed = domains ? children(domains, 'AppDomain').map(text) : [];
  return [...new Set([...urls, ...listed].map((url) => new URL(url).origin))];
}

function extendedPermissionsOf(overrides: XmlNode): string[] {
  const list = child(overrides, 'ExtendedPermissions');
  return list ? children(list, 'ExtendedPermission').map(text) : [];
}

const paneUrls = (commands: Command[]): string[] =>
  commands
    .flatMap((command) => (command.kind === 'menu' ? command.items : [command]))
    .flatMap((button) => (button.action.type === 'pane' ? [button.action.url] : []));

function surfaceCommands(forms: XmlNode[], resource: Resource): AddIn['commands'] {
  const points = forms.flatMap((form) => children(form, 'ExtensionPoint'));
  const commandsOf = (surface: Surface): Command[] => {
    const point = points.find((node) => attribute(node, 'type') === surface);
    return point ? readCommands(point, resource) : [];
  };
  return Object.fromEntries(
    surfaces.map((surface) => [surface, commandsOf(surface)]),
  ) as AddIn['commands'];
}

/**
 * Reads an add-in only manifest (XML, `OfficeApp` of type MailApp) for one display language, such as
 * `hu-HU`. Throws `ManifestError` where something the host needs is missing.
 */
export function parseManifest(xml: string, language: string): AddIn {
  const app = must(child(parseXml(xml), 'OfficeApp'), 'OfficeApp');
  const overrides = must(newestOverrides(app), 'VersionOverrides');
  const resource = resourcesOf(overrides, language);
  const host = mailHost(overrides);
  const form = child(host, 'DesktopFormFactor');
  const mobile = child(host, 'MobileFormFactor');
  const functionNode = form && child(form, 'FunctionFile');
  const functionFile = functionNode ? resource(attribute(functionNode, 'resid')) : '';
  const forms = [form, mobile].filter((node) => node !== undefined);
  const commands = surfaceCommands(forms, resource);
  const launchHandlers = form ? readLaunchHandlers(form, resource, functionFile) : [];
  const shared = form && child(form, 'SupportsSharedFolders');
  const permissions = text(must(child(app, 'Permissions'), 'Permissions'));
  return {
    id: text(must(child(app, 'Id'), 'Id')).toLowerCase(),
    version: text(must(child(app, 'Version'), 'Version')),
    name: localized(must(child(app, 'DisplayName'), 'DisplayName'), language),
    permissionLevel: must(permissionLevels[permissions], `known permission "${permissions}"`),
    extendedPermissions: extendedPermissionsOf(overrides),
    origins: originsOf(app, [
      ...Object.values(commands).flatMap(paneUrls),
      ...(functionFile ? [functionFile] : []),
      ...launchHandlers.map(({ url }) => url),
    ]),
    functionFile,
    commands,
    launchHandlers,
    supportsSharedFolders: shared !== undefined && text(shared) === 'true',
  };
}
