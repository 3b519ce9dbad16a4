import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { OpenItem } from '../host/backend.ts';
import { hostEvents } from '../host/conversation.ts';
import type { HostPage } from '../host/session.ts';
import { showItem } from './show-item.ts';
import { useOfficeFrame } from './use-office-frame.ts';

const useStyles = makeStyles({ hidden: { display: 'none' } });

/** Outlook stops a command's function after this time. */
const limitMs = 5 * 60 * 1000;

export interface FunctionRun {
  key: string;
  functionName: string;
  buttonId: string;
  item: OpenItem | null;
}

export interface FunctionRunnerProps {
  run: FunctionRun;
  /** The page with the add-in's functions. */
  url: string;
  onDone: (key: string) => void;
}

const noPage: Omit<HostPage, 'closeContainer'> = {
  openItem: showItem,
  leaveFocus: () => undefined,
};

/** Runs one function of the add-in in a page nobody sees, until it says it is done. */
export function FunctionRunner({ run, url, onDone }: FunctionRunnerProps) {
  const styles = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const done = () => onDone(run.key);
  useOfficeFrame({
    container,
    title: `Function ${run.functionName}`,
    url,
    item: run.item,
    page: { ...noPage, closeContainer: done },
    onRegistered: (conversation, event) => {
      if (event !== hostEvents.commandInvoked) return;
      const source = JSON.stringify({ source: { id: run.buttonId } });
      conversation.raise(event, [run.key, run.functionName, source]);
    },
    onCompleted: done,
  });
  useEffect(() => {
    const timer = setTimeout(() => onDone(run.key), limitMs);
    return () => clearTimeout(timer);
  }, [run.key, onDone]);
  return <div ref={container} className={styles.hidden} />;
}
