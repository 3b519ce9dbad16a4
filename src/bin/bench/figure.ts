/** One measured figure. A speed is judged by `ratio`: what it is beside something run with it. */
export interface Figure {
  /** P1 … P10, as in the project's speed targets; S1 … S6: how the sandbox scales. */
  id: string;
  what: string;
  value: number;
  unit: string;
  /** What `value` is compared with, and that thing's own value in the same unit. */
  anchor: string;
  anchorValue: number;
  /** value / anchorValue. */
  ratio: number;
  /** In words; `met` says whether it holds. */
  target: string;
  met: boolean;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Makes a figure; `isMet` judges value and ratio. */
export function figure(
  values: Pick<Figure, 'id' | 'what' | 'value' | 'unit' | 'anchor' | 'anchorValue' | 'target'>,
  isMet: (figure: { value: number; ratio: number }) => boolean,
): Figure {
  const { id, what, unit, anchor, target } = values;
  const value = round(values.value, 2);
  const anchorValue = round(values.anchorValue, 2);
  const ratio = round(values.value / values.anchorValue, 3);
  return {
    id,
    what,
    value,
    unit,
    anchor,
    anchorValue,
    ratio,
    target,
    met: isMet({ value, ratio }),
  };
}

/** The middle of an odd number of values, the upper middle of an even one. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('median of nothing');
  return middle;
}
