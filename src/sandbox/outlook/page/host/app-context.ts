import type { AddIn } from '../../manifest/add-in.ts';
import type { Phone } from './phone.ts';

/** Only what both this host and the office.js from npm really do; Outlook on phones names 1.5. */
const requirementsOn = (phone: Phone | undefined): string =>
  JSON.stringify({ Mailbox: phone ? '1.5' : '1.12', NestedAppAuth: '1.1', DialogApi: '1.2' });

/** office.js's number for Outlook on the web. */
const outlookWebApp = 64;

export interface AppContextOptions {
  addIn: AddIn;
  /** The page that was opened. */
  url: string;
  /** `hu-HU` */
  locale: string;
  controlId: string;
  /** Each value is itself JSON. */
  roamingSettings: Record<string, string>;
  phone?: Phone | undefined;
}

/** The answer to `getAppContextAsync`; a missing field keeps office.js from getting ready. */
export const appContext = (options: AppContextOptions) => ({
  _id: options.addIn.id,
  _appName: outlookWebApp,
  _appVersion: '16.01',
  _appUILocale: options.locale,
  _dataLocale: options.locale,
  _docUrl: '',
  _clientMode: 1,
  _settings: options.roamingSettings,
  _reason: 'documentOpened',
  _osfControlType: 1,
  _eToken: '',
  _correlationId: options.controlId,
  _appInstanceId: options.controlId,
  _requirementMatrix: requirementsOn(options.phone),
  _dialogRequirementMatrix: requirementsOn(options.phone),
  _hostFullVersion: '16.0.0.0',
  _addinName: options.addIn.name,
  _appDomains: options.addIn.origins,
  _addInSourceUrl: options.url,
  _clientWindowHeight: window.innerHeight,
  _clientWindowWidth: window.innerWidth,
  _featureGates: {},
});
