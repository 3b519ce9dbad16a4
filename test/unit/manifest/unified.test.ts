/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- what a test reads of JSON, it also checks */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { addInOnlyManifest } from '../../../src/manifest/add-in-only.ts';
import { addIn } from '../../../src/manifest/add-in.ts';
import { translations } from '../../../src/manifest/types.ts';
import { unifiedManifest, unifiedTexts } from '../../../src/manifest/unified.ts';

const root = new URL('../../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const manifest = JSON.parse(read('manifest.json'));
const [extension] = manifest.extensions;
const groups = extension.ribbons
  .flatMap((ribbon: any) => ribbon.tabs)
  .flatMap((tab: any) => [...(tab.groups ?? []), ...(tab.customMobileRibbonGroups ?? [])]);
const controls = groups.flatMap((group: any) => group.controls);

describe('Both manifests', () => {
  test('Are as the generator writes them from the one source (quality 57)', () => {
    expect(read('manifest.xml')).toBe(addInOnlyManifest(addIn));
    expect(manifest).toEqual(unifiedManifest(addIn));
    for (const { language } of translations) {
      const texts = JSON.parse(read(`assets/manifest.${language}.json`));
      expect(texts).toEqual(unifiedTexts(addIn, language));
    }
  });

  test('Have the same version, and the unified one hides the other (quality 57)', () => {
    expect(read('manifest.xml')).toContain(`<Version>${manifest.version}.0</Version>`);
    const hidden = extension.alternates[0].hide.customOfficeAddin.officeAddinId;
    expect(read('manifest.xml')).toContain(`<Id>${hidden}</Id>`);
    expect(manifest.id).not.toBe(hidden);
  });
});

describe('The unified manifest', () => {
  test('Is of a released schema', () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(manifest.manifestVersion).toMatch(/^\d+\.\d+$/);
    expect(JSON.stringify(manifest)).not.toContain('devPreview');
  });

  test('Keeps names and descriptions within the schema’s lengths, in every language', () => {
    const translated = translations.map(
      ({ language }) => unifiedTexts(addIn, language) as Record<string, string>,
    );
    const long = (text: string, longest: number) =>
      expect(text.length).toBeLessThanOrEqual(longest);
    long(manifest.name.short, 30);
    long(manifest.name.full, 100);
    long(manifest.description.short, 80);
    for (const texts of translated) long(texts['description.short']!, 80);
    long(manifest.description.full, 4_000);
    for (const [path, text] of translated.flatMap(Object.entries<string>)) {
      if (path.endsWith('supertip.description')) long(text, 250);
      if (path.endsWith('supertip.title')) long(text, 64);
      if (path.includes('customMobileRibbonGroups')) long(text, 32);
    }
    for (const { label, supertip } of controls) {
      long(label, 32);
      if (supertip) long(supertip.description, 250);
    }
  });

  test('Names the file of every language it is in', () => {
    const { additionalLanguages } = manifest.localizationInfo;
    expect(additionalLanguages).toEqual([
      { languageTag: 'hu', file: 'assets/manifest.hu.json' },
      { languageTag: 'ar', file: 'assets/manifest.ar.json' },
    ]);
    const texts = JSON.parse(read('assets/manifest.ar.json')) as Record<string, string>;
    const latin = Object.entries(texts).filter(
      ([path, text]) =>
        path !== '$schema' && !path.startsWith('name.') && !/\p{Script=Arabic}/u.test(text),
    );
    expect(latin.map(([, text]) => text).filter((text) => text !== 'Regarding')).toEqual([]);
  });

  test('Gives every control an id of its own and an action that a runtime has', () => {
    const ids = controls.map((control: any) => control.id);
    expect(new Set(ids).size).toBe(ids.length);
    const actions = extension.runtimes.flatMap((runtime: any) =>
      runtime.actions.map((action: any) => action.id),
    );
    expect(new Set(actions).size).toBe(actions.length);
    for (const { actionId } of controls) expect(actions).toContain(actionId);
  });

  test('Has nine pictures for every phone button, three for every other (H-08)', () => {
    for (const { type, icons } of controls) {
      expect(icons).toHaveLength(type === 'mobileButton' ? 9 : 3);
      for (const { url } of icons) {
        expect(existsSync(new URL(`.${new URL(url).pathname}`, root))).toBe(true);
      }
    }
  });

  test('Has pictures of the package’s own sizes', () => {
    const widthOf = (path: string) => readFileSync(new URL(path, root)).readUInt32BE(16);
    expect(widthOf(manifest.icons.color)).toBe(192);
    expect(widthOf(manifest.icons.outline)).toBe(32);
  });

  test('Opens on mail and meetings, on desktops and phones (H-01, H-08)', () => {
    const contexts = extension.ribbons.map((ribbon: any) => [
      ribbon.contexts[0],
      ribbon.requirements.formFactors[0],
    ]);
    expect(contexts).toEqual([
      ['mailRead', 'desktop'],
      ['mailCompose', 'desktop'],
      ['meetingDetailsOrganizer', 'desktop'],
      ['meetingDetailsAttendee', 'desktop'],
      ['mailRead', 'mobile'],
      ['logEventMeetingDetailsAttendee', 'mobile'],
    ]);
  });

  test('Asks for the open item and for folders of others, nothing more (H-07)', () => {
    const asked = manifest.authorization.permissions.resourceSpecific;
    expect(asked.map((permission: any) => permission.name)).toEqual([
      'MailboxItem.ReadWrite.User',
      'Mailbox.SharedFolder',
    ]);
  });

  test('Pins nothing but messages (H-03)', () => {
    const pinnable = new Set(
      extension.runtimes
        .flatMap((runtime: any) => runtime.actions)
        .filter((action: any) => action.pinnable)
        .map((action: any) => action.id),
    );
    const pinned = controls.filter((control: any) => pinnable.has(control.actionId));
    expect(pinned.map((control: any) => control.id)).toEqual([
      'messageReadPane',
      'messageComposePane',
    ]);
  });
});
