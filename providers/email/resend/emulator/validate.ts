import type { EmulatedAttachment } from './state.ts';

/** The vendor's error envelope; its HTTP status is repeated in the body. */
export class VendorError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  body() {
    return { statusCode: this.status, name: this.code, message: this.message };
  }
}

export type ValidEmail = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  topicId: string | null;
  attachments: EmulatedAttachment[];
  scheduledAt: number | null;
};

const fields = new Set([
  'from',
  'to',
  'subject',
  'html',
  'text',
  'cc',
  'bcc',
  'reply_to',
  'headers',
  'tags',
  'attachments',
  'scheduled_at',
  'topic_id',
]);
const attachmentFields = new Set(['filename', 'content', 'content_type', 'content_id']);
const mailbox = /^(?:[^<>\r\n]*<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>|([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+))$/;
const maxAttachmentBytes = 40 * 1024 * 1024;
const addressHint =
  'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

/** The bare address of `Name <a@b.c>` or `a@b.c`, lower-cased. */
export const addressOf = (value: string): string => {
  const match = mailbox.exec(value);
  return (match?.[1] ?? match?.[2] ?? value).toLowerCase();
};

/** Strict reading of one mail: an unknown or mistyped field is refused as loudly as a missing one. */
export function validateEmail(
  input: unknown,
  context: { now: number; batch: boolean; verifiedDomains: readonly string[] | null },
): ValidEmail {
  if (!isObject(input)) throw new VendorError(422, 'validation_error', 'The request body must be an object.');
  for (const key of Object.keys(input)) {
    if (key === 'template') throw new VendorError(501, 'not_implemented', 'Templates are not emulated.');
    if (!fields.has(key)) throw new VendorError(422, 'validation_error', `Unknown field \`${key}\`.`);
  }
  const from = stringField(input, 'from');
  if (!mailbox.test(from)) {
    throw new VendorError(422, 'invalid_from_address', `Invalid \`from\` field. ${addressHint}`);
  }
  const domain = addressOf(from).split('@')[1] ?? '';
  if (context.verifiedDomains !== null && !context.verifiedDomains.includes(domain)) {
    throw new VendorError(403, 'validation_error', `The ${domain} domain is not verified.`);
  }
  const to = addresses(input, 'to', true);
  if (to.some((value) => /^refused(\+.*)?@/.test(addressOf(value)))) {
    throw new VendorError(422, 'validation_error', `Invalid \`to\` field. ${addressHint}`);
  }
  const html = optionalString(input, 'html');
  const text = optionalString(input, 'text');
  const subject = stringField(input, 'subject');
  if (/[\r\n]/.test(subject)) {
    throw new VendorError(422, 'validation_error', 'The `\\n` is not allowed in the `subject` field.');
  }
  if (html === null && text === null) {
    throw new VendorError(422, 'missing_required_field', 'Missing `html` or `text` field.');
  }
  if (context.batch && (input['attachments'] !== undefined || input['scheduled_at'] !== undefined)) {
    throw new VendorError(
      422,
      'validation_error',
      'Attachments and scheduling are not supported in a batch.',
    );
  }
  return {
    from,
    to,
    cc: addresses(input, 'cc', false),
    bcc: addresses(input, 'bcc', false),
    replyTo: addresses(input, 'reply_to', false),
    subject,
    html,
    text,
    headers: headersOf(input['headers']),
    tags: tagsOf(input['tags']),
    topicId: optionalString(input, 'topic_id'),
    attachments: attachmentsOf(input['attachments']),
    scheduledAt:
      input['scheduled_at'] === undefined ? null : parseSchedule(input['scheduled_at'], context.now),
  };
}

/** ISO 8601 or `in 5 minutes`, at most 30 days ahead, like the vendor. */
export function parseSchedule(value: unknown, now: number): number {
  const text = typeof value === 'string' ? value.trim() : '';
  const relative = /^in (\d{1,5}) (min|minute|hour|day)s?$/.exec(text);
  const unit = { min: 60_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }[relative?.[2] ?? ''];
  const at = relative !== null && unit !== undefined ? now + Number(relative[1]) * unit : Date.parse(text);
  if (Number.isNaN(at) || at > now + 30 * 86_400_000) {
    throw new VendorError(422, 'validation_error', 'Invalid `scheduled_at` field.');
  }
  return at;
}

function addresses(input: Record<string, unknown>, field: string, required: boolean): string[] {
  const value = input[field];
  if (value === undefined || value === null) {
    if (!required) return [];
    throw new VendorError(422, 'missing_required_field', `Missing \`${field}\` field.`);
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > 50 || (required && list.length === 0)) {
    throw new VendorError(422, 'validation_error', `The \`${field}\` field takes 1 to 50 addresses.`);
  }
  return list.map((item) => {
    if (typeof item === 'string' && mailbox.test(item)) return item;
    throw new VendorError(422, 'validation_error', `Invalid \`${field}\` field. ${addressHint}`);
  });
}

function headersOf(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new VendorError(422, 'validation_error', 'Invalid `headers` field.');
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (typeof item === 'string' && /^[!-9;-~]+$/.test(name) && !/[\r\n]/.test(item)) return [name, item];
      throw new VendorError(422, 'validation_error', 'Invalid `headers` field.');
    }),
  );
}

function tagsOf(value: unknown): { name: string; value: string }[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new VendorError(422, 'validation_error', 'Invalid `tags` field.');
  return value.map((tag: unknown) => {
    const name = isObject(tag) ? tag['name'] : undefined;
    const content = isObject(tag) ? tag['value'] : undefined;
    const valid = (item: unknown): item is string => typeof item === 'string' && /^[\w-]{1,256}$/.test(item);
    if (!valid(name) || !valid(content)) {
      throw new VendorError(
        422,
        'validation_error',
        'Tags should only contain ASCII letters, numbers, _ or -.',
      );
    }
    return { name, value: content };
  });
}

function attachmentsOf(value: unknown): EmulatedAttachment[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new VendorError(422, 'invalid_attachment', 'Invalid `attachments` field.');
  const list = value.map((item: unknown): EmulatedAttachment => {
    if (!isObject(item)) throw new VendorError(422, 'invalid_attachment', 'Invalid attachment.');
    if ('path' in item) throw new VendorError(501, 'not_implemented', 'Remote attachments are not emulated.');
    for (const key of Object.keys(item)) {
      if (!attachmentFields.has(key)) {
        throw new VendorError(422, 'invalid_attachment', `Unknown attachment field \`${key}\`.`);
      }
    }
    const filename = stringField(item, 'filename', 'invalid_attachment');
    const content = stringField(item, 'content', 'invalid_attachment');
    if (Buffer.from(content, 'base64').toString('base64') !== content) {
      throw new VendorError(422, 'invalid_attachment', 'Attachment content must be base64.');
    }
    return {
      filename,
      content,
      contentType: optionalString(item, 'content_type') ?? 'application/octet-stream',
      contentId: optionalString(item, 'content_id'),
    };
  });
  if (list.reduce((sum, item) => sum + item.content.length, 0) > maxAttachmentBytes) {
    throw new VendorError(422, 'invalid_attachment', 'Attachments exceed 40 MB.');
  }
  return list;
}

function stringField(input: Record<string, unknown>, field: string, code = 'missing_required_field'): string {
  const value = input[field];
  if (typeof value === 'string' && value !== '') return value;
  if (value === undefined || value === '') throw new VendorError(422, code, `Missing \`${field}\` field.`);
  throw new VendorError(422, 'validation_error', `The \`${field}\` field must be a string.`);
}

function optionalString(input: Record<string, unknown>, field: string): string | null {
  const value = input[field];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw new VendorError(422, 'validation_error', `The \`${field}\` field must be a string.`);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
