import { useEffect, useRef } from 'react';

type Close = () => void;

/** What Escape would close, the last opened last; null: nothing that lies below it. */
const layers: { readonly close: Close | null }[] = [];

const onKeyDown = (event: KeyboardEvent): void => {
  const close = layers.at(-1)?.close;
  if (event.key !== 'Escape' || event.defaultPrevented || !close) return;
  event.preventDefault();
  // Office.js would hand the focus to Outlook.
  event.stopPropagation();
  close();
};

/**
 * Closes by Escape what was opened last; `close` gives the focus back to what opened it.
 * @param close null: a page, which Escape leaves open, since what was typed would be lost;
 * undefined: nothing is open
 */
export function useEscape(close: Close | null | undefined): void {
  const current = useRef(close);
  useEffect(() => {
    current.current = close;
  });
  const kind = close && 'part';
  useEffect(() => {
    if (kind === undefined) return undefined;
    const layer = { close: kind && (() => current.current?.()) };
    layers.push(layer);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [kind]);
}
