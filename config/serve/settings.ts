/** Where `npm start` serves. */
export interface Settings {
  readonly port?: number;
  readonly domain?: string;
}

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** Returns the settings of the environment, or a sentence on what is wrong with them and how it is written. Never throws. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly value: Settings } | { readonly ok: false; readonly why: string } {
  const { EINLASS_PORT: port, EINLASS_DOMAIN: domain } = environment;
  if (port && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    return {
      ok: false,
      why:
        `EINLASS_PORT ist „${port}“, erwartet ist eine Zahl bis 65535, zum Beispiel EINLASS_PORT=8443.\n` +
        'EINLASS_PORT must be a number up to 65535.',
    };
  }
  if (domain && !DOMAIN.test(domain)) {
    return {
      ok: false,
      why:
        `EINLASS_DOMAIN ist „${domain}“, erwartet ist ein Name ohne https:// und ohne Pfad, zum Beispiel ` +
        'EINLASS_DOMAIN=stadt.example: Daraus werden beratung.stadt.example und meet.stadt.example.\n' +
        'EINLASS_DOMAIN must be a name without scheme and path; beratung. and meet. are put in front of it.',
    };
  }
  return { ok: true, value: { ...(port ? { port: Number(port) } : {}), ...(domain ? { domain } : {}) } };
}
