import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AddIn, Button, Surface } from '../../manifest/add-in.ts';
import type { InstalledAddIn, SessionAnswer } from '../../types.ts';
import { encode, api } from '../api/http.ts';
import { useLive } from '../api/use-live.ts';
import { type HostItem } from '../host/backend.ts';
import { Notifications } from '../host/notifications.ts';
import { Router } from '../host/router.ts';
import { Trace } from '../host/trace.ts';

/** The host side of office.js for as long as the shell is there. */
export function useHost(broker: SessionAnswer['broker']) {
  const host = useMemo(() => {
    const trace = new Trace();
    return { trace, router: new Router(broker, trace), notifications: new Notifications() };
  }, [broker]);
  useEffect(() => {
    const listen = (event: MessageEvent) => {
      host.router.receive(event).catch(reportError);
    };
    window.officeHostTrace = host.trace.entries;
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [host]);
  return host;
}

const none: readonly InstalledAddIn[] = [];

/** The add-ins of the mailbox, in the language they are shown in. */
export function useAddIns(language: string) {
  const { data, error, reload } = useLive(`add-ins ${language}`, () =>
    api<InstalledAddIn[]>(`/add-ins?language=${encode(language)}`),
  );
  return { addIns: data ?? none, isKnown: data !== undefined, error, reload };
}

export interface OpenPane {
  /** Another opening of the same pane is another page. */
  key: string;
  url: string;
  button: Button;
  addIn: AddIn;
  /** Where the button was. */
  surface: Surface | undefined;
  /** The form the pane belongs to; undefined: it goes with what is selected. */
  form: HostItem | undefined;
}

/** The one open pane. */
export function usePane() {
  const [pane, setPane] = useState<OpenPane | null>(null);
  const close = useCallback(() => setPane(null), []);
  /** Opens it, or closes it where it is open already. */
  const toggle = useCallback((next: Omit<OpenPane, 'key'>) => {
    setPane((open) =>
      open?.url === next.url && open.form === next.form
        ? null
        : { ...next, key: crypto.randomUUID() },
    );
  }, []);
  return { pane, close, toggle };
}
