import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';

const root = new URL('../../../', import.meta.url);
const file = new URL('manifest.xml', root);
const text = readFileSync(file, 'utf8');

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

type Parsed = Record<string, unknown> & { ':@'?: Record<string, string> };

const toElement = (parsed: Parsed): Element => {
  const name = Object.keys(parsed).find((key) => key !== ':@') ?? '';
  const inside = parsed[name] as Parsed[];
  const content = Array.isArray(inside) ? inside : [];
  return {
    name,
    attributes: parsed[':@'] ?? {},
    text: content.map((part) => (part['#text'] as string | undefined) ?? '').join(''),
    children: content.filter((part) => !('#text' in part)).map(toElement),
  };
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
});
const all: Element[] = [];
const collect = (element: Element): void => {
  all.push(element);
  element.children.forEach(collect);
};
(parser.parse(text) as Parsed[]).map(toElement).forEach(collect);

const named = (name: string): Element[] => all.filter((element) => element.name === name);
const only = (name: string): Element => {
  const [first, ...others] = named(name);
  expect(others).toEqual([]);
  return first!;
};
const resources = named('bt:Image')
  .concat(named('bt:Url'), named('bt:String'))
  .filter(({ attributes }) => attributes['id'] !== undefined);
const addresses = all.flatMap(({ attributes }) =>
  Object.values(attributes).filter((value) => /^https?:/.test(value)),
);

describe('The manifest', () => {
  test('Is smaller than 256 KB', () => {
    expect(statSync(file).size).toBeLessThan(256 * 1024);
  });

  test('Names the add-in Regarding, without company or "add-in"', () => {
    expect(only('DisplayName').attributes['DefaultValue']).toBe('Regarding');
    const label = named('bt:String').find(({ attributes }) => attributes['id'] === 'regarding');
    expect(label?.attributes['DefaultValue']).toBe('Regarding');
  });

  test('Has an id of its own and a version of four numbers', () => {
    expect(only('Id').text).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(only('Version').text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  test('Asks for no more than the open item', () => {
    expect(only('Permissions').text).toBe('ReadWriteItem');
  });

  test('Speaks https only, apart from names of schemas', () => {
    const schemas = /^http:\/\/(schemas\.microsoft\.com|www\.w3\.org)\//;
    expect(addresses.filter((url) => !url.startsWith('https://') && !schemas.test(url))).toEqual(
      [],
    );
    expect(only('SupportUrl').attributes['DefaultValue']).toMatch(/^https:/);
  });

  test('Finds every resource it refers to, and refers to every resource', () => {
    const ids = resources.map(({ attributes }) => attributes['id']);
    const used = all.flatMap(({ attributes }) => attributes['resid'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(used)].sort()).toEqual([...ids].sort());
  });

  test('Keeps ids and strings within the lengths of the schema', () => {
    for (const { name, attributes } of resources) {
      expect(attributes['id']?.length).toBeLessThanOrEqual(32);
      if (name === 'bt:String') expect(attributes['DefaultValue']?.length).toBeLessThanOrEqual(250);
    }
  });

  test('Says everything in Hungarian and Arabic too', () => {
    const strings = named('bt:String').concat(
      named('Description').filter(({ attributes }) => attributes['DefaultValue']),
    );
    for (const { children, attributes } of strings) {
      const locales = children.map((child) => child.attributes['Locale']);
      expect([attributes['id'], locales]).toEqual([attributes['id'], ['hu-HU', 'ar-SA']]);
    }
  });

  test('Opens the pane on messages, read and written, and meetings, as organizer and attendee', () => {
    expect(named('ExtensionPoint').map(({ attributes }) => attributes['xsi:type'])).toEqual([
      'MessageReadCommandSurface',
      'MessageComposeCommandSurface',
      'AppointmentOrganizerCommandSurface',
      'AppointmentAttendeeCommandSurface',
      'MobileMessageReadCommandSurface',
      'MobileLogEventAppointmentAttendee',
    ]);
  });

  test('Can be pinned beside messages, the only items Outlook pins panes to (H-03)', () => {
    const pinned = named('Control').filter((control) => {
      const actions = control.children.filter(({ name }) => name === 'Action');
      return actions.some(({ children }) =>
        children.some(({ name }) => name === 'SupportsPinning'),
      );
    });
    expect(pinned.map(({ attributes }) => attributes['id'])).toEqual([
      'messageReadPane',
      'messageComposePane',
    ]);
  });

  test('Tracks with one click, by a function of a page that draws nothing', () => {
    expect(only('FunctionFile').attributes['resid']).toBe('commands');
    expect(named('FunctionName').map((name) => name.text)).toEqual(['trackItem', 'trackItem']);
  });

  test('Is offered in folders and mailboxes of others, on desktops (H-07, DEL-04)', () => {
    const desktop = only('DesktopFormFactor').children.map(({ name }) => name);
    expect(desktop).toContain('SupportsSharedFolders');
    expect(only('SupportsSharedFolders').text).toBe('true');
  });

  test('Opens without a message too, beside the reading pane alone (H-06)', () => {
    expect(named('SupportsNoItemContext')).toHaveLength(1);
  });

  test('Has no on-send handler and no custom pane', () => {
    expect(text).not.toMatch(/ItemSend|CustomPane/);
  });
});

/** Width and height from a PNG's header (ISO/IEC 15948, 11.2.2). */
const sizeOf = (path: string): [number, number] => {
  const header = readFileSync(new URL(`.${path}`, root));
  expect(header.subarray(1, 4).toString()).toBe('PNG');
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
};

describe('Icons', () => {
  const images = named('bt:Image').filter(({ attributes }) => attributes['id']);
  const pathOf = (resid: string | undefined): string =>
    new URL(
      images.find(({ attributes }) => attributes['id'] === resid)?.attributes['DefaultValue'] ?? '',
    ).pathname;

  test('Have the size they are asked for', () => {
    const uses = named('bt:Image').filter(({ attributes }) => attributes['resid']);
    for (const { attributes } of uses) {
      const pixels = Number(attributes['size']) * Number(attributes['scale'] ?? 1);
      expect([attributes['resid'], sizeOf(pathOf(attributes['resid']))]).toEqual([
        attributes['resid'],
        [pixels, pixels],
      ]);
    }
  });

  test('Exist in 16, 32 and 80 for the ribbon, in 64 and 128 for lists', () => {
    const ribbon = named('Icon').filter(({ attributes }) => attributes['xsi:type'] === undefined);
    expect(ribbon).toHaveLength(6);
    for (const { children } of ribbon) {
      expect(children.map(({ attributes }) => attributes['size'])).toEqual(['16', '32', '80']);
    }
    expect(sizeOf(new URL(only('IconUrl').attributes['DefaultValue']!).pathname)).toEqual([64, 64]);
    expect(
      sizeOf(new URL(only('HighResolutionIconUrl').attributes['DefaultValue']!).pathname),
    ).toEqual([128, 128]);
  });

  test('Exist for phones in 25, 32 and 48 points at one, two and three times the size', () => {
    const phones = named('Icon').filter(
      ({ attributes }) => attributes['xsi:type'] === 'bt:MobileIconList',
    );
    expect(phones).toHaveLength(2);
    for (const { children } of phones) {
      expect(
        children.map(({ attributes }) => `${attributes['size']}@${attributes['scale']}`),
      ).toEqual([25, 32, 48].flatMap((size) => [1, 2, 3].map((scale) => `${size}@${scale}`)));
    }
  });

  test('Come from a drawing in the repository', () => {
    expect(existsSync(new URL('assets/icon.svg', root))).toBe(true);
  });
});
