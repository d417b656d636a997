/** Wrong settings of mailbox and archive, and what finds each. */
import { conf, files, swap, type Case } from './plant.ts';

/** What cannot be looked at where nothing can be put. */
export const MAILBOX = [
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
const NO_MAILBOX = ['mailbox:create', ...MAILBOX.map((id) => `mailbox:${id}?`)];
const ids = (prefix: string, names: readonly string[]): string[] => names.map((name) => `${prefix}:${name}`);

export const PLANTED_MAILBOX: readonly Case[] = [
  [
    'a page stands for what is not there',
    ['mailbox:absent'],
    conf('create_full_put_path on;', 'create_full_put_path on; error_page 404 =200 /index.html;'),
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
    'the archive lets anybody remove copies',
    ids('archive', ['list', 'read', 'write', 'delete']),
    {
      conf: swap(
        /limit_except GET PUT \{\n {8}deny all;\n {4}\}\n {4}client_max_body_size 1m;/,
        'limit_except GET PUT DELETE { deny all; } dav_methods DELETE; client_max_body_size 1m;',
      ),
      ...files('einlass-archiv-zugang.conf', () => 'allow all;'),
    },
  ],
  [
    'the archive is open to anybody',
    ['archive:list', 'archive:read', 'archive:write'],
    files('einlass-archiv-zugang.conf', () => 'allow all;'),
  ],
];
