import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { HttpClient, HttpRequest } from '../fetch/http-client.ts';

/** Lets MSAL send through our client: its time-outs, its list of origins. */
export function msalNetwork(http: HttpClient): INetworkModule {
  async function exchange<T>(
    method: HttpRequest['method'],
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    const { status, headers, body } = await http.send({
      method,
      url,
      headers: options?.headers ?? {},
      ...(options?.body !== undefined && { body: options.body }),
    });
    return { status, headers, body: JSON.parse(body.toString('utf8')) as T };
  }
  return {
    sendGetRequestAsync: (url, options) => exchange('GET', url, options),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options),
  };
}
