/** Wrong headers of the gate, and what finds each. */
import { gateHeaders } from '../../../../config/serve/headers.ts';
import { blocks, conf, type Case, type Plant } from './plant.ts';

const gateBlock = (more: string): Plant => blocks('include beratung.conf;', `include beratung.conf; ${more}`);

const NAMED: readonly Case[] = [
  [
    'scripts written into pages are let through',
    ['csp:script-src'],
    conf("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
  ],
  [
    'everything is let through that is not named',
    ['csp:default-src'],
    conf("default-src 'none'", "default-src 'self'"),
  ],
  ['any page may be framed by the gate', ['csp:frame-src'], conf('frame-src $einlass_jitsi', 'frame-src https:')],
  ['any page may frame the gate', ['csp:frame-ancestors'], conf("frame-ancestors 'none'", 'frame-ancestors *')],
  ['the page may speak to anybody', ['csp:connect-src'], conf("connect-src 'self'", "connect-src 'self' https:")],
  ['pictures come from anywhere', ['csp:img-src'], conf("img-src 'self'", "img-src 'self' https:")],
  ['forms go anywhere', ['csp:form-action'], conf("form-action 'none'; ", '')],
  ['the base of addresses can be moved', ['csp:base-uri'], conf("base-uri 'none'", "base-uri 'self'")],
  ['no Trusted Types', ['csp:require-trusted-types-for'], conf(" require-trusted-types-for 'script';", '')],
  [
    'any policy of Trusted Types',
    ['csp:trusted-types'],
    conf('trusted-types lit-html jitsi-loader default', 'trusted-types *'),
  ],
  ['a second policy', ['csp-single'], gateBlock(`add_header Content-Security-Policy "img-src *" always;`)],
  [
    'a part more in the policy',
    ['csp-single'],
    conf("default-src 'none'", "report-uri https://log.example; default-src 'none'"),
  ],
  ['the camera for anybody', ['permissions-policy'], conf('camera=(self \\"$einlass_jitsi\\")', 'camera=*')],
  ['the camera not for Jitsi', ['permissions-policy'], conf('camera=(self \\"$einlass_jitsi\\")', 'camera=(self)')],
  ['no HSTS', ['header:strict-transport-security'], conf(/add_header Strict-Transport-Security.*\n/, '\n')],
  ['HSTS for an hour', ['header:strict-transport-security'], conf('max-age=63072000', 'max-age=3600')],
  [
    'browsers guess types',
    ['header:x-content-type-options'],
    conf(/add_header X-Content-Type-Options nosniff always;\nadd_header X-Frame/, 'add_header X-Frame'),
  ],
  [
    'old browsers let their own origin frame',
    ['header:x-frame-options'],
    conf('X-Frame-Options DENY', 'X-Frame-Options SAMEORIGIN'),
  ],
  [
    'addresses travel along',
    ['header:referrer-policy'],
    conf('Referrer-Policy no-referrer', 'Referrer-Policy unsafe-url'),
  ],
  [
    'foreign windows hold on',
    ['header:cross-origin-opener-policy'],
    conf('Cross-Origin-Opener-Policy same-origin', 'Cross-Origin-Opener-Policy unsafe-none'),
  ],
  [
    'other pages take files',
    ['header:cross-origin-resource-policy'],
    conf(/(\n.*Opener.*\nadd_header Cross-Origin-Resource-Policy) same-origin/, '$1 cross-origin'),
  ],
  [
    'Jitsi stays empty',
    ['header:no-embedder-policy'],
    gateBlock('add_header Cross-Origin-Embedder-Policy require-corp always;'),
  ],
  ['nginx tells its version', ['header:server'], conf('server_tokens off', 'server_tokens on')],
  [
    'one page loses its headers',
    ['headers-everywhere'],
    gateBlock('location = /beratung.html { add_header X-Own 1; }'),
  ],
];

/** Every other directive of the policy, wide open. */
const REST = (gateHeaders('$einlass_jitsi')['Content-Security-Policy'] ?? '')
  .split('; ')
  .map((directive) => [directive, directive.split(' ')[0] ?? ''] as const)
  .filter(([, name]) => !NAMED.some(([, found]) => found.includes(`csp:${name}`)))
  .map(([directive, name]): Case => [`${name} is open`, [`csp:${name}`], conf(`${directive}`, `${name} https:`)]);

export const PLANTED_HEADERS: readonly Case[] = [...NAMED, ...REST];
