import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';
import { createRule, deleteRule, getRule, listRules, updateRule } from './rules/message-rules.ts';
import { supportedLanguages, supportedTimeZones } from './settings/languages.ts';
import { getMailTips } from './settings/mail-tips.ts';
import { getSetting, getSettings, updateSettings } from './settings/mailbox-settings.ts';
import {
  createOverride,
  deleteOverride,
  listOverrides,
  updateOverride,
} from './settings/overrides.ts';

const { categoriesRead: read, categoriesWrite: write } = may;

/** How a mailbox behaves: settings, rules, Focused Inbox, mail tips. */
export const settingsRoutes: Route[] = [
  route('GET', 'mailboxSettings', read, getSettings),
  route('PATCH', 'mailboxSettings', write, updateSettings),
  route('GET', 'mailboxSettings/*', read, getSetting),
  route('GET', 'mailFolders/*/messageRules', read, listRules),
  route('POST', 'mailFolders/*/messageRules', write, createRule),
  route('GET', 'mailFolders/*/messageRules/*', read, getRule),
  route('PATCH', 'mailFolders/*/messageRules/*', write, updateRule),
  route('DELETE', 'mailFolders/*/messageRules/*', write, deleteRule),
  route('GET', 'inferenceClassification/overrides', may.mailRead, listOverrides),
  route('POST', 'inferenceClassification/overrides', may.mailWrite, createOverride),
  route('PATCH', 'inferenceClassification/overrides/*', may.mailWrite, updateOverride),
  route('DELETE', 'inferenceClassification/overrides/*', may.mailWrite, deleteOverride),
  route('GET', 'outlook/supportedLanguages', may.userRead, supportedLanguages),
  route('GET', 'outlook/supportedTimeZones', may.userRead, supportedTimeZones),
  route('GET', 'outlook/supportedTimeZones/*', may.userRead, supportedTimeZones),
  route('POST', 'getMailTips', may.mailRead, getMailTips),
];
