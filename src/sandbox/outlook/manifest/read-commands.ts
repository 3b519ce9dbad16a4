import type { Action, Button, Command, Menu } from './add-in.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

/** Looks up a resource by its id; throws where there is none. */
export type Resource = (resid: string) => string;

const resid = (node: XmlNode | undefined): string => (node ? attribute(node, 'resid') : '');

function readIcon(node: XmlNode, resource: Resource): string {
  const icon = child(node, 'Icon');
  const images = icon ? children(icon, 'Image') : [];
  // Twice the drawn size, for dense screens; a phone's list has each size several times.
  const image =
    images.find((candidate) => attribute(candidate, 'size') === '32') ??
    images.find((candidate) => attribute(candidate, 'scale') === '2') ??
    images[0];
  return image ? resource(resid(image)) : '';
}

function readAction(node: XmlNode, resource: Resource): Action | undefined {
  const action = child(node, 'Action');
  if (!action) return undefined;
  const is = (name: string): boolean => {
    const flag = child(action, name);
    return flag !== undefined && text(flag) === 'true';
  };
  switch (attribute(action, 'type')) {
    case 'ShowTaskpane':
      return {
        type: 'pane',
        url: resource(resid(child(action, 'SourceLocation'))),
        supportsPinning: is('SupportsPinning'),
        supportsNoItemContext: is('SupportsNoItemContext'),
        supportsMultiSelect: is('SupportsMultiSelect'),
      };
    case 'ExecuteFunction': {
      const name = child(action, 'FunctionName');
      return { type: 'function', name: name ? text(name) : '' };
    }
    default:
      return undefined;
  }
}

function readFace(node: XmlNode, resource: Resource) {
  return {
    id: attribute(node, 'id'),
    label: resource(resid(child(node, 'Label'))),
    icon: readIcon(node, resource),
  };
}

function readButton(node: XmlNode, resource: Resource): Button[] {
  const action = readAction(node, resource);
  if (!action) return [];
  const tip = child(node, 'Supertip');
  const description = tip ? resource(resid(child(tip, 'Description'))) : '';
  return [{ kind: 'button', ...readFace(node, resource), description, action }];
}

function readMenu(node: XmlNode, resource: Resource): Menu[] {
  const items = child(node, 'Items');
  const buttons = items
    ? children(items, 'Item').flatMap((item) => readButton(item, resource))
    : [];
  return buttons.length ? [{ kind: 'menu', ...readFace(node, resource), items: buttons }] : [];
}

/**
 * The buttons and menus of one extension point, in order. An action this host does not know is left
 * out, as Outlook does.
 */
export function readCommands(point: XmlNode, resource: Resource): Command[] {
  const tabs = [...children(point, 'OfficeTab'), ...children(point, 'CustomTab')];
  // On phones there are no tabs, and a control may stand alone.
  const groups = [...tabs, point].flatMap((parent) => children(parent, 'Group'));
  const controls = [...groups, point].flatMap((parent) => children(parent, 'Control'));
  return controls.flatMap((control): Command[] =>
    attribute(control, 'type') === 'Menu'
      ? readMenu(control, resource)
      : readButton(control, resource),
  );
}
