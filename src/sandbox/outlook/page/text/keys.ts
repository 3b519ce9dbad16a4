import type { en } from './en.ts';

/** The same words in another language. */
export type Messages = Shape<typeof en>;

/** A part of the words in another language. */
export type Words<T> = Shape<T>;

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

/** `count_one` and `count_other` are asked for as `count`. */
type Base<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K;

type Leaf<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${Base<K>}` : Leaf<T[K], `${P}${K}.`>;
}[keyof T & string];

/** `list.messages`, `app.failed`, … */
export type TextKey = Leaf<typeof en>;

/** The text of a key, with its `{{names}}` filled in. */
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;
