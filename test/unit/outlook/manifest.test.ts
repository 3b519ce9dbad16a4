import { describe, expect, test } from '@jest/globals';
import {
  ManifestError,
  parseManifest,
} from '../../../src/sandbox/outlook/manifest/parse-manifest.ts';
import { rebase } from '../../../src/sandbox/outlook/manifest/read-manifest.ts';
import { sampleManifest } from '../../support/outlook/sample-manifest.ts';

const origin = 'https://localhost:3001';
const xml = sampleManifest(origin);

describe('A manifest', () => {
  test('gives id, version, permission and the origins whose pages may talk to the host', () => {
    expect(parseManifest(xml, 'en-US')).toMatchObject({
      id: '0a1b2c3d-0000-4000-8000-000000000001',
      version: '1.2.3.4',
      name: 'Sample',
      permissionLevel: 2,
      origins: [origin, 'https://help.example.test'],
      functionFile: `${origin}/functions.html`,
    });
  });

  test('counts with its newest overrides alone', () => {
    const { commands } = parseManifest(xml, 'en-US');
    expect(commands.MessageReadCommandSurface.map(({ id }) => id)).toEqual(['readPane', 'menu']);
    expect(commands.MessageComposeCommandSurface).toEqual([]);
  });

  test('says of a pane button where its page is and whether it can be pinned', () => {
    const { commands } = parseManifest(xml, 'en-US');
    expect(commands.MessageReadCommandSurface[0]).toEqual({
      kind: 'button',
      id: 'readPane',
      label: 'Regarding',
      description: 'Shows the CRM.',
      icon: `${origin}/icon-32.png`,
      action: {
        type: 'pane',
        url: `${origin}/pane.html?from=ribbon`,
        supportsPinning: true,
        supportsNoItemContext: false,
        supportsMultiSelect: false,
      },
    });
    expect(commands.AppointmentAttendeeCommandSurface[0]).toMatchObject({
      action: { supportsPinning: false },
    });
  });

  test('puts the items of a menu under it', () => {
    const menu = parseManifest(xml, 'en-US').commands.MessageReadCommandSurface[1];
    expect(menu).toMatchObject({
      kind: 'menu',
      label: 'More',
      items: [{ id: 'log', action: { type: 'function', name: 'logItem' } }],
    });
  });

  test('speaks the display language where it has its words, else its default', () => {
    const hungarian = parseManifest(xml, 'hu-HU');
    expect(hungarian.name).toBe('Minta');
    expect(hungarian.commands.MessageReadCommandSurface.map(({ label }) => label)).toEqual([
      'Regarding',
      'Több',
    ]);
    expect(parseManifest(xml, 'hu').name).toBe('Minta');
    expect(parseManifest(xml, 'de-DE').name).toBe('Sample');
  });

  test('with a resource id nobody defines is refused with that id', () => {
    const broken = xml.replace('SourceLocation resid="pane"', 'SourceLocation resid="gone"');
    expect(() => parseManifest(broken, 'en-US')).toThrow(
      new ManifestError('The manifest has no resource "gone".'),
    );
  });

  test('that is no add-in manifest is refused', () => {
    expect(() => parseManifest('<Other/>', 'en-US')).toThrow('The manifest has no OfficeApp.');
  });

  test('is side-loaded from another origin without touching other addresses', () => {
    const moved = rebase(xml, 'https://localhost:9');
    expect(moved).not.toContain(origin);
    expect(parseManifest(moved, 'en-US').origins).toEqual([
      'https://localhost:9',
      'https://help.example.test',
    ]);
    expect(moved).toContain('http://schemas.microsoft.com/office/appforoffice/1.1');
  });
});
