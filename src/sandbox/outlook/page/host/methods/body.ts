import { asHtml } from '../html-text.ts';
import {
  accessOf,
  type Call,
  composeItemOf,
  messageOf,
  type Method,
  officeError,
  OfficeError,
  stringOf,
} from '../method.ts';

/** office.js's number of `Office.CoercionType.Html`; text is 0. */
const htmlCoercion = 3;

const typeOf = ({ params }: Call): 'text' | 'html' =>
  params['coercionType'] === htmlCoercion ? 'html' : 'text';

/** The text or HTML of a call, as HTML. */
const htmlOf = (call: Call, name = 'data'): string => {
  const data = stringOf(call.params[name]);
  return typeOf(call) === 'html' ? data : asHtml(data);
};

const setSelected =
  (where: 'body' | 'item') =>
  (call: Call): void => {
    const data = stringOf(call.params['data']);
    const done = composeItemOf(call).replaceSelection(data, typeOf(call), where);
    if (!done) throw new OfficeError(officeError.invalidSelection, 'The cursor is nowhere.');
  };

function getSelected(call: Call) {
  const selection = composeItemOf(call).selection(typeOf(call));
  if (!selection) throw new OfficeError(officeError.invalidSelection, 'The cursor is nowhere.');
  return selection;
}

function appendOnSend(call: Call): void {
  if (!call.session.addIn.extendedPermissions.includes('AppendOnSend')) {
    throw new OfficeError(
      officeError.missingExtendedPermission,
      'The manifest lacks AppendOnSend.',
    );
  }
  messageOf(call).appendOnSend(htmlOf(call, 'appendTxt'));
}

/** The item's body, by dispatch id. */
export const bodyMethods: Record<number, Method> = {
  13: { name: 'body.setSelectedDataAsync', level: 2, run: setSelected('body') },
  14: {
    name: 'body.getTypeAsync',
    level: 1,
    // The form writes HTML only, as new mail in Outlook on the web is by default.
    run: (call) => {
      composeItemOf(call);
      return 'html';
    },
  },
  23: {
    name: 'body.prependAsync',
    level: 2,
    run: (call) => composeItemOf(call).prependToBody(htmlOf(call)),
  },
  28: { name: 'item.getSelectedDataAsync', level: 2, run: getSelected },
  29: { name: 'item.setSelectedDataAsync', level: 2, run: setSelected('item') },
  37: { name: 'body.getAsync', level: 1, run: (call) => accessOf(call).body(typeOf(call)) },
  38: {
    name: 'body.setAsync',
    level: 2,
    run: (call) => composeItemOf(call).setBody(htmlOf(call)),
  },
  100: { name: 'body.appendOnSendAsync', level: 2, run: appendOnSend },
  173: {
    name: 'body.setSignatureAsync',
    level: 2,
    run: (call) => composeItemOf(call).setSignature(htmlOf(call)),
  },
};
