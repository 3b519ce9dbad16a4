import { useEffect, useRef, useState } from 'react';

/**
 * What a title needs that gets the focus when its part opens. It is a tab stop while it has the
 * focus: office.js moves the focus on Tab, and leaves the pane from what is none.
 */
export function useEnteredTitle() {
  const ref = useRef<HTMLHeadingElement>(null);
  const [isEntered, setEntered] = useState(true);
  useEffect(() => ref.current?.focus(), []);
  return { ref, tabIndex: isEntered ? 0 : -1, onBlur: () => setEntered(false) };
}
