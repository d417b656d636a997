import { toJsonSchema } from '@valibot/to-json-schema';
import { profileSchema } from '../src/service/profile-schema.ts';
import { receiptFileSchema } from '../src/service/receipt-schema.ts';
import { siteSchema } from '../src/service/site-schema.ts';
import { textsSchema } from '../src/service/texts-schema.ts';

const SCHEMAS = [
  {
    path: 'static/services/profile.schema.json',
    title: 'Einlass: Profil eines Beratungsangebots',
    schema: profileSchema,
  },
  { path: 'static/services/texts.schema.json', title: 'Einlass: Rechtstexte einer Sprache', schema: textsSchema },
  { path: 'static/site.schema.json', title: 'Einlass: Einstellungen der Installation', schema: siteSchema },
  { path: 'static/receipt.schema.json', title: 'Einlass: Nachweis', schema: receiptFileSchema },
] as const;

/**
 * The JSON Schemas that editors use while a profile is written, and that of a receipt for those who read one. Checks that JSON Schema cannot express (trimming, a
 * German title) are left to `check-profiles`.
 */
export function jsonSchemas(): readonly { readonly path: string; readonly content: string }[] {
  return SCHEMAS.map(({ path, title, schema }) => {
    const converted = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
    return { path, content: `${JSON.stringify({ title, ...converted }, null, 2)}\n` };
  });
}
