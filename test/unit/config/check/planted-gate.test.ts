/** Forty and more wrong settings, each planted into what is shipped and found by exactly its row. This file: the gate. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NGINX } from '../nginx.ts';
import { file, look, named, prepare, start, swap, type Material, type Plant } from './installation.ts';

const missing = NGINX === undefined ? ': NOT TESTED, it is not installed here' : '';
const AFTER_MAILBOX = [
  'read',
  'overwrite',
  'overlap',
  'delete',
  'methods',
  'list',
  'absent',
  'names',
  'size',
  'room',
  'limit',
];
const NO_MAILBOX = ['mailbox:create', ...AFTER_MAILBOX.map((id) => `mailbox:${id}?`)];
const NO_SITE = [
  'imprint?',
  'site:valid',
  'site:jitsi?',
  'services:served?',
  'profiles:valid?',
  'texts:valid?',
  'texts:released?',
  ...['create', ...AFTER_MAILBOX].map((id) => `mailbox:${id}?`),
  ...['list', 'read', 'write', 'delete'].map((id) => `archive:${id}?`),
  'jitsi:direct-agreed?',
];

const conf = (from: string | RegExp, to: string): Plant => ({ conf: swap(from, to) });
const gateBlock = (more: string): Plant => ({
  blocks: swap('include beratung.conf;', `include beratung.conf; ${more}`),
});
const files = (path: string, edit?: (text: string) => string): Plant => ({ files: file(path, edit) });
const site = (edit: (site: Record<string, unknown>) => object): Plant =>
  files('site/site.json', (text) => JSON.stringify(edit(JSON.parse(text) as Record<string, unknown>)));
const profile = 'site/services/hannover-einzel/profile.json';
const texts = 'site/services/hannover-einzel/texts.de.json';

const PLANTED: readonly (readonly [what: string, found: readonly string[], plant: Plant])[] = [
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
  ['old pages stay in browsers', ['kept:page'], conf('(?:.*/)?[^/]*\\.html\\z', '[^/]*\\.htm\\z')],
  ['old settings stay', ['kept:site'], conf('site\\.json\\z|', '')],
  ['old wordings stay', ['kept:texts'], conf('(?:services/|site', '(?:site')],
  ['what is not there yet stays away', ['kept:missing'], conf(/default {20,}no-store/, 'default "max-age=60"')],
  ['the build is fetched again and again', ['kept:assets'], conf('"public, max-age=31536000, immutable"', 'no-cache')],
  ['nothing is compressed', ['compressed'], conf('\ngzip on;', '\ngzip off;')],
  ['umlauts are guessed', ['types'], conf('charset utf-8;', '')],
  ['folders are listed', ['no-listing'], conf('${uri}index.html =404;', '$uri/ =404; autoindex on;')],
  ['hidden files are served', ['no-dotfiles'], conf('location ~ "/\\.(?!well-known/)"', 'location ~ "/\\.nothing"')],
  ['anybody stores files beside the pages', ['read-only'], gateBlock('location ^~ /assets/ { dav_methods PUT; }')],
  ['external_api.js was forgotten', ['external-api', 'external-api-same?'], files('site/jitsi/external_api.js')],
  [
    'external_api.js of another Jitsi',
    ['external-api-same'],
    files('site/jitsi/external_api.js', (text) => `${text}// older`),
  ],
  ['external_api.js as plain text', ['external-api'], conf('expires off;', 'types { } default_type text/plain;')],
  [
    'external_api.js for any page',
    ['external-api-quiet'],
    conf('expires off;', 'add_header Access-Control-Allow-Origin *;'),
  ],
  ['no imprint', ['imprint'], files('site/impressum.html')],
  [
    'some other site',
    ['page:client', 'kept:assets?', 'compressed?'],
    files('site/index.html', () => '<!doctype html><title>Willkommen bei nginx</title>'),
  ],
  ['no page for counsellors', ['page:counsellor'], files('site/beratung.html')],
  ['a broken site.json', NO_SITE, files('site/site.json', (text) => text.replace('"schema":1,', ''))],
  [
    'another Jitsi in site.json',
    ['site:jitsi'],
    site((old) => ({ ...old, jitsi: { origin: 'https://meet.andere.example', peerToPeer: false } })),
  ],
  [
    'a service without a folder',
    ['services:served'],
    site((old) => ({ ...old, services: ['hannover-einzel', 'jugend'] })),
  ],
  [
    'a broken profile',
    ['profiles:valid', 'texts:released?'],
    files(profile, (text) => text.replace('"schema": 1', '"schema": 9')),
  ],
  [
    'a released wording is changed',
    ['texts:released'],
    files(texts, (text) => text.replace(/("(?:text|statement|title)": ?\[?\s*")/, '$1Neu: ')),
  ],
  [
    'texts that are no texts',
    ['texts:valid', 'texts:released?'],
    files('site/services/common/texts.en.json', () => '{}'),
  ],
  ['no mailbox at the server', NO_MAILBOX, { blocks: swap('include ablage.conf;', '') }],
  ['the mailbox cannot write', NO_MAILBOX, conf('dav_methods PUT;\n    create_full_put_path on;', '')],
  [
    'entries are replaced',
    ['mailbox:overwrite'],
    conf('try_files $uri @ablage_new;', 'dav_methods PUT; create_full_put_path on;'),
  ],
  ['two uploads replace each other', ['mailbox:overlap'], conf('limit_conn ablage 1;', '')],
  [
    'entries are removed',
    ['mailbox:delete'],
    conf(
      /limit_except GET PUT \{\n {8}deny all;\n {4}\}\n {4}client_max_body_size 32k;/,
      'limit_except GET PUT DELETE { deny all; } dav_methods DELETE; client_max_body_size 32k;',
    ),
  ],
  [
    'entries are copied',
    ['mailbox:methods'],
    conf(
      /limit_except GET PUT \{\n {8}deny all;\n {4}\}\n {4}client_max_body_size 32k;/,
      'limit_except GET PUT COPY { deny all; } dav_methods COPY; client_max_body_size 32k;',
    ),
  ],
  [
    'folders of the mailbox are listed',
    ['mailbox:list'],
    conf(
      /location \/ablage\/ \{\n {4}access_log off;\n {4}return 404;/,
      'location /ablage/ {\n root /var/lib/einlass; autoindex on;',
    ),
  ],
  ['names with something behind them', ['mailbox:names'], conf('[cb][0-9]{4}\\z', '[cb][0-9]{4}$')],
  ['entries of any size', ['mailbox:size'], conf('client_max_body_size 32k', 'client_max_body_size 32m')],
  ['entries of no size', ['mailbox:room'], conf('client_max_body_size 32k', 'client_max_body_size 8k')],
  [
    'entries are shown as pages',
    ['mailbox:read'],
    conf(
      'default_type application/octet-stream;\n    etag off;\n    if_modified_since off;\n    max_ranges 0;\n    gzip off;\n    # add',
      'default_type text/html; # add',
    ),
  ],
  [
    'nobody is slowed down',
    ['mailbox:limit'],
    { ...conf(/limit_req zone=ablage_rate.*\n/, '\n'), options: { limits: true } },
  ],
  [
    'the archive is open to anybody',
    ['archive:list', 'archive:read', 'archive:write'],
    files('einlass-archiv-zugang.conf', () => 'allow all;'),
  ],
];

describe.skipIf(NGINX === undefined)(`a wrong setting of the gate${missing}`, () => {
  let material: Material;
  beforeAll(async () => {
    material = await prepare();
  });
  afterAll(() => material.close());

  test.concurrent.each(PLANTED)('%s', async (_what, expected, plant) => {
    const stand = await start(material, plant);
    const results = await look(stand, plant.options);
    await stand.close();
    expect(named(results)).toEqual(expected);
  });
});
