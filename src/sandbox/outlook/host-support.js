/*
 * What Outlook on the web puts into an add-in's page before office.js, and office.js from npm
 * therefore expects or lacks. Loaded by the add-in's page as a classic script, before office.js.
 */
(() => {
  'use strict';

  /*
   * 1. office.js loads MicrosoftAjax.js from a public address unless these names are there. It uses
   * them to check the parameters of its own calls and to word errors.
   */
  const named = (name, message, fields) =>
    Object.assign(new Error(message ?? name), { name: `Sys.${name}` }, fields);

  const argumentError = (paramName, message) => named('ArgumentException', message, { paramName });

  const isOfType = (value, type) => {
    if (type === String) return typeof value === 'string';
    if (type === Number) return typeof value === 'number';
    if (type === Boolean) return typeof value === 'boolean';
    if (type === Function) return typeof value === 'function';
    if (type === Array) return Array.isArray(value);
    return typeof type !== 'function' || type === Object || value instanceof type;
  };

  const validateParameter = (value, expected, paramName) => {
    if (value === undefined) {
      return expected.optional || expected.mayBeNull ? null : argumentError(paramName);
    }
    if (value === null) return expected.mayBeNull ? null : argumentError(paramName);
    return isOfType(value, expected.type) ? null : argumentError(paramName);
  };

  const validateParams = (params, expected) => {
    const required = expected.filter((parameter) => !parameter.optional).length;
    if (params.length < required) return Error.parameterCount();
    for (const [index, parameter] of expected.entries()) {
      const error = validateParameter(params[index], parameter, parameter.name);
      if (error) return error;
    }
    return null;
  };

  const registerNamespace = (path) => {
    let place = window;
    for (const part of path.split('.')) place = place[part] ??= {};
  };

  function registerClass() {
    return this;
  }

  const installMicrosoftAjaxNames = () => {
    window.Type = { registerNamespace, registerClass };
    // The texts of most languages are classes that register themselves.
    Object.defineProperty(Function.prototype, 'registerClass', { value: registerClass });
    window.Sys = {
      StringBuilder: class StringBuilder {},
      Browser: { agent: null, InternetExplorer: {} },
      Debug: { trace: () => undefined },
      Serialization: {
        JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse },
      },
    };
    Error.argument = argumentError;
    Error.parameterCount = (message) => named('ParameterCountException', message);
    Function._validateParameter = validateParameter;
    Function._validateParams = validateParams;
  };

  /*
   * 2. Nested app authentication: MSAL hands its requests to this bridge, the bridge to the host.
   * Only the host that opened this frame, known from the frame's name, is asked and believed.
   */
  const hostOrigin = () => {
    try {
      const [, , hostUrl] = JSON.parse(window.name).xdmInfo.split('|');
      return new URL(hostUrl).origin;
    } catch {
      return null; // Not opened by a host: MSAL then signs in by itself.
    }
  };

  const isAnswer = (data) =>
    typeof data === 'string' && data.includes('"messageType":"NestedAppAuthResponse"');

  const installAuthBridge = (origin) => {
    const listeners = new Set();
    window.addEventListener('message', (event) => {
      if (event.source !== window.parent || event.origin !== origin || !isAnswer(event.data))
        return;
      for (const listener of listeners) listener(event.data);
    });
    window.nestedAppAuthBridge = {
      addEventListener: (_type, listener) => listeners.add(listener),
      removeEventListener: (_type, listener) => listeners.delete(listener),
      postMessage: (message) => window.parent.postMessage(message, origin),
    };
  };

  /*
   * 3. Phones: only office.js for the web can be hosted by a page, and it takes any host for Outlook
   * on the web. The frame's name tells which phone it is on; what add-ins ask for then says so.
   */
  const phones = {
    ios: { platform: 'iOS', hostName: 'OutlookIOS' },
    android: { platform: 'Android', hostName: 'OutlookAndroid' },
  };

  const phoneHost = () => {
    try {
      return phones[JSON.parse(window.name).phone];
    } catch {
      return undefined;
    }
  };

  const beOnPhone = ({ platform, hostName }) => {
    const { defineProperties } = Object;
    // `mailbox.diagnostics` is made so, and cannot be written to afterwards. Views are the web's.
    Object.defineProperties = (target, properties) =>
      defineProperties(
        target,
        'OWAView' in properties
          ? { ...properties, hostName: { value: hostName }, OWAView: { value: undefined } }
          : properties,
      );
    const onLoad = () => {
      const host = window.OfficeExt?.HostName?.Host?.getInstance();
      if (!host) return;
      host.getPlatform = () => platform;
      document.removeEventListener('load', onLoad, true);
    };
    // Before office.js has asked its host anything.
    document.addEventListener('load', onLoad, true);
  };

  installMicrosoftAjaxNames();
  const origin = window.parent === window ? null : hostOrigin();
  if (origin) installAuthBridge(origin);
  const phone = phoneHost();
  if (phone) beOnPhone(phone);
})();
