import { type LaunchHandler, type SendMode, sendModes } from './add-in.ts';
import type { Resource } from './read-commands.ts';
import { attribute, child, children, type XmlNode } from './xml.ts';

/** The events of Smart Alerts, which Outlook waits for before it sends. */
const sendEvents: readonly string[] = ['OnMessageSend', 'OnAppointmentSend'];

/** Without a mode, Outlook blocks softly. */
const sendModeOf = (node: XmlNode, event: string): SendMode | null =>
  sendEvents.includes(event)
    ? (sendModes.find((mode) => mode === attribute(node, 'SendMode')) ?? 'SoftBlock')
    : null;

const resid = (node: XmlNode | undefined): string => (node ? attribute(node, 'resid') : '');

const pointsOf = (form: XmlNode, type: string): XmlNode[] =>
  children(form, 'ExtensionPoint').filter((point) => attribute(point, 'type') === type);

/** `LaunchEvent`: its page is the runtime's. */
function launchEvents(point: XmlNode, resource: Resource): LaunchHandler[] {
  const events = child(point, 'LaunchEvents');
  const url = resource(resid(child(point, 'SourceLocation')));
  return (events ? children(events, 'LaunchEvent') : []).map((node) => {
    const event = attribute(node, 'Type');
    const functionName = attribute(node, 'FunctionName');
    return { event, functionName, url, sendMode: sendModeOf(node, event) };
  });
}

/** `Events`: the on-send of before Smart Alerts, which always blocks. */
function onSend(point: XmlNode, functionFile: string): LaunchHandler[] {
  return children(point, 'Event')
    .filter((node) => attribute(node, 'Type') === 'ItemSend')
    .map((node) => ({
      event: 'ItemSend',
      functionName: attribute(node, 'FunctionName'),
      url: functionFile,
      sendMode: 'Block',
    }));
}

/** The functions of a form factor that Outlook calls by itself, in the manifest's order. */
export const readLaunchHandlers = (
  form: XmlNode,
  resource: Resource,
  functionFile: string,
): LaunchHandler[] => [
  ...pointsOf(form, 'LaunchEvent').flatMap((point) => launchEvents(point, resource)),
  ...pointsOf(form, 'Events').flatMap((point) => onSend(point, functionFile)),
];
