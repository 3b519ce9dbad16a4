const unescape = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The one form of a page: where it goes and what it carries unseen. */
export function readForm(html: string): { action: string; fields: [string, string][] } {
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1] ?? '';
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const fields = [...inputs].map(([, name, value]): [string, string] => [
    unescape(name ?? ''),
    unescape(value ?? ''),
  ]);
  return { action: unescape(action), fields };
}

/** A page a browser shows, or the address at a client that it was sent to. */
export interface Shown {
  url: string;
  title: string;
  html: string;
  /** Parameters of the client's address, of its query or its fragment. */
  answer: URLSearchParams | undefined;
}

/** As much of a browser as signing in needs: pages with one form, redirects and a cookie. */
export class EntraBrowser {
  #cookie: string | undefined;

  async open(url: string): Promise<Shown> {
    return this.#show(url, await fetch(url, { redirect: 'manual', headers: this.#headers() }));
  }

  /** Presses a button of the page's form. */
  async press(page: Shown, name: string, value: string): Promise<Shown> {
    if (!page.html.includes(`name="${name}" value="${value}"`)) {
      throw new Error(`'${page.title}' has no button ${name}=${value}.`);
    }
    const { action, fields } = readForm(page.html);
    const url = new URL(action, page.url).href;
    const body = new URLSearchParams([...fields, [name, value]]);
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: this.#headers(),
    });
    return this.#show(url, response);
  }

  #headers(): Record<string, string> {
    return this.#cookie ? { cookie: this.#cookie } : {};
  }

  async #show(url: string, response: Response): Promise<Shown> {
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.#cookie = cookie.includes('Max-Age=0') ? undefined : cookie.split(';')[0];
    const target = response.headers.get('location');
    const html = await response.text();
    const title = /<title>([^<]*)/.exec(html)?.[1] ?? '';
    const { search, hash } = new URL(target ?? url);
    const answer = target ? new URLSearchParams(hash ? hash.slice(1) : search) : undefined;
    return { url: target ?? url, title: unescape(title), html, answer };
  }
}
