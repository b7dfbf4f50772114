/** An answer in the vendor's error envelope. */
export class VendorError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    about: { type?: string; code?: string; param?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.type = about.type ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
    this.code = about.code;
    this.param = about.param;
    this.headers = about.headers ?? {};
  }
}

export const missing = (what: string, id: string, param = 'id'): VendorError =>
  new VendorError(404, `No such ${what}: '${id}'`, { code: 'resource_missing', param });

export const toErrorResponse = (error: Error): Response => {
  const known =
    error instanceof VendorError
      ? error
      : new VendorError(500, 'The emulator itself failed on this request.');
  const { status, type, code, param, message, headers } = known;
  return Response.json({ error: { type, code, param, message } }, { status, headers });
};
