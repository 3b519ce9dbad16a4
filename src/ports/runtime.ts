/** Time and chance, given from outside so that tests decide. */
export interface Runtime {
  now(): Date;
  /** In [0, 1). */
  random(): number;
}

/** Structured log. Fields hold ids, codes and numbers only. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
