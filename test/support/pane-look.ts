import axe from 'axe-core';
import type { Frame } from 'playwright-core';

type RunAxe = (options: axe.RunOptions) => Promise<axe.AxeResults>;

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

interface Wanted {
  /** Rules of axe. */
  only?: readonly string[];
  without?: readonly string[];
}

/** What axe-core finds wrong with a frame as it is drawn, by rule and element. */
export async function wrongIn(
  frame: Frame,
  { only, without = [] }: Wanted = {},
): Promise<string[]> {
  const isThere = await frame.evaluate(() => 'axe' in window);
  if (!isThere) await frame.evaluate(axe.source);
  const off = without.map((rule) => [rule, { enabled: false }] as const);
  const options = {
    ...(only ? { runOnly: { type: 'rule' as const, values: [...only] } } : rules),
    rules: Object.fromEntries(off),
  };
  const { violations } = await frame.evaluate(
    (wanted) => (window as unknown as { axe: { run: RunAxe } }).axe.run(wanted),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** By how many pixels a frame's content is wider than the frame. */
export const overflowIn = (frame: Frame): Promise<number> =>
  frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Everything that a page's origin keeps on this device, as one text. */
export const keptIn = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        kept.push(name, store, await answer(rows.getAll()), await answer(rows.getAllKeys()));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept.push(request.url, await (await cache.match(request))?.text());
      }
    }
    return JSON.stringify(kept);
  });

/** What the add-in keeps at Outlook: its roaming settings and the open item's own properties. */
export const keptAtOutlook = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    const { roamingSettings, mailbox } = Office.context;
    const properties = await new Promise((resolve) => {
      mailbox.item?.loadCustomPropertiesAsync(({ value }) => resolve(value.getAll()));
    });
    return JSON.stringify([roamingSettings, properties]);
  });

/**
 * What would be lost in forced colours: text that keeps its own colours there, and a choice that is
 * shown by its background alone, which is taken away.
 */
export const lostInForcedColours = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const isShown = (element: Element): boolean => element.getClientRects().length > 0;
    const hasText = ({ childNodes }: Element): boolean =>
      [...childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '',
      );
    const system = [
      'CanvasText',
      'LinkText',
      'ButtonText',
      'HighlightText',
      'GrayText',
      'Canvas',
    ].map((name) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = name;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    const keepsColours = [...document.body.querySelectorAll('*')]
      .filter((element) => hasText(element) && isShown(element))
      .filter((element) => getComputedStyle(element).forcedColorAdjust === 'none')
      // Fluent's primary button chooses among the system's colours itself.
      .filter((element) => !system.includes(getComputedStyle(element).color))
      .map(({ outerHTML }) => `keeps its colours: ${outerHTML.slice(0, 120)}`);
    const drawn = (element: Element): string =>
      [element, ...element.querySelectorAll('*')]
        .flatMap((one) =>
          [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part)),
        )
        .map(
          ({ borderStyle, borderWidth, outline, fontWeight, textDecoration, content, display }) =>
            [
              borderStyle,
              borderWidth,
              outline,
              fontWeight,
              textDecoration,
              content,
              display,
            ].join(),
        )
        .join('|');
    const states = ['aria-selected', 'aria-pressed', 'aria-current'];
    const shownByBackground = states.flatMap((state) =>
      [...document.querySelectorAll(`[${state}=true]`)].filter(isShown).flatMap((chosen) => {
        const other = [...(chosen.parentElement?.children ?? [])].find(
          (one) => one.getAttribute(state) === 'false',
        );
        const isSame = other !== undefined && drawn(other) === drawn(chosen);
        return isSame ? [`${state} is not seen: ${chosen.outerHTML.slice(0, 120)}`] : [];
      }),
    );
    return [...keepsColours, ...shownByBackground];
  });

/** What does not fit once every text is 40 % longer, as in other languages; puts the texts back. */
export const tooLongIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: [Text, string][] = [];
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      if (node.data.trim() !== '') texts.push([node, node.data]);
    }
    for (const [node, text] of texts) {
      const words = text.trim().split(/\s+/);
      const more = words.slice(0, Math.ceil(words.length * 0.4)).join(' ');
      node.data =
        words.length > 1 ? `${text} ${more}` : text + text.slice(0, Math.ceil(text.length * 0.4));
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : [];
    const isCut = (element: Element): boolean => {
      const { overflowX, overflowY, textOverflow, whiteSpace } = getComputedStyle(element);
      if (textOverflow === 'ellipsis' || whiteSpace === 'nowrap') return false;
      const isClosed = [overflowX, overflowY].some(
        (value) => value === 'hidden' || value === 'clip',
      );
      const { height, width } = element.getBoundingClientRect();
      // What is a pixel wide is for screen readers alone.
      if (!isClosed || height < 2 || width < 2) return false;
      return element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0;
    };
    const cut = [...document.body.querySelectorAll('*')]
      .filter((element) => isCut(element))
      .map(({ outerHTML }) => `cut off: ${outerHTML.slice(0, 120)}`);
    for (const [node, text] of texts) node.data = text;
    return [...wide, ...cut];
  });

interface Moves {
  observer: PerformanceObserver;
  score: number;
}

/** Told in a frame before it draws: `movedIn` then knows by how much it moved. */
export const watchMoves = (): void => {
  const moves: Moves = {
    score: 0,
    observer: new PerformanceObserver((list) => add(list.getEntries())),
  };
  /** Layout shifts are not in the types of the DOM. */
  const add = (entries: PerformanceEntryList) => {
    for (const { value = 0, hadRecentInput } of entries as {
      value?: number;
      hadRecentInput?: boolean;
    }[])
      if (!hadRecentInput) moves.score += value;
  };
  moves.observer.observe({ type: 'layout-shift', buffered: true });
  (window as unknown as { moves: Moves }).moves = moves;
};

/** The layout shift of a frame since it was asked last, summed: 0 to 1 and more. */
export const movedIn = (frame: Frame): Promise<number> =>
  frame.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 3; frames += 1) await drawn();
    // The observer is told in a task of its own, after the frame.
    await new Promise((resolve) => setTimeout(resolve));
    const { moves } = window as unknown as { moves: Moves };
    const { score } = moves;
    moves.score = 0;
    return score;
  });
