import { describe, expect, test } from '@jest/globals';
import { checkManifest } from '../../../src/sandbox/outlook/manifest/check-manifest.ts';
import { parseManifest } from '../../../src/sandbox/outlook/manifest/parse-manifest.ts';
import { guardManifest } from '../../support/outlook/guard-manifest.ts';

const origin = 'https://localhost:3001';
const xml = guardManifest(origin);

describe('A manifest', () => {
  test('lists the functions that run by themselves, with the mode of those before sending', () => {
    const url = `${origin}/guard.html`;
    expect(parseManifest(xml, 'en-US').launchHandlers).toEqual([
      { event: 'OnNewMessageCompose', functionName: 'onNewMessage', url, sendMode: null },
      { event: 'OnMessageRecipientsChanged', functionName: 'onRecipients', url, sendMode: null },
      { event: 'OnMessageSend', functionName: 'onSend', url, sendMode: 'PromptUser' },
    ]);
  });

  test('blocks softly before sending where it names no mode', () => {
    const { launchHandlers } = parseManifest(xml.replace(' SendMode="PromptUser"', ''), 'en-US');
    expect(launchHandlers.at(-1)?.sendMode).toBe('SoftBlock');
  });

  test('with on-send of before Smart Alerts blocks', () => {
    const old = xml.replace(
      '<ExtensionPoint xsi:type="LaunchEvent">',
      `<ExtensionPoint xsi:type="Events">
        <Event Type="ItemSend" FunctionExecution="synchronous" FunctionName="validate"/>
      </ExtensionPoint><ExtensionPoint xsi:type="LaunchEvent">`,
    );
    expect(parseManifest(old, 'en-US').launchHandlers.at(-1)).toEqual({
      event: 'ItemSend',
      functionName: 'validate',
      url: `${origin}/guard.html`,
      sendMode: 'Block',
    });
  });

  test('has its own buttons for phones, in a group or alone', () => {
    const { commands } = parseManifest(xml, 'en-US');
    expect(commands.MobileMessageReadCommandSurface).toMatchObject([
      { id: 'guardMobile', label: 'Guard', icon: `${origin}/icon-32.png` },
    ]);
    expect(commands.MobileLogEventAppointmentAttendee).toMatchObject([
      { id: 'guardLog', label: 'Log', action: { type: 'pane', supportsPinning: false } },
    ]);
  });

  test('says whether it wants the mailboxes of others', () => {
    expect(parseManifest(xml, 'en-US').supportsSharedFolders).toBe(true);
    const without = xml.replace('<SupportsSharedFolders>true</SupportsSharedFolders>', '');
    expect(parseManifest(without, 'en-US').supportsSharedFolders).toBe(false);
  });
});

describe('A manifest to side-load', () => {
  const problemsOf = (manifest: string) => checkManifest(manifest).problems;

  test('is taken where nothing is wrong', () => {
    expect(checkManifest(xml)).toMatchObject({ problems: [], addIn: { name: 'Guard' } });
  });

  test.each([
    ['<Version>1.0.0.0</Version>', '', 'Version is missing.'],
    ['<Version>1.0.0.0</Version>', '<Version>one</Version>', 'Version "one" is not valid.'],
    ['0a1b2c3d-', 'x', 'Id "x0000-4000-8000-000000000002" is not valid.'],
    [
      '<Description DefaultValue="Looks at what is sent."/>',
      '',
      'Description has no DefaultValue.',
    ],
    ['<Host Name="Mailbox"/>', '<Host Name="Workbook"/>', 'Hosts has no Host "Mailbox".'],
    [
      `${origin}/guard.html`,
      'http://localhost/guard.html',
      'http://localhost/guard.html is not an https address.',
    ],
    [
      'SourceLocation resid="guard"',
      'SourceLocation resid="x"',
      'The manifest has no resource "x".',
    ],
    ['FunctionName="onSend"', 'FunctionName=""', 'OnMessageSend has no function or no page.'],
    [
      'xsi:type="MailApp"',
      'xsi:type="TaskPaneApp"',
      'OfficeApp is not of xsi:type "MailApp": not an add-in for Outlook.',
    ],
  ])('is refused with %s turned into %s, in plain words', (part, other, problem) => {
    expect(problemsOf(xml.replace(part, other))).toContain(problem);
  });

  test('that is no XML is refused with the line', () => {
    expect(problemsOf('<OfficeApp>\n<Id></OfficeApp>')[0]).toMatch(/^Line 2: /);
    expect(problemsOf('<Other/>')).toEqual(['The root element is not OfficeApp.']);
  });
});
