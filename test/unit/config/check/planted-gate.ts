/** Wrong settings, each planted into what is shipped, and what finds it. This file: the gate. */
import { blocks, conf, files, type Case, type Plant } from './plant.ts';
import { MAILBOX } from './planted-mailbox.ts';

const NO_SITE = [
  'imprint?',
  'site:valid',
  'site:jitsi?',
  'services:served?',
  'profiles:valid?',
  'texts:valid?',
  'texts:released?',
  ...['create', ...MAILBOX].map((id) => `mailbox:${id}?`),
  ...['list', 'read', 'write', 'delete'].map((id) => `archive:${id}?`),
  'jitsi:direct-agreed?',
];

const gateBlock = (more: string): Plant => blocks('include beratung.conf;', `include beratung.conf; ${more}`);
const site = (edit: (site: Record<string, unknown>) => object): Plant =>
  files('site/site.json', (text) => JSON.stringify(edit(JSON.parse(text) as Record<string, unknown>)));
const profile = 'site/services/hannover-einzel/profile.json';
const texts = 'site/services/hannover-einzel/texts.de.json';

export const PLANTED_GATE: readonly Case[] = [
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
    'a video in sign language that is not there',
    ['texts:valid'],
    files(texts, (text) =>
      text.replace('"version": 1,', '"version": 1, "signVideo": "/services/hannover-einzel/dgs/a.mp4",'),
    ),
  ],
  [
    'texts that are no texts',
    ['texts:valid', 'texts:released?'],
    files('site/services/common/texts.en.json', () => '{}'),
  ],
];
