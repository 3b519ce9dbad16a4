import type { Action, AddIn, Button, LocalText, Surface } from './types.ts';
import { phoneIcons, ribbonSizes, translations } from './types.ts';
import { resourcesOf, textId } from './resources.ts';
import { element, writeXml } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';

const value = (name: string, text: string, more: readonly XmlElement[] = []): XmlElement =>
  element(name, { DefaultValue: text }, more);

const overridesOf = (name: string, text: LocalText): XmlElement[] =>
  translations.map(({ language, locale }) =>
    element(name, { Locale: locale, Value: text[language] }),
  );

const localized = (name: string, text: LocalText): XmlElement =>
  value(name, text.en, overridesOf('Override', text));

const reference = (name: string, resid: string): XmlElement => element(name, { resid });

const ribbonIcon = (icon: string): XmlElement =>
  element(
    'Icon',
    {},
    ribbonSizes.map((size) => element('bt:Image', { size: String(size), resid: `${icon}${size}` })),
  );

const phoneIcon = (icon: string): XmlElement =>
  element(
    'Icon',
    { 'xsi:type': 'bt:MobileIconList' },
    phoneIcons.map(({ size, scale, pixels }) =>
      element('bt:Image', {
        size: String(size),
        scale: String(scale),
        resid: `${icon}${pixels}`,
      }),
    ),
  );

const flag = (name: string, isSet: boolean | undefined): XmlElement[] =>
  isSet ? [element(name, {}, 'true')] : [];

const actionOf = (action: Action): XmlElement =>
  action.type === 'function'
    ? element('Action', { 'xsi:type': 'ExecuteFunction' }, [
        element('FunctionName', {}, action.name),
      ])
    : element('Action', { 'xsi:type': 'ShowTaskpane' }, [
        reference('SourceLocation', action.page),
        ...flag('SupportsPinning', action.pinnable),
        ...flag('SupportsNoItemContext', action.withoutItem),
      ]);

const ribbonButton = (surface: Surface, button: Button): XmlElement =>
  element('Control', { 'xsi:type': 'Button', id: surface.id + button.id }, [
    reference('Label', textId(button.label)),
    element('Supertip', {}, [
      reference('Title', textId(button.tipTitle)),
      reference('Description', textId(button.tip)),
    ]),
    ribbonIcon(button.icon),
    actionOf(button.action),
  ]);

const phoneButton = (surface: Surface, button: Button): XmlElement =>
  element('Control', { 'xsi:type': 'MobileButton', id: surface.id + button.id }, [
    reference('Label', textId(button.label)),
    phoneIcon(button.icon),
    actionOf(button.action),
  ]);

const group = (surface: Surface, name: string, controls: readonly XmlElement[]): XmlElement =>
  element('Group', { id: surface.id }, [reference('Label', name), ...controls]);

function extensionPoint(surface: Surface, name: string): XmlElement {
  const at = (content: readonly XmlElement[]) =>
    element('ExtensionPoint', { 'xsi:type': surface.extensionPoint }, content);
  if (surface.formFactor === 'mobile') {
    const controls = surface.buttons.map((button) => phoneButton(surface, button));
    return at(surface.isUngrouped ? controls : [group(surface, name, controls)]);
  }
  const controls = surface.buttons.map((button) => ribbonButton(surface, button));
  return at([element('OfficeTab', { id: 'TabDefault' }, [group(surface, name, controls)])]);
}

const formFactors = ({ surfaces, name }: AddIn): XmlElement[] => {
  const points = (formFactor: Surface['formFactor']) =>
    surfaces
      .filter((surface) => surface.formFactor === formFactor)
      .map((surface) => extensionPoint(surface, textId({ en: name })));
  return [
    element('DesktopFormFactor', {}, [
      element('SupportsSharedFolders', {}, 'true'),
      reference('FunctionFile', 'commands'),
      ...points('desktop'),
    ]),
    element('MobileFormFactor', {}, points('mobile')),
  ];
};

function resources(addIn: AddIn): XmlElement {
  const { images, urls, shortTexts, longTexts } = resourcesOf(addIn);
  const text = (entry: LocalText) =>
    element(
      'bt:String',
      { id: textId(entry), DefaultValue: entry.en },
      overridesOf('bt:Override', entry),
    );
  const address = (name: string, entries: Record<string, string>) =>
    Object.entries(entries).map(([id, url]) => element(name, { id, DefaultValue: url }));
  return element('Resources', {}, [
    element('bt:Images', {}, address('bt:Image', images)),
    element('bt:Urls', {}, address('bt:Url', urls)),
    element('bt:ShortStrings', {}, shortTexts.map(text)),
    element('bt:LongStrings', {}, longTexts.map(text)),
  ]);
}

const overrides = (addIn: AddIn): XmlElement =>
  element(
    'VersionOverrides',
    {
      xmlns: 'http://schemas.microsoft.com/office/mailappversionoverrides',
      'xsi:type': 'VersionOverridesV1_0',
    },
    [
      element(
        'VersionOverrides',
        {
          xmlns: 'http://schemas.microsoft.com/office/mailappversionoverrides/1.1',
          'xsi:type': 'VersionOverridesV1_1',
        },
        [
          element('Requirements', {}, [
            element('bt:Sets', { DefaultMinVersion: addIn.mailboxSet }, [
              element('bt:Set', { Name: 'Mailbox' }),
            ]),
          ]),
          element('Hosts', {}, [element('Host', { 'xsi:type': 'MailHost' }, formFactors(addIn))]),
          resources(addIn),
        ],
      ),
    ],
  );

const forms = (source: string): XmlElement =>
  element('FormSettings', {}, [
    element('Form', { 'xsi:type': 'ItemRead' }, [
      element('DesktopSettings', {}, [
        value('SourceLocation', source),
        element('RequestedHeight', {}, '250'),
      ]),
    ]),
    element('Form', { 'xsi:type': 'ItemEdit' }, [
      element('DesktopSettings', {}, [value('SourceLocation', source)]),
    ]),
  ]);

const anyItem = element(
  'Rule',
  { 'xsi:type': 'RuleCollection', Mode: 'Or' },
  ['Message', 'Appointment'].map((ItemType) =>
    element('Rule', { 'xsi:type': 'ItemIs', ItemType, FormType: 'ReadOrEdit' }),
  ),
);

const app = (addIn: AddIn): XmlElement =>
  element(
    'OfficeApp',
    {
      xmlns: 'http://schemas.microsoft.com/office/appforoffice/1.1',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:bt': 'http://schemas.microsoft.com/office/officeappbasictypes/1.0',
      'xsi:type': 'MailApp',
    },
    [
      element('Id', {}, addIn.id),
      element('Version', {}, `${addIn.version}.0`),
      element('ProviderName', {}, addIn.provider),
      element('DefaultLocale', {}, 'en-US'),
      value('DisplayName', addIn.name),
      localized('Description', addIn.description),
      value('IconUrl', `${addIn.origin}/assets/icon-64.png`),
      value('HighResolutionIconUrl', `${addIn.origin}/assets/icon-128.png`),
      value('SupportUrl', addIn.origin + addIn.help),
      element('Hosts', {}, [element('Host', { Name: 'Mailbox' })]),
      element('Requirements', {}, [
        element('Sets', {}, [element('Set', { Name: 'Mailbox', MinVersion: addIn.mailboxSet })]),
      ]),
      forms(addIn.origin + addIn.pages.pane),
      element('Permissions', {}, addIn.permission.xml),
      anyItem,
      element('DisableEntityHighlighting', {}, 'true'),
      overrides(addIn),
    ],
  );

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!--
  The add-in as Outlook sees it, written by src/bin/manifest.ts from src/manifest/add-in.ts.
  Addresses are those of \`npm start\`; the service answers /manifest.xml with its own origin.
  Regarding writes only while a mail or meeting is being written: text, files and people the
  person picks.
-->
`;

/** The add-in only manifest: every Outlook, and the only one phones and Macs take (H-08). */
export const addInOnlyManifest = (addIn: AddIn): string => head + writeXml(app(addIn));
