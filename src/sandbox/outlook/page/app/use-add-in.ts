import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AddIn, Button } from '../../manifest/add-in.ts';
import type { SessionAnswer } from '../../types.ts';
import type { FunctionRun } from '../add-in/function-runner.tsx';
import { useLive } from '../api/use-live.ts';
import { api } from '../api/http.ts';
import type { OpenItem } from '../host/backend.ts';
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

export interface OpenPane {
  /** Another opening of the same pane is another page. */
  key: string;
  url: string;
  button: Button;
}

/** The add-in of the manifest, its open pane and its running functions. */
export function useAddIn(item: OpenItem | null) {
  const { data: addIn, error } = useLive('add-in', () => api<AddIn>('/add-in'));
  const [pane, setPane] = useState<OpenPane | null>(null);
  const [runs, setRuns] = useState<FunctionRun[]>([]);

  const closePane = useCallback(() => setPane(null), []);
  const endRun = useCallback((key: string) => {
    setRuns((previous) => previous.filter((run) => run.key !== key));
  }, []);
  const press = useCallback(
    (button: Button) => {
      const key = crypto.randomUUID();
      const { action } = button;
      if (action.type === 'pane') {
        const { url } = action;
        setPane((open) => (open?.url === url ? null : { key, url, button }));
      } else {
        const run = { key, functionName: action.name, buttonId: button.id, item };
        setRuns((previous) => [...previous, run]);
      }
    },
    [item],
  );
  return { addIn: addIn ?? null, error, pane, closePane, runs, endRun, press };
}
