import type { ErrorCode } from '#domain/errors.ts';
import { isOfAccount } from '#domain/member/permissions.ts';
import type { Endpoint } from '../endpoint.ts';
import { refusesFrozen } from './frozen.ts';

const hasFields = (schema: object): boolean =>
  'shape' in schema && Object.keys(schema.shape ?? {}).length > 0;

const ofAccess: Readonly<Record<Endpoint['access']['kind'], readonly ErrorCode[]>> = {
  public: [],
  // Forged, over, or made for something else.
  capability: ['not_found', 'link_expired', 'forbidden'],
  // Of no tenant at all; without the permission, or of none of the tenant that was asked for by header; from a page of another one, or of one that they have left; by whoever looks.
  member: [
    'unauthenticated',
    'no_membership',
    'forbidden',
    'not_a_member',
    'tenant_changed',
    'read_only_view',
  ],
  operator: ['unauthenticated', 'forbidden'],
};

/** Where the organisation requires one-time codes, whoever has none reaches what turns them on and nothing else. */
const ofPolicy = ({ access }: Endpoint): readonly ErrorCode[] =>
  access.kind === 'member' && !isOfAccount(access.permission) ? ['second_factor_required'] : [];

/** Members of a suspended tenant look and change nothing. */
const ofSuspension = ({ access, method, whileSuspended }: Endpoint): readonly ErrorCode[] =>
  access.kind === 'member' && method !== 'get' && whileSuspended !== true ? ['tenant_suspended'] : [];

/** Whom the plan has no place for looks, and settles what is booked. */
const ofFreezing = (endpoint: Endpoint): readonly ErrorCode[] =>
  refusesFrozen(endpoint) ? ['member_frozen'] : [];

/** What it needs may be switched off, and so may API keys. */
const ofFeature = ({ access, feature }: Endpoint): readonly ErrorCode[] =>
  feature !== undefined || (access.kind === 'member' && access.keys !== undefined) ? ['feature_off'] : [];

const ofPrecondition = ({ precondition }: Endpoint): readonly ErrorCode[] => {
  if (precondition === undefined) return [];
  return precondition === 'required'
    ? ['precondition_required', 'precondition_failed']
    : ['precondition_failed'];
};

const ofRequest = ({ body, params, query }: Endpoint): readonly ErrorCode[] => [
  ...(body.type === 'undefined'
    ? []
    : (['malformed_request', 'invalid_request', 'unsupported_media_type', 'body_too_large'] as const)),
  ...(hasFields(query) ? (['invalid_request'] as const) : []),
  // An id or a name that is none.
  ...(hasFields(params) ? (['not_found'] as const) : []),
];

/** Every code an operation may answer with: its own and those that follow from how it is called. */
export const problemsOf = (endpoint: Endpoint): readonly ErrorCode[] => [
  ...new Set<ErrorCode>([
    ...endpoint.problems,
    'rate_limited',
    'internal',
    'temporarily_unavailable',
    ...ofAccess[endpoint.access.kind],
    ...ofSuspension(endpoint),
    ...ofFreezing(endpoint),
    ...ofPolicy(endpoint),
    ...ofFeature(endpoint),
    ...(endpoint.fresh === true ? (['fresh_sign_in_required'] as const) : []),
    ...ofPrecondition(endpoint),
    ...(endpoint.idempotent === true
      ? (['idempotency_key_missing', 'idempotency_key_reused', 'invalid_request'] as const)
      : []),
    ...ofRequest(endpoint),
  ]),
];
