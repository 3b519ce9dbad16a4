import { useEffect } from 'react';
import type { TextKey } from '../text/keys.ts';

/** The keys the page knows, as the settings list them. */
export const shortcutKeys: Record<string, TextKey> = {
  'J / ↓': 'shortcuts.next',
  'K / ↑': 'shortcuts.previous',
  R: 'shortcuts.reply',
  'Shift+R': 'shortcuts.replyAll',
  'Shift+F': 'shortcuts.forward',
  N: 'shortcuts.newItem',
  'Ctrl+Enter': 'shortcuts.send',
  Delete: 'shortcuts.delete',
  Q: 'shortcuts.markRead',
  U: 'shortcuts.markUnread',
  'Ctrl+A': 'shortcuts.markAll',
  Space: 'shortcuts.mark',
  Escape: 'shortcuts.close',
};

/** What is written is sent without leaving the field. */
const sendKey = 'ctrl+enter';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="menuitem"]'));

/** `shift+r`, `delete`, `j`; the letters whatever the case. */
const nameOf = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string =>
  [
    ...(ctrlKey || metaKey ? ['ctrl'] : []),
    ...(altKey ? ['alt'] : []),
    ...(shiftKey ? ['shift'] : []),
    key.toLowerCase(),
  ].join('+');

/** The commands of the page by their keys: each clicks the button that does the same. */
const commands: Record<string, string> = {
  r: 'reply',
  'shift+r': 'reply-all',
  'shift+f': 'forward',
  n: 'new',
  delete: 'delete',
  q: 'read',
  u: 'unread',
  escape: 'close',
  'ctrl+enter': 'send',
};

/** Puts the focus on the next or previous message and opens it. */
function step(by: 1 | -1): void {
  const options = [...document.querySelectorAll<HTMLElement>('[role="listbox"] [role="option"]')];
  const current = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const next = options[Math.max(current + by, 0)];
  next?.focus();
  next?.click();
}

function act(name: string): boolean {
  if (name === 'j') step(1);
  else if (name === 'k') step(-1);
  else {
    const command = commands[name];
    const button = command && document.querySelector<HTMLElement>(`[data-command="${command}"]`);
    if (!button) return false;
    button.click();
  }
  return true;
}

/**
 * Outlook's keys, anywhere on the page but where somebody types, or where a dialog lies over it. A
 * button says by `data-command` what it does; where there is no such button, the key does nothing.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (event.defaultPrevented || (isTyping(event.target) && name !== sendKey)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      if (act(name)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
