import type { Arrow } from './sources.ts';

/**
 * Which room may import from which, beside itself and `errors`. This is the picture of the house in one table; a change
 * here is a change of the plan and belongs into `src/README.md` as well.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  pages: ['visit', 'desk', 'elements', 'i18n', 'styles'],
  desk: ['appointment', 'jitsi', 'mailbox', 'records', 'browser', 'service', 'i18n', 'gate'],
  appointment: ['mailbox', 'i18n', 'gate'],
  visit: ['jitsi', 'mailbox', 'records', 'browser', 'service', 'i18n', 'gate'],
  elements: [
    'appointment',
    'jitsi',
    'mailbox',
    'records',
    'browser',
    'service',
    'i18n',
    'gate',
    'visit',
    'desk',
    'styles',
  ],
  jitsi: ['gate', 'jitsi-plugin'],
  mailbox: ['gate'],
  // Receipts are sealed to a point of the curve that the link carries.
  records: ['gate', 'mailbox', 'service'],
  browser: ['gate'],
  service: ['gate'],
  i18n: ['gate'],
  gate: [],
  'jitsi-plugin': [],
  practice: ['jitsi-plugin'],
  errors: [],
  styles: [],
};

/** Rooms that another room may know by their types only: what they do at run time reaches it as properties and events. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { elements: ['visit', 'desk'] };

const PACKAGES: readonly { readonly package: RegExp; readonly rooms: readonly string[] }[] = [
  { package: /^@lit\/localize(\/|$)/, rooms: ['elements', 'i18n'] },
  { package: /^(lit|lit-html|lit-element|@lit)(\/|$)/, rooms: ['elements'] },
  { package: /^@jitsi\//, rooms: ['jitsi', 'jitsi-plugin', 'practice'] },
  { package: /^(ical-generator|uqr)$/, rooms: ['appointment'] },
  { package: /^virtual:interface-config$/, rooms: ['jitsi', 'practice'] },
  { package: /^(node:|ws$)/, rooms: ['practice'] },
];

/** Who alone may take the seal that makes permits, by the file that hands it out. */
const SEALS: Readonly<Record<string, { readonly name: string; readonly holder: string }>> = {
  'gate/permit.ts': { name: 'takeSeal', holder: 'gate/open.ts' },
  'gate/room-permit.ts': { name: 'takeRoomSeal', holder: 'gate/counsellor.ts' },
};

/** The room of a path below `src`; files directly in `src` are the pages, except the one error class. */
export function roomOf(path: string): string {
  const [first = '', ...rest] = path.split('/');
  if (rest.length > 0) return first;
  return first === 'errors.ts' ? 'errors' : 'pages';
}

/** Why this import is not allowed, or undefined when it is. */
export function offenceOf(arrow: Arrow): string | undefined {
  const from = roomOf(arrow.from);
  if (arrow.specifier === 'computed') return 'an import nobody can read: its address is computed';
  if (arrow.to === undefined) return offenceOfPackage(from, arrow.specifier);
  if (!/\.(ts|json|css(\?url)?)$/.test(arrow.to)) return 'a relative import without its extension';
  const seal = SEALS[arrow.to];
  if (seal !== undefined) {
    const takesSeal = arrow.names.some((name) => name === seal.name || (name === '*' && !arrow.typesOnly));
    if (takesSeal && arrow.from !== seal.holder) return `only ${seal.holder} makes permits of this kind`;
  }
  const to = roomOf(arrow.to);
  if (to === from || to === 'errors') return undefined;
  if (!MAY_IMPORT[from]?.includes(to)) return `${from} must not know ${to}`;
  if (to === 'jitsi-plugin' && arrow.to !== 'jitsi-plugin/message.ts')
    return 'of the plugin, only its messages are known';
  if (TYPES_ONLY[from]?.includes(to) && !arrow.typesOnly) return `${from} may know only the types of ${to}`;
  return undefined;
}

function offenceOfPackage(from: string, specifier: string): string | undefined {
  if (from === 'gate') return 'the gate uses nothing but itself';
  const rule = PACKAGES.find((one) => one.package.test(specifier));
  return rule && !rule.rooms.includes(from) ? `${specifier} belongs to ${rule.rooms.join(' and ')}` : undefined;
}
