import { ODataTypeError, ODataUnsupportedError } from '../../odata/errors.ts';
import { ODataSyntaxError } from '../../odata/parse.ts';
import { DataverseError, notBuilt } from '../errors.ts';
import { LimitError } from '../limits/limiter.ts';
import { parsePrefer } from './prefer.ts';
import type { ApiRequest, ApiResponse } from './types.ts';

/** An error of reading OData as the error the Web API answers with; undefined for any other. */
function toDataverseError(error: unknown): DataverseError | undefined {
  if (error instanceof DataverseError) return error;
  if (error instanceof ODataSyntaxError || error instanceof ODataTypeError) {
    return new DataverseError('UnknownProperty', error.message);
  }
  return error instanceof ODataUnsupportedError ? notBuilt(error.message) : undefined;
}

const details = (error: DataverseError): object => {
  const prefix = '@Microsoft.PowerApps.CDS';
  return {
    [`${prefix}.ErrorDetails.OperationStatus`]: '0',
    [`${prefix}.ErrorDetails.SubErrorCode`]: '-2146233088',
    [`${prefix}.ErrorDetails.ApiExceptionMessageName`]: error.name,
    [`${prefix}.ErrorDetails.ApiExceptionHttpStatusCode`]: String(error.status),
    [`${prefix}.HelpLink`]: `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${error.code.slice(2)}`,
    [`${prefix}.TraceText`]: `\n[${error.name}: ${error.message}]\n`,
  };
};

/** The answer to a request that failed. An error nobody foresaw is thrown on. */
export function errorResponse(
  error: unknown,
  request: Pick<ApiRequest, 'headers'>,
): ApiResponse & { status: number } {
  const known = toDataverseError(error);
  if (!known) throw error;
  const isDetailed = parsePrefer(request.headers).wantsAnyAnnotation;
  return {
    status: known.status,
    headers: known instanceof LimitError ? { 'Retry-After': String(known.retryAfter) } : {},
    body: {
      error: {
        code: known.code,
        message: known.message,
        ...(isDetailed && details(known)),
      },
    },
  };
}
