import * as v from 'valibot';

const line = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(300));
const origin = v.pipe(
  v.string(),
  v.regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/i, 'an https origin without path'),
  // The public instance is not the city's server: nobody's consent covers it.
  v.check((value) => !/(^|\.|\/)meet\.jit\.si(:|$)/i.test(value), "the city's own Jitsi, not meet.jit.si"),
);
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'a colour such as #1d5b4f'));

/** What a city sets once for its installation. */
export const siteSchema = v.strictObject({
  $schema: v.optional(v.string()),
  schema: v.literal(1),
  /** Name of the city or authority as the page header shows it. */
  name: line,
  jitsi: v.strictObject({
    origin,
    /** Direct connections between two people show each other's addresses (pitfalls 2.21): off unless the city says so. */
    peerToPeer: v.boolean(),
  }),
  services: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/))), v.minLength(1)),
  /** Served when a profile has no phone of its own. */
  helpline: v.strictObject({ name: line, phone: line, hours: v.optional(line) }),
  /** Crisis numbers: video is no emergency channel. */
  crisis: v.array(v.strictObject({ name: line, phone: line })),
  imprint: line,
  privacy: v.optional(line),
  /** Where Schnell verlassen leads: a harmless page. */
  quickExit: v.pipe(v.string(), v.url()),
  accent: v.optional(v.strictObject({ light: colour, dark: colour })),
  logo: v.optional(v.pipe(v.string(), v.regex(/^\/[\w./-]+$/, 'a path on this site'))),
  /** Does this server have a mailbox (config/nginx/ablage.conf)? Without one, receipts are handed over as files. */
  mailbox: v.optional(v.boolean(), false),
  /**
   * Folder on this site for sealed copies of receipts (config/nginx/archiv.conf), with a slash at both ends. Without it what
   * the counsellors file lies in their browsers alone.
   */
  archive: v.optional(
    v.pipe(v.string(), v.regex(/^\/([a-z0-9][a-z0-9-]*\/)+$/, 'a folder on this site such as /archiv/')),
  ),
  /** Practice installations say so on every page. */
  practice: v.optional(v.boolean()),
});

export type Site = v.InferOutput<typeof siteSchema>;
