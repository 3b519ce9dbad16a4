import type { Action, AddIn, Button, LocalText, PageName, Surface } from './types.ts';
import { phoneIcons, ribbonSizes, translations } from './types.ts';

/** The released schema with everything below; nothing here is of the developer preview. */
export const schemaVersion = '1.23';

const mailbox = (minVersion: string) => ({ name: 'Mailbox', minVersion });

/** An action is named for what it does; buttons that do the same share it. */
const actionId = (action: Action): string => {
  if (action.type === 'function') return action.name;
  const traits = [action.pinnable && 'pinnable', action.withoutItem && 'without-item'];
  return ['open', action.page, ...traits].filter(Boolean).join('-');
};

const actionOf = (action: Action) =>
  action.type === 'function'
    ? { id: actionId(action), type: 'executeFunction' }
    : {
        id: actionId(action),
        type: 'openPage',
        view: action.page,
        ...(action.pinnable && { pinnable: true }),
        ...(action.withoutItem && { supportsNoItemContext: true }),
      };

const pageOf = (action: Action): PageName =>
  action.type === 'function' ? 'commands' : action.page;

function runtimes(addIn: AddIn) {
  const actions = addIn.surfaces.flatMap(({ buttons }) => buttons.map(({ action }) => action));
  return (Object.keys(addIn.pages) as PageName[]).map((page) => {
    const own = actions.filter((action) => pageOf(action) === page).map(actionOf);
    return {
      requirements: { capabilities: [mailbox(addIn.mailboxSet)] },
      id: page,
      type: 'general',
      code: { page: addIn.origin + addIn.pages[page] },
      lifetime: 'short',
      actions: [...new Map(own.map((action) => [action.id, action])).values()],
    };
  });
}

const picture = ({ origin }: AddIn, icon: string, pixels: number): string =>
  `${origin}/assets/${icon}-${pixels}.png`;

const ribbonControl = (addIn: AddIn, surface: Surface, button: Button) => ({
  id: surface.id + button.id,
  type: 'button',
  label: button.label.en,
  icons: ribbonSizes.map((size) => ({ size, url: picture(addIn, button.icon, size) })),
  supertip: { title: button.tipTitle.en, description: button.tip.en },
  actionId: actionId(button.action),
});

const phoneControl = (addIn: AddIn, surface: Surface, button: Button) => ({
  id: surface.id + button.id,
  type: 'mobileButton',
  label: button.label.en,
  icons: phoneIcons.map(({ size, scale, pixels }) => ({
    size,
    scale,
    url: picture(addIn, button.icon, pixels),
  })),
  actionId: actionId(button.action),
});

function groupOf(addIn: AddIn, surface: Surface) {
  const { id, formFactor, buttons } = surface;
  const face = { id, label: addIn.name };
  if (formFactor === 'mobile') {
    const controls = buttons.map((button) => phoneControl(addIn, surface, button));
    return { customMobileRibbonGroups: [{ ...face, controls }] };
  }
  const icons = ribbonSizes.map((size) => ({ size, url: picture(addIn, 'icon', size) }));
  const controls = buttons.map((button) => ribbonControl(addIn, surface, button));
  return { groups: [{ ...face, icons, controls }] };
}

const ribbons = (addIn: AddIn) =>
  addIn.surfaces.map((surface) => ({
    requirements: {
      capabilities: [mailbox(addIn.mailboxSet)],
      scopes: ['mail'],
      formFactors: [surface.formFactor],
    },
    contexts: [surface.context],
    tabs: [{ builtInTabId: 'TabDefault', ...groupOf(addIn, surface) }],
  }));

/**
 * The manifest of the whole of Microsoft 365. Neither Macs nor phones install it (H-08), so both
 * are shipped; `alternates.hide` keeps people who get both from seeing two buttons.
 */
export const unifiedManifest = (addIn: AddIn) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
  manifestVersion: schemaVersion,
  id: addIn.unifiedId,
  version: addIn.version,
  localizationInfo: {
    defaultLanguageTag: 'en',
    additionalLanguages: translations.map(({ language }) => ({
      languageTag: language,
      file: `assets/manifest.${language}.json`,
    })),
  },
  name: { short: addIn.name, full: `${addIn.name} for Dynamics 365` },
  description: { short: addIn.tagline.en, full: addIn.longDescription.en },
  developer: {
    name: addIn.provider,
    websiteUrl: addIn.origin + addIn.help,
    privacyUrl: addIn.origin + addIn.privacy,
    termsOfUseUrl: addIn.origin + addIn.terms,
  },
  icons: { color: 'assets/icon-192.png', outline: 'assets/outline-32.png' },
  accentColor: addIn.accentColor,
  authorization: {
    permissions: {
      resourceSpecific: [
        { name: addIn.permission.unified, type: 'Delegated' },
        { name: 'Mailbox.SharedFolder', type: 'Delegated' },
      ],
    },
  },
  extensions: [
    {
      requirements: {
        capabilities: [mailbox(addIn.mailboxSet)],
        scopes: ['mail'],
        formFactors: ['desktop', 'mobile'],
      },
      runtimes: runtimes(addIn),
      ribbons: ribbons(addIn),
      alternates: [
        {
          hide: { customOfficeAddin: { officeAddinId: addIn.id } },
          // For Outlooks that draw the add-in from these instead of the package's own pictures.
          alternateIcons: {
            icon: { size: 64, url: picture(addIn, 'icon', 64) },
            highResolutionIcon: { size: 64, url: picture(addIn, 'icon', 128) },
          },
        },
      ],
    },
  ],
});

/** Path of a text in the manifest, as the localization file names it. */
type Localized = Record<string, string>;

const localize = (addIn: AddIn, language: keyof LocalText): Localized => {
  const entries = addIn.surfaces.flatMap(({ formFactor, buttons }, ribbon) => {
    const kind = formFactor === 'mobile' ? 'customMobileRibbonGroups' : 'groups';
    return buttons.flatMap((button, control): [string, string][] => {
      const path = `extensions[0].ribbons[${ribbon}].tabs[0].${kind}[0].controls[${control}]`;
      const label: [string, string] = [`${path}.label`, button.label[language]];
      if (formFactor === 'mobile') return [label];
      return [
        label,
        [`${path}.supertip.title`, button.tipTitle[language]],
        [`${path}.supertip.description`, button.tip[language]],
      ];
    });
  });
  return Object.fromEntries(entries);
};

/** The texts of the unified manifest in another language: a file of its own beside it. */
export const unifiedTexts = (addIn: AddIn, language: keyof LocalText) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.Localization.schema.json`,
  'name.short': addIn.name,
  'name.full': `${addIn.name} for Dynamics 365`,
  'description.short': addIn.tagline[language],
  'description.full': addIn.longDescription[language],
  ...localize(addIn, language),
});
