/** Access tokens for Regarding's own API. */
export interface TokenSource {
  /**
   * A token without asking the person anything. Throws `Failure` `sign-in-needed`, or `offline`.
   * @param options.fresh the last token was refused: don't take it from memory
   */
  silent: (options?: { fresh?: boolean }) => Promise<string>;
  /** Shows Microsoft's sign-in window; call it from a click only, else it is blocked. */
  interactive: (claims?: string, options?: { chooseAccount?: boolean }) => Promise<void>;
  /** Drops every token and account of this session. */
  forget?: () => void;
}

/** Loads the real source when the first token is asked for; a failed load is tried again. */
export function lazyTokens(load: () => Promise<TokenSource>): TokenSource {
  let loading: Promise<TokenSource> | undefined;
  const source = (): Promise<TokenSource> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    silent: async (options) => (await source()).silent(options),
    interactive: async (claims, options) => (await source()).interactive(claims, options),
    forget: () => {
      loading = undefined;
    },
  };
}
