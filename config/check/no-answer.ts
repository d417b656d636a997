/** No answer came: nothing is known. `message` says in German why, and what to do. */
export class NoAnswer extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'NoAnswer';
  }
}

/** Why a server did not answer, in words for the person who runs it. */
export function reasonOf(cause: unknown, host: string, port: number): string {
  const code = codeOf(cause);
  const place = `${host}, Port ${String(port)}`;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `Der Name ${host} führt zu keinem Rechner. Schreibweise prüfen; im DNS einen A- oder AAAA-Eintrag anlegen.`;
    case 'ECONNREFUSED':
      return `Niemand antwortet auf ${place}. Läuft nginx? „nginx -t“ nennt, was ihn hindert; sagt es „unknown directive "dav_methods"“, fehlt das WebDAV-Modul: apt-get install nginx (Debians Paket hat es).`;
    case 'ETIMEDOUT':
    case 'ABORT_ERR':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${place} antwortet nicht in der Zeit. Firewall und Netz prüfen.`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${place} hat die Verbindung abgebrochen. Das Fehlerprotokoll von nginx nennt den Grund.`;
    default:
      if (/SSL|TLS|EPROTO/.test(code)) return `Auf ${place} kommt keine verschlüsselte Verbindung zustande (${code}).`;
      return `${place} antwortet nicht (${code}).`;
  }
}

export function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unbekannt';
  if (cause.name === 'TimeoutError') return 'ETIMEDOUT';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause.cause === undefined ? cause.message : codeOf(cause.cause);
}
